import { plainNumber } from './plain-number.ts';

/** A number of JSON as it was written, digit by digit: a float would already have rounded it. */
export class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Reviver = (name: string, value: unknown, context: { readonly source?: string }) => unknown;
// The source of a value is part of the language, and not yet of the compiler's library.
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown;

/** JSON whose numbers are {@link ExactNumber}s: for bodies of some hundred kilobytes, since each value costs a call. @throws {SyntaxError} */
export const parseExactNumbers = (text: string): unknown =>
  parse(text, (_name, value, { source }) => (typeof value === 'number' ? new ExactNumber(source!) : value));

/** Numbers of fewer digits, and without an exponent, are always as they were written. */
const MAY_BE_ROUNDED = /[\d.]{16}|\d[eE]/;

/** Without what does not change a number: an exponent, and zeros at the end. */
const canonical = (text: string): string =>
  plainNumber(text)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

/**
 * JSON whose numbers are floats, all of them what was written.
 * @param refuse called for the first one that a float would round, with the name that it has; it throws
 * @throws {SyntaxError}
 */
export function parseUnrounded(text: string, refuse: (name: string, written: string) => never): unknown {
  if (!MAY_BE_ROUNDED.test(text)) return JSON.parse(text);
  return parse(text, (name, value, { source }) => {
    if (typeof value === 'number' && canonical(source!) !== canonical(String(value))) refuse(name, source!);
    return value;
  });
}
