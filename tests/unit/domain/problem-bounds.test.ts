import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  boundErrors,
  boundInstance,
  countErrors,
  cutText,
  firstOf,
  leftOut,
  MAX_PROBLEM_BYTES,
  MOST_ERRORS,
} from '../../../shared/domain/problem-bounds.ts';
import { type FieldError, problemDocument } from '../../../shared/domain/problems.ts';

const errors = (count: number): FieldError[] =>
  Array.from({ length: count }, (_, index) => ({
    field: `column_${index}`,
    code: 'unknown',
    detail: 'No such column.',
  }));
const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

test.each([0, 1, 99, 100])('a list of %i stays as it is', (count) => {
  expect(boundErrors(errors(count))).toEqual(errors(count));
  expect(leftOut(errors(count))).toBe(0);
});

test.each([101, 6000, 60_000])('of %i the first hundred are named, and how many more there are', (count) => {
  const bounded = boundErrors(errors(count));
  expect(bounded.slice(0, -1)).toEqual(errors(100));
  expect(bounded.at(-1)).toEqual({ field: '…', code: 'more', detail: `and ${count - 100} more` });
  expect([countErrors(bounded), leftOut(bounded)]).toEqual([count, count - 100]);
  // Whoever bounds it again changes nothing.
  expect(boundErrors(bounded)).toEqual(bounded);
});

test('whatever is put into a problem, it stays small, and its errors are all counted', () => {
  const unit = fc.constantFrom('a', '"', '\u0000', 'ş', '\u{1f600}', '\ud800', '<');
  const long = fc.tuple(unit, fc.constantFrom(0, 1, 99, 101, 3000, 100_000)).map(([text, times]) => text.repeat(times));
  const list = fc.tuple(long, long, fc.integer({ min: 0, max: 3000 }));
  fc.assert(
    fc.property(long, list, long, (detail, [field, what, count], path) => {
      const given = Array.from({ length: count }, () => ({ field, code: 'unknown', detail: what }));
      const document = problemDocument('invalid-request', detail, given);
      const sent = { ...document, instance: boundInstance(path), request_id: 'x'.repeat(36) };
      expect(bytesOf(sent)).toBeLessThan(MAX_PROBLEM_BYTES);
      expect(document.errors!.length).toBeLessThanOrEqual(MOST_ERRORS + 1);
      expect(countErrors(document.errors!)).toBe(count);
    }),
    { numRuns: 60 },
  );
});

test('a text is cut between characters, and says that it was', () => {
  expect(cutText('abc', 3)).toBe('abc');
  expect(cutText('abcdef', 5)).toBe('ab…');
  expect(cutText('\u{1f600}'.repeat(3), 11)).toBe('\u{1f600}\u{1f600}…');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 3, max: 40 }), (text, bytes) => {
      const cut = cutText(text, bytes);
      expect(Buffer.byteLength(JSON.stringify(cut)) - 2).toBeLessThanOrEqual(bytes);
      expect(cut === text || (cut.endsWith('…') && text.startsWith(cut.slice(0, -1)) && cut.isWellFormed())).toBe(true);
    }),
  );
});

test('a sentence names the first', () => {
  expect(firstOf(['a', 'b'], 2)).toBe('a, b');
  expect(firstOf(['a', 'b', 'c', 'd'], 2, (name) => `"${name}"`)).toBe('"a", "b", and 2 more');
});
