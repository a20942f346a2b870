import type { FileType } from '../contracts/contract.ts';
import { computationOf } from '../datasets/computations.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { operationsFor } from '../operations/database.ts';
import { datasetSettingsOf } from '../operations/dataset-settings.ts';
import { DerivationFailed, DerivationLimitExceeded, derive, measureCoverage } from '../pipeline/derive.ts';
import type { Publication } from '../warehouse/published.ts';
import type { Attempt } from './attempt.ts';
import { SyncFailure } from './sync-failure.ts';

/** What a sync brings, by file type. */
export interface BroughtFiles {
  /** Those whose rows all come from its files. */
  readonly whole: readonly string[];
  /** By file type that its files correct, the batches that it is made of, newest first. */
  readonly corrected: Readonly<Record<string, readonly string[]>>;
}

/**
 * Computes the derived tables of the batch: from the file types that it has, and of the others from what is live.
 * @returns their names
 * @throws {SyncFailure} `limit-exceeded`, `derivation-failed`
 */
export async function deriveTables(
  attempt: Attempt,
  fileTypes: readonly FileType[],
  live: Publication | undefined,
  { whole, corrected }: BroughtFiles,
): Promise<string[]> {
  const { scope, warehouse, slice, batchId, times, logger } = attempt;
  const { derivedTables: tables, settings: choices, coverage: measure } = computationOf(slice.contract);
  if (tables.length === 0) return [];
  const { version, settings } = await datasetSettingsOf(operationsFor(scope)).get(slice.contract);
  const sources: Record<string, string> = {};
  for (const { name } of slice.contract.fileTypes) {
    const isOfBatch = fileTypes.some((fileType) => fileType.name === name);
    const source = isOfBatch ? batchId : live?.batches[name];
    if (source !== undefined) sources[name] = source;
  }
  const continued: Record<string, readonly string[]> = {};
  for (const { name } of slice.contract.fileTypes) {
    if (!whole.includes(name)) continued[name] = corrected[name] ?? [];
  }
  try {
    const derivation = { slice, tables, batchId, sources, settings, continued, live: live?.batches ?? {} };
    const { derived, coverage } = await times.measure('derive', async () => ({
      derived: await derive(warehouse, derivation),
      coverage: measure && (await measureCoverage(warehouse, derivation, measure)),
    }));
    await attempt.advance({
      derived,
      ...(choices ? { settings_version: version } : {}),
      ...(coverage ? { coverage } : {}),
    });
  } catch (error) {
    if (error instanceof DerivationLimitExceeded) throw new SyncFailure('limit-exceeded', error.reason);
    if (!(error instanceof DerivationFailed)) throw error;
    logger.error('derived table is not right', { table: error.table, check: error.check });
    const said = serviceSentence('derived-table-wrong', { table: error.table, check: error.check });
    throw new SyncFailure('derivation-failed', said);
  }
  return tables.map(({ name }) => name);
}
