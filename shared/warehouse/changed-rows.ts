import * as z from 'zod';
import type { ChangedRow, RowChange } from '../domain/changes.ts';
import { cursorsOf, type Page, POSITION } from '../domain/pagination.ts';
import { Problem } from '../domain/problems.ts';
import { cell } from '../domain/values.ts';
import { identifier } from '../sql/quoting.ts';
import {
  COMPARISON_SETTINGS,
  type ComparedBatches,
  comparedKey,
  comparedRows,
  ORDINAL,
  RowsGone,
  requireKept,
} from './batch-changes.ts';
import type { Position } from './row-order.ts';
import { ROW_NUMBER, type ServedColumn, servedColumns } from './served-columns.ts';
import { boundPosition, parameterType, readServedValue, servedSql } from './served-value.ts';
import { type Comparison, comparedBatches } from './sync-changes.ts';
import { inPartition, NO_BATCH } from './tables.ts';

/** A key has fewer columns. */
const MOST_COLUMNS = 10;
const cursors = cursorsOf(
  'changed-rows',
  z.tuple([
    z.uuid(),
    POSITION.text,
    POSITION.text,
    z
      .array(z.union([POSITION.text, z.int()]))
      .min(1)
      .max(MOST_COLUMNS),
  ]),
);

export interface ChangedRowsQuery {
  /** All three, if left out. */
  readonly change?: RowChange | undefined;
  readonly file_type: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The key of a row, its values on both sides (`b_<n>`, `a_<n>`), and where they differ. */
const comparedRow = z.object({ before: z.int(), after: z.int(), differences: z.array(z.int()) }).catchall(cell);
type ComparedRow = z.infer<typeof comparedRow>;

/**
 * A page of the rows behind the counts of what a publication changed, in the order of their keys.
 * @returns undefined where the rows are not kept any more
 * @throws {Problem} `invalid-cursor`
 */
export async function listRowChanges(
  comparison: Comparison,
  { change, file_type, limit, cursor }: ChangedRowsQuery,
  maxSeconds: number,
): Promise<Page<ChangedRow> | undefined> {
  const compared = comparedBatches(comparison, comparison.slice.table(file_type));
  const after = cursor === undefined ? undefined : readCursor(cursor, compared, file_type, change);
  if (!compared || compared.before === compared.after) return { data: [], next_cursor: null };
  try {
    await requireKept([compared]);
    const rows = await compareRows(compared, change, limit + 1, after, maxSeconds);
    await requireKept([compared]);
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      data: page.map((row) => changedRowOf(compared, row)),
      next_cursor: last ? cursors.encode([compared.after, file_type, change ?? '', keyOf(compared, last)]) : null,
    };
  } catch (error) {
    if (error instanceof RowsGone) return undefined;
    throw error;
  }
}

function readCursor(
  cursor: string,
  compared: ComparedBatches | undefined,
  fileType: string,
  change: RowChange | undefined,
): Position {
  const [batch, ofFileType, ofChange, key] = cursors.decode(cursor);
  const isOurs = batch === compared?.after && ofFileType === fileType && ofChange === (change ?? '');
  if (!isOurs || !isKey(compared, key)) throw new Problem('invalid-cursor');
  return key;
}

/** It comes from the client. */
const isKey = (compared: ComparedBatches, key: readonly (string | number)[]): boolean =>
  key.length === comparedKey(compared.table).length &&
  keyColumnsOf(compared).every(({ kind }, index) => {
    const value = key[index]!;
    return typeof value === kind.servedAs && 'value' in readServedValue(kind, String(value));
  });

const columnsOf = ({ slice, table }: ComparedBatches) => servedColumns(slice, table);

const keyColumnsOf = (compared: ComparedBatches): ServedColumn[] => {
  const columns = [...columnsOf(compared), { ...ROW_NUMBER, name: ORDINAL }];
  return comparedKey(compared.table).map((name) => columns.find((column) => column.name === name)!);
};

const CONDITIONS: Readonly<Record<RowChange, string>> = {
  added: 'before = 0',
  removed: 'after = 0',
  changed: '(before > 0 AND after > 0 AND has(differences, 1))',
};

async function compareRows(
  compared: ComparedBatches,
  change: RowChange | undefined,
  limit: number,
  position: Position | undefined,
  maxSeconds: number,
): Promise<ComparedRow[]> {
  const { warehouse, slice, table, before, after } = compared;
  const columns = columnsOf(compared);
  const keyColumns = keyColumnsOf(compared);
  const key = keyColumns.map(({ name }) => identifier(name)).join(', ');
  const bounds = keyColumns.map(({ kind }, index) => `{key_${index}:${parameterType(kind)}}`);
  const behind = position ? `(${key}) > (${bounds.join(', ')})` : '1';
  const names = columns.map(({ name }) => name);
  const rowsOf = (batch: string) => {
    const ofBatch = inPartition(slice.contract, batch);
    // Rows of one key are counted before any of them are left out.
    return comparedKey(table).includes(ORDINAL)
      ? `(SELECT * FROM ${comparedRows(table, names, ofBatch)} WHERE ${behind})`
      : comparedRows(table, names, `${ofBatch}${position ? ` AND ${behind}` : ''}`);
  };
  const sides = columns.flatMap(({ name, kind }, index) => [
    `${servedSql(kind, `former.${identifier(name)}`)} AS b_${index}`,
    `${servedSql(kind, `latter.${identifier(name)}`)} AS a_${index}`,
  ]);
  const differs = columns.map(({ name }) => {
    if (table.key.includes(name) || name === ROW_NUMBER.name) return '0';
    const [now, earlier] = [`latter.${identifier(name)}`, `former.${identifier(name)}`];
    return `toUInt8(ifNull(${now} != ${earlier}, isNull(${now}) != isNull(${earlier})))`;
  });
  const wanted = change ? CONDITIONS[change] : Object.values(CONDITIONS).join(' OR ');
  return warehouse.rows({
    name: 'changes-rows',
    row: comparedRow,
    sql: `SELECT * FROM (
       SELECT ${key}, former.row_number AS before, latter.row_number AS after, [${differs.join(', ')}] AS differences, ${sides.join(', ')}
       FROM ${rowsOf('before')} AS former FULL JOIN ${rowsOf('after')} AS latter USING (${key}))
     WHERE ${wanted} ORDER BY ${key} LIMIT {limit:UInt32}`,
    parameters: {
      variant: slice.storedVariant,
      before: before ?? NO_BATCH,
      after,
      limit,
      ...Object.fromEntries(
        (position ?? []).map((value, index) => [`key_${index}`, boundPosition(keyColumns[index]!.kind, value!)]),
      ),
    },
    settings: { ...COMPARISON_SETTINGS, max_execution_time: maxSeconds },
  });
}

/** As served, on the side where the row is. */
function keyOf(compared: ComparedBatches, row: ComparedRow): (string | number)[] {
  const columns = columnsOf(compared);
  const side = row.after > 0 ? 'a' : 'b';
  return comparedKey(compared.table).map((name) =>
    name === ORDINAL
      ? (row[ORDINAL] as number)
      : (row[`${side}_${columns.findIndex((column) => column.name === name)}`] as string | number),
  );
}

function changedRowOf(compared: ComparedBatches, row: ComparedRow): ChangedRow {
  const columns = columnsOf(compared);
  const side = (prefix: 'a' | 'b') =>
    Object.fromEntries(columns.map(({ name }, index) => [name, row[`${prefix}_${index}`]!]));
  const isIn = { before: row.before > 0, after: row.after > 0 };
  return {
    change: !isIn.before ? 'added' : !isIn.after ? 'removed' : 'changed',
    record_key: keyOf(compared, row)
      .filter((_, index) => comparedKey(compared.table)[index] !== ORDINAL)
      .join('/'),
    changed_columns:
      isIn.before && isIn.after ? columns.flatMap(({ name }, index) => (row.differences[index] ? [name] : [])) : [],
    before: isIn.before ? side('b') : null,
    after: isIn.after ? side('a') : null,
  };
}
