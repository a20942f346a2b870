import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanCell } from '../../../shared/contracts/characters.ts';
import { splitRecord } from '../../../shared/contracts/csv-line.ts';
import { csvLine, DELIMITER } from '../../../shared/sources/pulled-csv.ts';
import { Repeats } from '../../../shared/sources/repeats.ts';

const character = fc.oneof(
  fc.constantFrom(';', '"', '\n', '\r', '=', ' ', '\t', ',', '|', 'a', '1', 'ş', '\u00a0'),
  fc.string({ maxLength: 2 }),
);
const cell = fc.array(character, { maxLength: 8 }).map((parts) => parts.join(''));

describe('a line of a pulled file', () => {
  it('is read as the cells that were written', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
        const line = csvLine(cells);
        expect(line.endsWith('\n')).toBe(true);
        expect(splitRecord(line.slice(0, -1), DELIMITER)).toEqual(cells.map(cleanCell));
      }),
      { numRuns: 500 },
    );
  });
});

describe('records that come again', () => {
  const kept = (pages: readonly (readonly string[])[], isCutOff = false) => {
    let repeats = new Repeats();
    const rows: string[] = [];
    for (const page of pages) {
      rows.push(...page.filter((row) => repeats.isNew(row)));
      repeats.endPage();
      if (isCutOff) repeats = Repeats.fromBytes(repeats.toBytes());
    }
    return rows;
  };
  /** Days of rows that look alike within a day; a page is some days, and may end with the first rows of the next page. */
  const days = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 5 }), { maxLength: 12 });

  it('are left out where pages overlap, and rows of a page that look alike are not', () => {
    fc.assert(
      fc.property(
        days,
        fc.array(fc.integer({ min: 0, max: 4 })),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 12 }),
        fc.boolean(),
        (each, overlaps, sizes, isCutOff) => {
          const rowsOf = each.map((rows, day) => rows.map((row) => `${day}/${row}`));
          const pages: string[][] = [];
          for (let day = 0; day < rowsOf.length; ) {
            const size = sizes[pages.length]!;
            pages.push(rowsOf.slice(day, day + size).flat());
            day += size;
          }
          const sent = pages.map((page, index) => [
            ...page,
            ...(pages[index + 1] ?? []).slice(0, overlaps[index] ?? 0),
          ]);
          expect(kept(sent, isCutOff).toSorted()).toEqual(pages.flat().toSorted());
        },
      ),
    );
  });

  it('are left out where a page is handed out twice', () => {
    expect(kept([['a', 'b', 'b'], ['a', 'b', 'b'], ['c']])).toEqual(['a', 'b', 'b', 'c']);
    const large = Array.from({ length: 60_000 }, (_, index) => String(index));
    expect(kept([large, large], true)).toEqual(large);
  });
});
