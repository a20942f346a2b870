import { Slice } from '../shared/contracts/slice.ts';
import { loans } from '../shared/datasets/loans/contract.ts';

export const loansOf = (variant: string): Slice => Slice.of(loans, variant);
export const RETAIL = loansOf('RETAIL');
export const COMMERCIAL = loansOf('COMMERCIAL');
