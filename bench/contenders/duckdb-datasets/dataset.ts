import { CURRENCY_CODES } from '../../../shared/contracts/kinds/currency.ts';

/** How a cell, which DuckDB reads as text, is checked and stored. An empty cell is NULL. */
export interface Cell {
  readonly name: string;
  readonly isRequired: boolean;
  /** Of the table. */
  readonly type: string;
  /** SQL of what is stored. */
  readonly value: string;
  /** SQL of what must hold of a cell that is there; `v_<name>` is the value. */
  readonly holds: string;
}

export interface DuckDbFile {
  /** Of the table too. */
  readonly fileType: string;
  readonly cells: readonly Cell[];
  /** No two rows may have the same. */
  readonly key: readonly string[] | undefined;
  /** The column that names a row of a file that is loaded before. */
  readonly reference?: { readonly column: string; readonly fileType: string };
}

/** A dataset as somebody who knows DuckDB would load and derive it. */
export interface DuckDbDataset {
  /** In the order in which they are loaded. */
  readonly files: readonly DuckDbFile[];
  /** Statements that run once all files are loaded. */
  readonly derivations: readonly string[];
  /** A SELECT of one row: what must come out, of the tables that were derived. */
  readonly totals: string;
  /** The same of what Tranche has stored, where {database:Identifier} and {batch:UUID} are bound. */
  readonly trancheTotals: string;
  /** What DuckDB is spared, for the notes. */
  readonly spared: string;
}

type Rule = Omit<Cell, 'name' | 'isRequired'>;
/** Of the name of the column. */
export type Kind = (name: string) => Rule;

export const required = (name: string, kind: Kind): Cell => ({ name, isRequired: true, ...kind(name) });
export const optional = (name: string, kind: Kind): Cell => ({ name, isRequired: false, ...kind(name) });

const quote = (value: string): string => `'${value.replaceAll("'", "''")}'`;
export const list = (values: readonly string[]): string => values.map(quote).join(', ');

/** A line break may stand in a text. */
const UNSEEN = '[\\x{0}-\\x{9}\\x{b}-\\x{1f}\\x{7f}-\\x{9f}\\x{200b}-\\x{200f}\\x{2060}\\x{feff}]';

export const text =
  (maxLength = 255): Kind =>
  (name) => ({
    type: 'VARCHAR',
    value: name,
    holds: `length(${name}) <= ${maxLength} AND NOT regexp_matches(${name}, '${UNSEEN}')`,
  });

export const email =
  (maxBytes = 254): Kind =>
  (name) => ({
    type: 'VARCHAR',
    value: name,
    holds: `strlen(${name}) <= ${maxBytes} AND regexp_full_match(${name}, '[^@ ]+@[^@ .]+([.][^@ .]+)+')`,
  });

export const code =
  (codes: readonly string[]): Kind =>
  (name) => ({ type: 'VARCHAR', value: name, holds: `${name} IN (${list(codes)})` });
/** Not a list of codes: of a long one DuckDB makes a join, and then loads rows in another order than that of the file. */
export const currency: Kind = (name) => ({
  type: 'VARCHAR',
  value: name,
  holds: `regexp_full_match(${name}, '${CURRENCY_CODES.join('|')}')`,
});

export const integer =
  (min: number, max: number, type: 'BIGINT' | 'INTEGER' = 'BIGINT'): Kind =>
  (name) => ({
    type,
    value: `try_cast(${name} AS BIGINT)`,
    holds: `regexp_full_match(${name}, '-?[0-9]+') AND v_${name} BETWEEN ${min} AND ${max}`,
  });

export const decimal =
  (precision: number, scale: number, min: string): Kind =>
  (name) => ({
    type: `DECIMAL(${precision}, ${scale})`,
    value: `try_cast(${name} AS DECIMAL(${precision}, ${scale}))`,
    // The cast would round what has more decimals.
    holds: `regexp_full_match(${name}, '-?[0-9]+([.][0-9]{1,${scale}})?') AND v_${name} >= ${min}`,
  });

export const date: Kind = (name) => ({
  type: 'DATE',
  value: `CAST(try_strptime(${name}, ['%Y-%m-%d', '%Y%m%d', '%d.%m.%Y']) AS DATE)`,
  holds:
    `regexp_full_match(${name}, '[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}|[0-9]{2}[.][0-9]{2}[.][0-9]{4}') ` +
    `AND v_${name} BETWEEN DATE '1900-01-01' AND DATE '2100-12-31'`,
});

export const timestamp: Kind = (name) => ({
  type: 'TIMESTAMP',
  value: `try_cast(${name} AS TIMESTAMP)`,
  holds:
    `regexp_full_match(${name}, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,3})?)?Z?') ` +
    `AND v_${name} >= TIMESTAMP '1900-01-01' AND v_${name} < TIMESTAMP '2300-01-01'`,
});

/** Of any case; the country is a rule that quarantines. */
export const iban: Kind = (name) => ({
  type: 'VARCHAR',
  value: name,
  holds: `regexp_full_match(${name}, '[A-Za-z0-9]{5,34}')`,
});

export const createTable = ({ fileType, cells }: DuckDbFile): string =>
  `CREATE TABLE "${fileType}" (${cells.map(({ name, type }) => `${name} ${type}`).join(', ')})`;

/** Reads, checks, converts and stores in one statement what is right in every respect. Lines that are no records go to reject_errors. */
export function insertSound(path: string, { fileType, cells }: DuckDbFile): string {
  const isRight = cells.map(({ name, isRequired, holds: right }) =>
    isRequired ? `coalesce(${right}, false)` : `(${name} IS NULL OR coalesce(${right}, false))`,
  );
  const columns = cells.map(({ name }) => `${name}: 'VARCHAR'`).join(', ');
  return `INSERT INTO "${fileType}" SELECT ${cells.map(({ name }) => `v_${name}`).join(', ')}
    FROM (SELECT *, ${cells.map(({ name, value }) => `${value} AS v_${name}`).join(', ')}
      FROM read_csv(${quote(path)}, delim = ';', header = true, quote = '"', escape = '"', auto_detect = false,
        store_rejects = true, columns = {${columns}}))
    WHERE ${isRight.join(' AND ')}`;
}

export const repeatedKeys = ({ fileType, key = [] }: DuckDbFile): string =>
  `SELECT count(*) FROM (SELECT 1 FROM "${fileType}" GROUP BY ${key.join(', ')} HAVING count(*) > 1)`;

/** Asked once the file is loaded: as a condition of the load it would make a join of it, and the order of the file would be lost. */
export const withoutPartner = (
  { fileType }: DuckDbFile,
  { column, fileType: other }: NonNullable<DuckDbFile['reference']>,
) => `SELECT count(*) FROM "${fileType}" WHERE ${column} NOT IN (SELECT ${column} FROM ${other})`;
