import fc from 'fast-check';
import { expect, test } from 'vitest';
import { POSITION, RowPage } from '../../../shared/warehouse/row-lines.ts';

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

/** The page of a result that comes in chunks of some size. */
function pageOf(text: string, limit: number, size = 1_000_000): RowPage {
  const page = new RowPage(limit);
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) page.add(Buffer.from(bytes.subarray(from, from + size)));
  page.end();
  return page;
}
const rowsOf = (page: RowPage): unknown => JSON.parse(`[${Buffer.concat(page.rows)}]`);

test('a page is its first rows, and knows where it ends and whether more follow', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 400 }), (found, limit, size) => {
      const page = pageOf(found.map(lineOf).join(''), limit, size);
      const first = found.slice(0, limit);
      expect(rowsOf(page)).toEqual(JSON.parse(JSON.stringify(first.map(({ row }) => row))));
      expect(page.count).toBe(first.length);
      expect(page.hasMore).toBe(found.length > limit);
      if (first.length > 0) expect(JSON.parse(page.lastPosition)).toEqual(first.at(-1)!.position);
    }),
  );
});

test('a value that looks like the mark is a value', () => {
  const row = { text: `,"${POSITION}":["x"]}\n` };
  const page = pageOf(lineOf({ row, position: [1] }), 5);
  expect(rowsOf(page)).toEqual([row]);
  expect(page.lastPosition).toBe('[1]');
});

test.each([
  ['that breaks off', `{"a":1,"${POSITION}":[1]}\n{"a":2,"${POSITION}":[2]`, /broke off/],
  ['without a position', `{"a":1,"${POSITION}":[1]}\n{"a":2}\n`, /not a row/],
])('a result %s is none', (_what, lines, message) => {
  expect(() => pageOf(lines, 10)).toThrow(message);
});
