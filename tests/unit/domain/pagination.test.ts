import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { cursorsOf, integerParameter, POSITION, pageOf } from '../../../shared/domain/pagination.ts';
import { isPlainText } from '../../../shared/domain/plain-text.ts';
import { Problem } from '../../../shared/domain/problems.ts';

const position = z.tuple([z.string(), z.number()]);
const cursors = cursorsOf('things', position);

test('a cursor gives back what went into it, and is safe in a URL', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }).filter(isPlainText), fc.integer(), (text, number) => {
      const cursor = cursors.encode([text, number]);
      expect(encodeURIComponent(cursor)).toBe(cursor);
      expect(cursors.decode(cursor)).toEqual([text, number]);
    }),
  );
});

test('anything else is refused as a problem of the client', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.base64String(),
        fc.json().map((text) => Buffer.from(text).toString('base64url')),
      ),
      (text) => {
        try {
          position.parse(cursors.decode(text));
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          expect((error as Problem).code).toBe('invalid-cursor');
        }
      },
    ),
  );
});

test.each([
  ['a year before any', ['0000-01-01T00:00:00Z', 1]],
  ['a year after all', ['2300-01-01T00:00:00Z', 1]],
  ['a row below the first', ['2026-03-02T09:30:00Z', -1]],
  ['a row that is no UInt32', ['2026-03-02T09:30:00Z', 2 ** 32]],
  ['half a row', ['2026-03-02T09:30:00Z', 0.5]],
])('%s is the position of no cursor', (_what, made) => {
  const bounded = cursorsOf('bounded', z.tuple([POSITION.time, POSITION.row]));
  expect(bounded.decode(bounded.encode(['2026-03-02T09:30:00.123Z', 2 ** 32 - 1]))).toHaveLength(2);
  expect(() => bounded.decode(bounded.encode(made as [string, number]))).toThrow(Problem);
});

test.each(['a\u0000', '\ud800', '\u0085'])('a text with %j is in no cursor', (text) => {
  expect(() => cursors.decode(cursors.encode([text, 1]))).toThrow(Problem);
});

test("another list's cursor is refused", () => {
  const foreign = cursorsOf('others', position).encode(['a', 1]);
  expect(() => cursors.decode(foreign)).toThrow(Problem);
});

test('walking by pages gives every row once, in order, whatever the limit', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 20 }), (numbers, limit) => {
      const rows = numbers.map((n, index) => ({ n, index }));
      const walked: typeof rows = [];
      let after = -1;
      for (;;) {
        const fetched = rows.filter(({ index }) => index > after).slice(0, limit + 1);
        const page = pageOf(fetched, limit, cursors, (row): [string, number] => ['', row.index]);
        walked.push(...page.data);
        if (page.next_cursor === null) break;
        after = cursors.decode(page.next_cursor)[1];
      }
      expect(walked).toEqual(rows);
    }),
  );
});

test.each([
  ['1', 1],
  ['1000', 1000],
  ['007', 7],
])('%j is a limit', (text, value) => {
  expect(integerParameter(1, 1000).parse(text)).toBe(value);
});

test.each(['0', '1001', '-1', '+1', '1.0', '1e2', ' 1', '', 'x', '٣', '99999999999999999999'])('%j is none', (text) => {
  expect(integerParameter(1, 1000).safeParse(text).success).toBe(false);
});
