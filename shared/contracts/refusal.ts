import { boundDetail, boundErrors } from '../domain/problem-bounds.ts';
import type { FieldError } from '../domain/problems.ts';

export type RefusalCode =
  | 'empty-file'
  | 'header-missing-columns'
  | 'header-unknown-columns'
  | 'header-duplicate-columns'
  | 'wrong-loan-type'
  | 'not-utf8'
  | 'not-csv'
  | 'not-a-table'
  | 'too-large';

export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly detail: string;
  /** The first hundred, and how many more there are (domain/problem-bounds.ts). */
  readonly errors?: readonly FieldError[];
}

export const refuse = (code: RefusalCode, detail: string, errors?: readonly FieldError[]): Refusal => ({
  ok: false,
  code,
  detail: boundDetail(detail),
  ...(errors ? { errors: boundErrors(errors) } : {}),
});
