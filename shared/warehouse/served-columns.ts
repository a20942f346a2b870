import { isNullable, storedColumnsOfVariant, type Table } from '../contracts/contract.ts';
import { code } from '../contracts/kinds/code.ts';
import { integer } from '../contracts/kinds/integer.ts';
import type { Kind } from '../contracts/kinds/kind.ts';
import { hasPrivateColumns, KEY_VERSION } from '../contracts/private-values.ts';
import { QUARANTINE_RULE } from '../contracts/quarantine.ts';
import type { Slice } from '../contracts/slice.ts';

/** A column of a data row, as the API serves it. */
export interface ServedColumn {
  readonly name: string;
  readonly kind: Kind;
  readonly nullable: boolean;
}

/** The row's place in its file, from 1. Rows that a correction kept have that of the file they came with. */
export const ROW_NUMBER: ServedColumn = { name: 'row_number', kind: integer({ min: 1 }), nullable: false };

/** The line of a row in its file, of file types; not among the columns of a row. */
export const LINE_NUMBER: ServedColumn = { name: 'line_number', kind: integer({ min: 1 }), nullable: false };

/** Why a row is quarantined: served where a reader asks for such rows. */
export const QUARANTINED_BY: ServedColumn = { ...QUARANTINE_RULE, nullable: true };

/** What a data row of a slice has: its own columns in the contract's order, the variant if there are any, and the row's number. */
export function servedColumns({ contract, variant }: Slice, table: Table): readonly ServedColumn[] {
  const own = storedColumnsOfVariant(table, variant).map((column) => ({
    name: column.name,
    kind: column.kind,
    nullable: isNullable(column),
  }));
  const { variants } = contract;
  const version = hasPrivateColumns(table) ? [{ ...KEY_VERSION, nullable: false }] : [];
  if (!variants) return [...own, ...version, ROW_NUMBER];
  const codes = variants.names.map((value) => ({ input: value, value, meaning: value }));
  return [...own, ...version, { name: variants.column, kind: code(codes), nullable: false }, ROW_NUMBER];
}
