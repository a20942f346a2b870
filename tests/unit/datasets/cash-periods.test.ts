import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactOf, shownOf } from '../../../shared/datasets/cash/exact-value.ts';
import { INTERVALS, nextPeriod, periodOf, periodsBetween } from '../../../shared/datasets/cash/periods.ts';

it.each([
  ['day', '2024-02-29', '2024-02-29', '2024-03-01'],
  ['week', '2024-01-01', '2024-01-01', '2024-01-08'],
  // A week over New Year belongs to the Monday before.
  ['week', '2023-01-01', '2022-12-26', '2023-01-02'],
  ['month', '2024-12-31', '2024-12-01', '2025-01-01'],
  ['quarter', '2024-12-31', '2024-10-01', '2025-01-01'],
  ['year', '1969-12-31', '1969-01-01', '1970-01-01'],
] as const)('the %s of %s begins on %s, the next one on %s', (interval, day, begin, next) => {
  expect(periodOf(day, interval)).toBe(begin);
  expect(nextPeriod(begin, interval)).toBe(next);
});

const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2299-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

it('periods follow each other without a gap, and hold every day of the range', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 3000 }), fc.constantFrom(...INTERVALS), (first, more, interval) => {
      const last = new Date(Date.parse(`${first}T00:00:00Z`) + more * 86_400_000).toISOString().slice(0, 10);
      const periods = periodsBetween(first, last, interval, 5000)!;
      expect(periods[0]! <= first && periods.at(-1)! <= last).toBe(true);
      expect(nextPeriod(periods.at(-1)!, interval) > last).toBe(true);
      for (const [index, period] of periods.entries()) {
        expect(periodOf(period, interval)).toBe(period);
        if (index > 0) expect(nextPeriod(periods[index - 1]!, interval)).toBe(period);
      }
    }),
  );
});

it('more periods than may be are none', () => {
  expect(periodsBetween('2024-01-01', '2024-01-05', 'day', 5)).toHaveLength(5);
  expect(periodsBetween('2024-01-01', '2024-01-06', 'day', 5)).toBeUndefined();
});

it.each([
  ['0.004999999999999999999999', '0.00'],
  ['0.005000000000000000000000', '0.01'],
  ['-0.005000000000000000000000', '-0.01'],
  ['-0.0049', '0.00'],
  ['-12', '-12.00'],
  ['1.1', '1.10'],
])('%s is shown as %s', (exact, shown) => expect(shownOf(exactOf(exact))).toBe(shown));
