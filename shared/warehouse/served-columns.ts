import { type Dataset, type FileType, isNullable, storedColumnsOfVariant } from '../contracts/contract.ts';
import { code } from '../contracts/kinds/code.ts';
import { integer } from '../contracts/kinds/integer.ts';
import type { Kind } from '../contracts/kinds/kind.ts';

/** A column of a data row, as the API serves it. */
export interface ServedColumn {
  readonly name: string;
  readonly kind: Kind;
  readonly nullable: boolean;
}

/** The row's place in its file, from 1. Rows that a correction kept have that of the file they came with. */
export const ROW_NUMBER: ServedColumn = { name: 'row_number', kind: integer({ min: 1 }), nullable: false };

/** What a data row of a variant has: its own columns in the contract's order, the variant, and the row's number. */
export function servedColumns(dataset: Dataset, fileType: FileType, variant: string): readonly ServedColumn[] {
  const own = storedColumnsOfVariant(fileType, variant).map((column) => ({
    name: column.name,
    kind: column.kind,
    nullable: isNullable(column),
  }));
  const variants = dataset.variants.map((value) => ({ input: value, value, meaning: value }));
  return [...own, { name: dataset.variantColumn, kind: code(variants), nullable: false }, ROW_NUMBER];
}
