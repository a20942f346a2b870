import { derivedTablesOf, type FileType } from '../contracts/contract.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { operationsFor } from '../operations/database.ts';
import { datasetSettingsOf } from '../operations/dataset-settings.ts';
import { DerivationFailed, DerivationLimitExceeded, derive } from '../pipeline/derive.ts';
import type { Publication } from '../warehouse/published.ts';
import type { Attempt } from './attempt.ts';
import { SyncFailure } from './sync-failure.ts';

/**
 * Computes the derived tables of the batch: from the file types that it has, and of the others from what is live.
 * @returns their names
 * @throws {SyncFailure} `limit-exceeded`, `derivation-failed`
 */
export async function deriveTables(
  attempt: Attempt,
  fileTypes: readonly FileType[],
  live: Publication | undefined,
): Promise<string[]> {
  const { scope, warehouse, slice, batchId, times, logger } = attempt;
  const tables = derivedTablesOf(slice.contract);
  if (tables.length === 0) return [];
  const { version, settings } = await datasetSettingsOf(operationsFor(scope)).get(slice.contract);
  const sources: Record<string, string> = {};
  for (const { name } of slice.contract.fileTypes) {
    const isOfBatch = fileTypes.some((fileType) => fileType.name === name);
    const source = isOfBatch ? batchId : live?.batches[name];
    if (source !== undefined) sources[name] = source;
  }
  try {
    const derived = await times.measure('derive', () => derive(warehouse, { slice, batchId, sources, settings }));
    await attempt.advance({ derived, ...(slice.contract.settings ? { settings_version: version } : {}) });
  } catch (error) {
    if (error instanceof DerivationLimitExceeded) throw new SyncFailure('limit-exceeded', error.reason);
    if (!(error instanceof DerivationFailed)) throw error;
    logger.error('derived table is not right', { table: error.table, check: error.check });
    const said = serviceSentence('derived-table-wrong', { table: error.table, check: error.check });
    throw new SyncFailure('derivation-failed', said);
  }
  return tables.map(({ name }) => name);
}
