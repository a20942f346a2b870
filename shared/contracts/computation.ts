import type { AnswerableAnalysis } from './analysis.ts';
import type { DatasetSettings } from './dataset-settings.ts';
import type { ComputedTable, DerivationContext } from './derivation.ts';

/** How much of what was derived could be told whose it is: each sync says it. */
export interface Coverage {
  /** Decimals of the amounts. */
  readonly scale: number;
  /**
   * One row, of `rows`, of `rows_matched` among them, and of what they come to: `amount`, `amount_matched`, Decimals. It reads
   * the derived tables once they are checked.
   */
  readonly sql: (context: DerivationContext) => string;
}

/**
 * What the service alone has of a dataset, beside its contract: how derived tables are computed, how analyses are answered,
 * and what a tenant may choose. The page is made without it.
 */
export interface DatasetComputation {
  /** Those of the contract, in its order. */
  readonly derivedTables: readonly ComputedTable[];
  /** Those of the contract, in its order. */
  readonly analyses: readonly AnswerableAnalysis[];
  /** Its members are those that the contract names. */
  readonly settings?: DatasetSettings;
  readonly coverage?: Coverage;
}

export const NO_COMPUTATION: DatasetComputation = { derivedTables: [], analyses: [] };
