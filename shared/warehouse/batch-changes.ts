import * as z from 'zod';
import {
  type Column,
  hasUniqueRecordKey,
  isFileType,
  recordKeyOf,
  storedColumnsOfVariant,
  type Table,
} from '../contracts/contract.ts';
import { scaled, unscaled } from '../contracts/kinds/decimal.ts';
import type { Slice } from '../contracts/slice.ts';
import type { FileChanges } from '../domain/changes.ts';
import { count } from '../domain/values.ts';
import { identifier } from '../sql/quoting.ts';
import type { Warehouse } from './client.ts';
import { keepResults, type ResultKey, readKeptResults } from './kept-results.ts';
import { keptBatches } from './published.ts';
import { ROW_NUMBER } from './served-columns.ts';
import { scaleOf, sumSql } from './served-value.ts';
import { inPartition } from './tables.ts';

/** Grows with every change of what is compared. */
const CHANGES_VERSION = 'changes-1';

/** Two batches of a table: what a publication shows, and what the one before it showed. */
export interface ComparedBatches {
  readonly warehouse: Warehouse;
  readonly slice: Slice;
  readonly table: Table;
  readonly before: string | undefined;
  readonly after: string;
  /** Whether `after` is not published yet: then it is kept, though no publication names it. */
  readonly isWaiting: boolean;
}

/** The rows of a batch have been dropped, or may be at any moment. */
export class RowsGone extends Error {
  override readonly name = 'RowsGone';
}

/**
 * Both batches are stored in the order of their key, so that they are merged as they are read: the memory that this takes
 * does not grow with them.
 */
export const COMPARISON_SETTINGS = {
  join_algorithm: 'full_sorting_merge',
  join_use_nulls: 0,
  max_rows_in_set_to_optimize_join: '0',
  wait_end_of_query: 1,
} as const;

/** The column of {@link comparedRows} that tells apart rows of one record key. */
export const ORDINAL = '_ordinal';

/** What identifies a row in both batches: where several rows have a record key, the first is compared with the first. */
export const comparedKey = (table: Table): readonly string[] =>
  isFileType(table) && !hasUniqueRecordKey(table) ? [...recordKeyOf(table), ORDINAL] : table.key;

/** A subquery of the columns and, if the key has it, {@link ORDINAL}, of the rows where a condition holds. */
export function comparedRows(table: Table, columns: readonly string[], where: string): string {
  const names = columns.map(identifier).join(', ');
  if (!comparedKey(table).includes(ORDINAL)) return `(SELECT ${names} FROM ${table.table} WHERE ${where})`;
  const key = recordKeyOf(table).map(identifier).join(', ');
  return `(SELECT ${names}, row_number() OVER (PARTITION BY ${key} ORDER BY row_number) AS ${ORDINAL}
    FROM ${table.table} WHERE ${where})`;
}

type Changes = Omit<FileChanges, 'delivered'>;

const changesKey = ({ slice, table, before, after }: ComparedBatches): ResultKey => ({
  batchId: after,
  fileType: table.name,
  version: `${CHANGES_VERSION}/${slice.contract.version}/${before ?? 'none'}`,
});

/**
 * How the second batch of some tables of one publication differs: the kept results, or computed and kept.
 * @returns in the order of the tables
 * @throws {RowsGone}
 */
export async function changesOf(tables: readonly ComparedBatches[], maxSeconds: number): Promise<Changes[]> {
  const [first] = tables;
  if (first === undefined) return [];
  const kept = await readKeptResults(first.warehouse, tables.map(changesKey));
  const missing = tables.filter((_, index) => kept[index] === undefined);
  const computed = missing.length === 0 ? [] : await computeAndKeep(missing, maxSeconds);
  return tables.map((batches, index) => computed[missing.indexOf(batches)] ?? (JSON.parse(kept[index]!) as Changes));
}

async function computeAndKeep(tables: readonly ComparedBatches[], maxSeconds: number): Promise<Changes[]> {
  await requireKept(tables);
  const changes: Changes[] = [];
  for (const batches of tables) changes.push(await computeChanges(batches, maxSeconds));
  await requireKept(tables);
  const results = tables.map((batches, index) => ({ ...changesKey(batches), json: JSON.stringify(changes[index]) }));
  // They are right all the same where they could not be kept, and computed again the next time.
  await keepResults(tables[0]!.warehouse, results).catch(() => {});
  return changes;
}

async function computeChanges(batches: ComparedBatches, maxSeconds: number): Promise<Changes> {
  const { slice, table, before, after } = batches;
  const columns = storedColumnsOfVariant(table, slice.variant).filter(({ name }) => !table.key.includes(name));
  const [now, then] = (await totalsOf(
    batches,
    before === undefined || before === after ? ['after'] : ['after', 'before'],
    maxSeconds,
  )) as [Totals, Totals | undefined];
  const earlier = before === after ? now : then;
  const { added, removed, changed, changedBy } =
    earlier === undefined || before === after
      ? { added: earlier === undefined ? now.rows : 0, removed: 0, changed: 0, changedBy: [] }
      : await compareRows(batches, columns, maxSeconds);
  const rowsBefore = earlier?.rows ?? 0;
  if (rowsBefore - removed !== now.rows - added) {
    throw new RowsGone(`the rows of batch ${after} or of the one before it changed while they were compared`);
  }
  return {
    batch_id: after,
    batch_id_before: before ?? null,
    rows_before: rowsBefore,
    rows_after: now.rows,
    added,
    removed,
    changed,
    unchanged: now.rows - added - changed,
    changed_columns: Object.fromEntries(columns.map(({ name }, index) => [name, changedBy[index] ?? 0])),
    totals: Object.fromEntries(
      columns
        .filter(isSummed)
        .map(({ name }, index) => [name, { before: earlier?.sums[index] ?? null, after: now.sums[index]! }]),
    ),
  };
}

/**
 * A batch is dropped once no kept publication names it: one that is still named has been complete until now.
 * @param tables at least one, of one slice
 */
export async function requireKept(tables: readonly ComparedBatches[]): Promise<void> {
  const { warehouse, slice } = tables[0]!;
  const published = await keptBatches(warehouse, slice);
  for (const { before, after, isWaiting } of tables) {
    const kept = [...published, ...(isWaiting ? [after] : [])];
    const gone = [after, before ?? after].find((batch) => !kept.includes(batch));
    if (gone !== undefined) throw new RowsGone(`the rows of batch ${gone} are not kept any more`);
  }
}

interface Totals {
  readonly rows: number;
  readonly sums: readonly string[];
}
const totalsRow = z.record(z.string(), z.union([z.string(), z.number()]));
const comparisonRow = z.strictObject({ added: count, removed: count, changed: count, changed_by: z.array(count) });

/** Sums of amounts are meaningful; those of rates, counts and codes are not. */
const isSummed = ({ kind }: Column): boolean => kind.isAmount === true;

/** @returns in the order of the batches that are asked for */
async function totalsOf(
  { warehouse, slice, table, before, after }: ComparedBatches,
  batches: readonly ('before' | 'after')[],
  maxSeconds: number,
): Promise<Totals[]> {
  const summed = storedColumnsOfVariant(table, slice.variant).filter(isSummed);
  const sums = summed.map(({ name, kind }, index) => `toString(${sumSql(kind, identifier(name))}) AS sum_${index}`);
  const totals = await warehouse.rows({
    name: 'changes-totals',
    row: totalsRow,
    sql: batches
      .map((batch, index) => {
        const columns = [`${index} AS place`, 'count() AS rows', ...sums].join(', ');
        return `SELECT ${columns} FROM ${table.table} WHERE ${inPartition(slice.contract, batch)}`;
      })
      .join(' UNION ALL '),
    parameters: { variant: slice.storedVariant, after, ...(before === undefined ? {} : { before }) },
    settings: { max_execution_time: maxSeconds },
  });
  return totals
    .toSorted((one, other) => Number(one.place) - Number(other.place))
    .map((row) => ({
      rows: Number(row.rows),
      // With the full scale, which the engine's text does not have.
      sums: summed.map(({ kind }, index) =>
        scaled(unscaled(String(row[`sum_${index}`]), scaleOf(kind)), scaleOf(kind)),
      ),
    }));
}

/** Rows by what identifies them, which is unique in a batch; `row_number` is 0 where a batch has no such row. */
async function compareRows(
  { warehouse, slice, table, before, after }: ComparedBatches,
  columns: readonly Column[],
  maxSeconds: number,
): Promise<{ added: number; removed: number; changed: number; changedBy: number[] }> {
  const compared = comparedKey(table);
  const key = compared.map(identifier).join(', ');
  const names = [...compared.filter((name) => name !== ORDINAL), ROW_NUMBER.name, ...columns.map(({ name }) => name)];
  const rowsOf = (batch: string) => comparedRows(table, names, inPartition(slice.contract, batch));
  const differs = columns.map(({ name }) => {
    const [now, earlier] = [`latter.${identifier(name)}`, `former.${identifier(name)}`];
    return `ifNull(${now} != ${earlier}, isNull(${now}) != isNull(${earlier}))`;
  });
  const { changed_by: changedBy, ...counts } = await warehouse.row({
    name: 'changes-counts',
    row: comparisonRow,
    sql: `SELECT countIf(before = 0) AS added, countIf(after = 0) AS removed,
       countIf(before > 0 AND after > 0 AND has(differences, 1)) AS changed,
       sumForEachIf(differences, before > 0 AND after > 0) AS changed_by
     FROM (SELECT former.row_number AS before, latter.row_number AS after, [${differs.join(', ')}] AS differences
       FROM ${rowsOf('before')} AS former FULL JOIN ${rowsOf('after')} AS latter USING (${key}))`,
    parameters: { variant: slice.storedVariant, before: before!, after },
    settings: { ...COMPARISON_SETTINGS, max_execution_time: maxSeconds },
  });
  return { ...counts, changedBy };
}
