import type { SliceName } from '../../shared/domain/slice.ts';
import type { DataRow } from '../api/queries/rows.ts';
import { columnsOf, keyOf, type ServedColumn } from '../parts/row-columns.ts';
import { tablePagesOf } from './dataset-pages.ts';

/** Beyond its key, of a table of which nobody has said what matters. */
const FIRST_COLUMNS = 8;
const GLANCE_COLUMNS = 4;

/** Names of the columns that are shown of a table until somebody chooses: its key first. */
export function usualColumns(slice: SliceName, table: string): readonly string[] {
  const key = keyOf(slice, table);
  const chosen = tablePagesOf(slice.dataset, table).usualColumns;
  if (chosen) return chosen;
  const others = columnsOf(slice, table)
    .map(({ name }) => name)
    .filter((name) => !key.includes(name));
  return [...key, ...others.slice(0, FIRST_COLUMNS)];
}

/** What tells a row at a glance, beside its key. */
export function glanceColumns(slice: SliceName, table: string): readonly ServedColumn[] {
  const chosen = tablePagesOf(slice.dataset, table).glanceColumns;
  const columns = columnsOf(slice, table);
  if (chosen) return columns.filter(({ name }) => chosen.includes(name));
  const key = keyOf(slice, table);
  return columns.filter(({ name }) => !key.includes(name)).slice(0, GLANCE_COLUMNS);
}

/** The currency of an amount in a row, where the dataset says which column holds it. */
export function currencyIn({ dataset }: SliceName, table: string, column: string, row: DataRow): string | undefined {
  const holder = tablePagesOf(dataset, table).currencies?.[column];
  const currency = holder === undefined ? undefined : row[holder];
  return typeof currency === 'string' ? currency : undefined;
}
