import type { components } from '../../api/schema.ts';

export type LoanType = components['schemas']['LoanType'];
export type FileTypeName = components['schemas']['FileType'];

/** What a file is said to hold. */
export interface LoanFileKind {
  readonly loanType: LoanType;
  readonly fileType: FileTypeName;
}

export const isSameKind = (a: Partial<LoanFileKind>, b: Partial<LoanFileKind>): boolean =>
  a.loanType === b.loanType && a.fileType === b.fileType;
