import { fileTypeOf } from '../../shared/contracts/contract.ts';
import { loans } from '../../shared/datasets/loans/contract.ts';
import type { FileTypeName, Variant } from '../../shared/domain/slice.ts';
import { type ServedColumn, servedColumns } from '../../shared/warehouse/served-columns.ts';

export type { ServedColumn };

/** The columns of a data row, from the contract, in its order. */
export const columnsOf = (loanType: Variant, dataType: FileTypeName): readonly ServedColumn[] =>
  servedColumns(loans, fileTypeOf(loans, dataType), loanType);

/** The columns that tell one row from all others. */
export const keyOf = (dataType: FileTypeName): readonly string[] => fileTypeOf(loans, dataType).key;

export const isNumber = ({ kind }: ServedColumn): boolean => ['integer', 'decimal', 'rate'].includes(kind.name);
