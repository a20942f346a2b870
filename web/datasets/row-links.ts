import { type FileType, referencesOf, type Table, tablesOf } from '../../shared/contracts/contract.ts';
import { findDataset } from '../../shared/datasets/registry.ts';
import type { SliceName } from '../../shared/domain/slice.ts';
import type { DataRow } from '../api/queries/rows.ts';
import { findTable } from './contracts.ts';

/** Another row that a row names. */
export interface RowLink {
  readonly table: string;
  /** The columns that name it, and the values in them: its key. */
  readonly columns: readonly string[];
  readonly key: readonly string[];
}

/** Rows of a derived table may say which rows they come from: columns that hold the key of a row of another table. */
interface Origin {
  readonly table: string;
  readonly columns: readonly string[];
}

const originsOf = (table: Table & { readonly origins?: readonly Origin[] }): readonly Origin[] => table.origins ?? [];

const isFileType = (table: Table): table is FileType => 'rulePrefix' in table;

/** What rows of a table name by the key of a row of another one. */
const namedBy = (table: Table): readonly Origin[] => [
  ...(isFileType(table) ? referencesOf(table).map(({ fileType, columns }) => ({ table: fileType, columns })) : []),
  ...originsOf(table),
];

/** The rows that a row refers to, and those that it comes from, as far as its cells name them. */
export function linksOf({ dataset }: SliceName, tableName: string, row: DataRow): readonly RowLink[] {
  const table = findTable(dataset, tableName);
  if (!table) return [];
  return namedBy(table).flatMap(({ table: other, columns }) => {
    const cells = columns.map((name) => row[name]);
    const isNamed = cells.every((cell) => cell !== null && cell !== undefined);
    return isNamed ? [{ table: other, columns, key: cells.map(String) }] : [];
  });
}

/** A table whose rows name rows of another one, and the columns in which they do. */
export interface ReferringTable {
  readonly table: Table;
  /** In the order of the key that they hold. */
  readonly columns: readonly string[];
}

/** What refers to rows of a table, or comes from them. */
export const referringTables = ({ dataset }: SliceName, tableName: string): readonly ReferringTable[] => {
  const contract = findDataset(dataset);
  return (contract ? tablesOf(contract) : []).flatMap((table) =>
    namedBy(table)
      .filter((named) => named.table === tableName)
      .map(({ columns }) => ({ table, columns })),
  );
};
