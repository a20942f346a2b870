import type { Message } from '../domain/message.ts';
import { boundErrors, boundText } from '../domain/problem-bounds.ts';
import type { FieldError } from '../domain/problems.ts';
import type { Sentence } from '../domain/sentences/sentence.ts';

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
  readonly message?: Message;
  /** The first hundred, and how many more there are (domain/problem-bounds.ts). */
  readonly errors?: readonly FieldError[];
}

export const refuse = (code: RefusalCode, said: Sentence, errors?: readonly FieldError[]): Refusal => ({
  ok: false,
  code,
  ...boundText(said),
  ...(errors ? { errors: boundErrors(errors) } : {}),
});
