import type { components } from '../../api/schema.ts';

export type LoanType = components['schemas']['LoanType'];
export type FileType = components['schemas']['FileType'];

/** What a file is said to hold. */
export interface Kind {
  readonly loanType: LoanType;
  readonly fileType: FileType;
}

export const isSameKind = (a: Partial<Kind>, b: Partial<Kind>): boolean =>
  a.loanType === b.loanType && a.fileType === b.fileType;
