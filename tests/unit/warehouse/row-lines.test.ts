import fc from 'fast-check';
import { expect, test } from 'vitest';
import { POSITION, pageOfLines } from '../../../shared/warehouse/row-lines.ts';

const rows = fc.array(
  fc.record({
    row: fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.constant(null)),
      {
        minKeys: 1,
      },
    ),
    position: fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.integer()), { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 20 },
);
const lineOf = ({ row, position }: { row: object; position: unknown }): string =>
  `${JSON.stringify({ ...row, [POSITION]: position })}\n`;

test('a page is its first rows, and knows where it ends and whether more follow', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 25 }), (found, limit) => {
      const page = pageOfLines(Buffer.from(found.map(lineOf).join('')), limit);
      const first = found.slice(0, limit);
      expect(JSON.parse(`[${page.rows}]`)).toEqual(JSON.parse(JSON.stringify(first.map(({ row }) => row))));
      expect(page.count).toBe(first.length);
      expect(page.hasMore).toBe(found.length > limit);
      expect(page.lastPosition && JSON.parse(page.lastPosition)).toEqual(first.at(-1)?.position);
    }),
  );
});

test('a value that looks like the mark is a value', () => {
  const row = { text: `,"${POSITION}":["x"]}\n` };
  const page = pageOfLines(Buffer.from(lineOf({ row, position: [1] })), 5);
  expect(JSON.parse(`[${page.rows}]`)).toEqual([row]);
  expect(page.lastPosition).toBe('[1]');
});

test.each([
  ['that breaks off', `{"a":1,"${POSITION}":[1]}\n{"a":2,"${POSITION}":[2]`, /broke off/],
  ['without a position', `{"a":1,"${POSITION}":[1]}\n{"a":2}\n`, /not a row/],
])('a result %s is none', (_what, lines, message) => {
  expect(() => pageOfLines(Buffer.from(lines), 10)).toThrow(message);
});
