import type { AnswerableAnalysis } from './analysis.ts';
import type { DatasetSettings } from './dataset-settings.ts';
import type { ComputedTable } from './derivation.ts';

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
}

export const NO_COMPUTATION: DatasetComputation = { derivedTables: [], analyses: [] };
