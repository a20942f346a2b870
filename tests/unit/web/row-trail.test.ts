import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BeyondReach, RowTrail, type SortedColumn } from '../../../web/pages/data/row-trail.ts';
import { LARGEST_OFFSET, PAGE_ROWS } from '../../../web/pages/data/row-window.ts';

/** A sorted list, as the service would answer about it: `width` rows have each of its values 0, 1, 2 … */
function sortedList(total: number, width: number): SortedColumn & { asked: number } {
  const firstOf = (value: string) => Number(value) * width;
  const list = {
    asked: 0,
    boundAt: (value: string) => ['filter[amount][gte]', value] as const,
    valueAt: async (offset: number, bound: readonly [string, string] | undefined) => {
      list.asked += 1;
      expect(offset).toBeLessThanOrEqual(LARGEST_OFFSET);
      const row = (bound ? firstOf(bound[1]) : 0) + offset;
      return row >= total ? undefined : String(Math.floor(row / width));
    },
    lastValue: async () => String(Math.floor((total - 1) / width)),
    countFrom: async ([, value]: readonly [string, string]) => {
      list.asked += 1;
      return total - firstOf(value);
    },
    between: (low: string, high: string, share: number) => {
      const value = String(Math.trunc(Number(low) + (Number(high) - Number(low)) * share));
      return value === low || value === high ? undefined : value;
    },
  };
  return list;
}

const TOTAL = 2_600_000;

describe('the way through a long list', () => {
  it('leads to every page, by offsets from entries that are exactly where they should be', async () => {
    const page = fc.nat({ max: TOTAL / PAGE_ROWS - 1 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40_000 }), fc.array(page, { maxLength: 5 }), async (width, pages) => {
        const trail = new RowTrail(sortedList(TOTAL, width));
        expect(trail.reach(TOTAL)).toBe(TOTAL);
        for (const page of pages) {
          const { place, bound } = await trail.wayTo(page);
          const offset = 'offset' in place ? place.offset : Number.NaN;
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(LARGEST_OFFSET);
          expect((bound ? Number(bound[1]) * width : 0) + offset).toBe(page * PAGE_ROWS);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('needs few questions, and none for what it knows', async () => {
    const list = sortedList(TOTAL, 1);
    const trail = new RowTrail(list);
    await Promise.all([6000, 6001, 12_999, 6000].map((page) => trail.wayTo(page)));
    expect(list.asked).toBeLessThanOrEqual(8);
    const before = list.asked;
    await trail.wayTo(6002);
    expect(list.asked).toBe(before);
  });

  it('leads there also where values are spread unevenly, or none can be guessed', async () => {
    const even = sortedList(TOTAL, 1);
    const cube = (row: number) => String(row ** 3);
    const root = (value: string) => Math.ceil(Math.cbrt(Number(value)));
    for (const list of [
      { ...even, between: () => undefined },
      {
        ...even,
        valueAt: async (offset: number, bound: readonly [string, string] | undefined) =>
          cube((bound ? root(bound[1]) : 0) + offset),
        lastValue: async () => cube(TOTAL - 1),
        countFrom: async ([, value]: readonly [string, string]) => TOTAL - root(value),
      },
    ]) {
      const trail = new RowTrail(list);
      const { place, bound } = await trail.wayTo(6_000);
      const first = bound ? TOTAL - (await list.countFrom(bound)) : 0;
      expect(first + ('offset' in place ? place.offset : Number.NaN)).toBe(6_000 * PAGE_ROWS);
    }
  });

  it('ends where too many rows have one value, and goes on there by cursors', async () => {
    const trail = new RowTrail(sortedList(TOTAL, 1_000_000));
    await expect(trail.wayTo(4_000)).rejects.toThrow(BeyondReach);
    const reach = trail.reach(TOTAL);
    expect(reach).toBe(LARGEST_OFFSET + PAGE_ROWS);
    const lastPage = reach / PAGE_ROWS - 1;
    expect(await trail.wayTo(lastPage)).toEqual({ place: { offset: LARGEST_OFFSET }, bound: undefined });
    await expect(trail.wayTo(lastPage + 1)).rejects.toThrow(BeyondReach);
    trail.add(lastPage, 'next', undefined);
    expect(await trail.wayTo(lastPage + 1)).toEqual({ place: { cursor: 'next' }, bound: undefined });
    expect(trail.reach(TOTAL)).toBe(reach + PAGE_ROWS);
  });

  it('goes as far as offsets reach where the column has few values', () => {
    expect(new RowTrail(undefined).reach(TOTAL)).toBe(LARGEST_OFFSET + PAGE_ROWS);
    expect(new RowTrail(undefined).reach(7)).toBe(7);
  });
});
