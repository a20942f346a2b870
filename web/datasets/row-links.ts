import { isFileType, referencesOf, type Table, tablesOf } from '../../shared/contracts/contract.ts';
import type { DerivedTable } from '../../shared/contracts/derivation.ts';
import { findDataset } from '../../shared/datasets/registry.ts';
import type { SliceName } from '../../shared/domain/slice.ts';
import type { components } from '../api/schema.ts';
import { findTable } from './contracts.ts';

type DataRow = components['schemas']['DataPage']['data'][number];

/** Another row that a row names. */
export interface RowLink {
  readonly table: string;
  /** The columns that name it, and the values in them: its key. */
  readonly columns: readonly string[];
  readonly key: readonly string[];
}

export const isSameLink = (a: RowLink, b: Pick<RowLink, 'table' | 'columns'>): boolean =>
  a.table === b.table && a.columns.join() === b.columns.join();

/** Which rows of another table rows of a table name, by which columns of their own and which of that table. */
interface Naming {
  readonly table: string;
  readonly own: readonly string[];
  readonly theirs: readonly string[];
}

/** What rows of a table refer to, and what those of a derived one come from. */
function namedBy(dataset: string, table: Table): readonly Naming[] {
  if (isFileType(table)) {
    return referencesOf(table).map(({ fileType, columns }) => ({
      table: fileType,
      own: columns,
      theirs: findTable(dataset, fileType)?.key ?? [],
    }));
  }
  const { origins = [] } = table as DerivedTable;
  return origins.map(({ table: other, columns }) => ({
    table: other,
    own: Object.keys(columns),
    theirs: Object.values(columns),
  }));
}

/** Whether one row at most is named: by all of its key. */
const namesOne = (dataset: string, { table, theirs }: Naming): boolean => {
  const key = findTable(dataset, table)?.key ?? [];
  return key.length > 0 && key.every((name) => theirs.includes(name));
};

/** The rows that a row refers to, and those that it comes from, as far as its cells name them. */
export function linksOf({ dataset }: SliceName, tableName: string, row: DataRow): readonly RowLink[] {
  const table = findTable(dataset, tableName);
  if (!table) return [];
  return namedBy(dataset, table)
    .filter((naming) => namesOne(dataset, naming))
    .flatMap(({ table: other, own, theirs }) => {
      const columns = (findTable(dataset, other)?.key ?? []).map((name) => own[theirs.indexOf(name)]!);
      const cells = columns.map((name) => row[name]);
      const isNamed = cells.every((cell) => cell !== null && cell !== undefined);
      return isNamed ? [{ table: other, columns, key: cells.map(String) }] : [];
    });
}

/** A table that may have several rows which belong to one row. */
export interface ReferringTable {
  readonly table: Table;
  /** Columns of that table, and those of the row that hold the same values. */
  readonly columns: readonly string[];
  readonly held: readonly string[];
}

/** What refers to rows of a table or comes from them, and what they come from, where that is more than one row. */
export function referringTables({ dataset }: SliceName, tableName: string): readonly ReferringTable[] {
  const contract = findDataset(dataset);
  const own = findTable(dataset, tableName);
  if (!contract || !own) return [];
  const naming = tablesOf(contract).flatMap((table) =>
    namedBy(dataset, table)
      .filter((named) => named.table === tableName)
      .map((named) => ({ table, columns: named.own, held: named.theirs })),
  );
  const sources = namedBy(dataset, own)
    .filter((named) => !namesOne(dataset, named))
    .map((named) => ({ table: findTable(dataset, named.table)!, columns: named.theirs, held: named.own }));
  return [...sources, ...naming];
}

/** The tables whose rows are told apart by exactly these columns. */
export const tablesWithKey = (dataset: string, columns: readonly string[]): readonly Table[] => {
  const contract = findDataset(dataset);
  return (contract ? tablesOf(contract) : []).filter(({ key }) => key.join() === columns.join());
};
