import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moved } from '../../../web/pages/data/grid-keys.ts';
import { isNear, PAGE_ROWS, pagesOf } from '../../../web/pages/data/row-window.ts';

describe('the pages in sight', () => {
  it('asks for few pages wherever one is, and for the one beside it when that is near', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), fc.nat({ max: 60 }), (first, height) => {
        const pages = pagesOf(first, first + height, 100_000);
        expect(pages.length).toBeLessThanOrEqual(2);
        const lastPage = 100_000 / PAGE_ROWS - 1;
        for (const row of [first, first + height]) {
          expect(pages).toContain(Math.min(Math.floor(row / PAGE_ROWS), lastPage));
        }
      }),
    );
    expect(pagesOf(PAGE_ROWS - 30, PAGE_ROWS - 10, 10_000)).toEqual([0, 1]);
    expect(pagesOf(PAGE_ROWS + 10, PAGE_ROWS + 30, 10_000)).toEqual([0, 1]);
    expect(pagesOf(0, 20, 0)).toEqual([0]);
  });

  it('tells scrolling on from jumping', () => {
    expect(isNear([3], [3, 4])).toBe(true);
    expect(isNear([3], [2])).toBe(true);
    expect(isNear([3, 4], [9])).toBe(false);
  });
});

describe('the keys of the grid', () => {
  const bounds = { rows: 1000, columns: 10, pageRows: 20 };
  const press = (key: string, ctrl = false, from = { row: 5, column: 3 }) => moved(from, { key, ctrl }, bounds);

  it('move as in every grid', () => {
    expect(press('ArrowDown')).toEqual({ row: 6, column: 3 });
    expect(press('ArrowUp', false, { row: 0, column: 3 })).toEqual({ row: -1, column: 3 });
    expect(press('PageDown')).toEqual({ row: 25, column: 3 });
    expect(press('PageUp')).toEqual({ row: 0, column: 3 });
    expect(press('Home')).toEqual({ row: 5, column: 0 });
    expect(press('End')).toEqual({ row: 5, column: 9 });
    expect(press('Home', true)).toEqual({ row: 0, column: 0 });
    expect(press('End', true)).toEqual({ row: 999, column: 9 });
    expect(press('Tab')).toBeUndefined();
  });

  it('never leave it', () => {
    const key = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End');
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.boolean())), fc.nat({ max: 50 }), (presses, rows) => {
        let at = { row: 0, column: 0 };
        for (const [name, ctrl] of presses) at = moved(at, { key: name, ctrl }, { ...bounds, rows }) ?? at;
        expect(at.row).toBeGreaterThanOrEqual(-1);
        expect(at.row).toBeLessThan(Math.max(rows, 1));
        expect(at.column).toBeGreaterThanOrEqual(0);
        expect(at.column).toBeLessThan(bounds.columns);
      }),
    );
  });
});
