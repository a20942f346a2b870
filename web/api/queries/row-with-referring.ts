import { queryOptions } from '@tanstack/react-query';
import { type SliceName, sliceText } from '../../../shared/domain/slice.ts';
import { findTable } from '../../datasets/contracts.ts';
import { linksOf, type ReferringTable, type RowLink, referringTables } from '../../datasets/row-links.ts';
import { isProblemWithCode } from '../problem.ts';
import { conditionsOf, type DataPage, type DataRow, type RowKey, readRows } from './rows.ts';

/** Rows that refer to one are shown up to this number: the installments of forty years are fewer. */
export const MOST_REFERRING = 1_000;

export interface Referring extends ReferringTable {
  /** In the order of their key. */
  readonly rows: readonly DataRow[];
  readonly totalCount: number;
}

export interface RowWithReferring {
  readonly slice: SliceName;
  readonly batchId: string | null;
  /** With `quarantine_rule`: a row that is set aside has a page too. */
  readonly row: DataRow;
  readonly referring: readonly Referring[];
  /** What the row names, as far as it is not there. */
  readonly missing: readonly RowLink[];
}

/**
 * A row by its key, as the live load has it, with the rows that refer to it; null where there is none such.
 * @param slices where it may be: the first of them that has it counts
 * @param key names the columns of the key with their values
 */
export const rowWithReferringQuery = (slices: readonly SliceName[], table: string, key: RowKey) =>
  queryOptions({
    queryKey: ['row-with-referring', slices.map(sliceText), table, key],
    queryFn: async ({ signal }): Promise<RowWithReferring | null> => {
      for (const slice of slices) {
        const page = await rowsOf(slice, table, key, 1, signal, true);
        const row = page?.data[0];
        if (!row) continue;
        const referring = await Promise.all(
          referringTables(slice, table).map(async (one): Promise<Referring> => {
            const named = one.columns.map((column, at) => [column, String(row[one.held[at] ?? ''] ?? '')] as const);
            const found = await rowsOf(slice, one.table.name, named, MOST_REFERRING, signal);
            return { ...one, rows: found?.data ?? [], totalCount: found?.total_count ?? 0 };
          }),
        );
        const missing = await Promise.all(
          linksOf(slice, table, row).map(async (link) => {
            const names = findTable(slice.dataset, link.table)?.key ?? [];
            const named = names.map((name, at) => [name, link.key[at] ?? ''] as const);
            const found = await rowsOf(slice, link.table, named, 1, signal, true);
            return found?.data[0] ? [] : [link];
          }),
        );
        return { slice, batchId: page?.batch_id ?? null, row, referring, missing: missing.flat() };
      }
      return null;
    },
    staleTime: 60_000,
  });

/** Undefined where nothing is loaded, or no row can have such a key. */
async function rowsOf(
  slice: SliceName,
  dataType: string,
  key: RowKey,
  limit: number,
  signal: AbortSignal,
  withQuarantined = false,
): Promise<DataPage | undefined> {
  try {
    const question = { slice, dataType, columns: [], sort: undefined, filters: conditionsOf(key), withQuarantined };
    return await readRows(question, undefined, limit, signal);
  } catch (error) {
    if (isProblemWithCode(error, 'nothing-loaded') || isProblemWithCode(error, 'invalid-request')) return undefined;
    throw error;
  }
}
