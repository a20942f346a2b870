import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { bucketsOf } from '../../../shared/warehouse/profile-buckets.ts';
import { spreadOfCounts } from '../../../shared/warehouse/profile-spread.ts';

const credit = fileTypeOf(loans, 'credit');
const columnNamed = (name: string) => credit.columns.find((column) => column.name === name)!;
const days = columnNamed('days_past_due');
const amount = columnNamed('original_loan_amount');
const totals = (min: bigint, max: bigint) => ({ min, max, sum: 0n, zeros: 0 });

describe('the buckets of a histogram', () => {
  it('of whole numbers hold 1, 2, 5, 10 … of them, at most 20, and reach the largest one', () => {
    const bound = fc.bigInt({ min: -(2n ** 40n), max: 2n ** 40n });
    fc.assert(
      fc.property(bound, bound, (one, other) => {
        const [min, max] = one < other ? [one, other] : [other, one];
        const { count, width } = bucketsOf({ column: days, numeric: totals(min, max) });
        if (min === max) {
          expect(count).toBe(1);
          return;
        }
        expect(String(width[0])).toMatch(/^[125]0*$/);
        expect(width[1]).toBe(1n);
        expect(count).toBeLessThanOrEqual(20);
        const last = min + BigInt(count - 1) * width[0];
        expect(last <= max && max < last + width[0]).toBe(true);
      }),
    );
  });

  it('of other numbers are twenty equal parts of the range', () => {
    expect(bucketsOf({ column: amount, numeric: totals(1n, 101n) })).toEqual({ count: 20, width: [100n, 20n] });
  });

  it('hold every value once, whatever the values are', () => {
    const counts = fc.uniqueArray(fc.tuple(fc.nat({ max: 60_000 }), fc.integer({ min: 1, max: 900 })), {
      selector: ([above]) => above,
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(counts, fc.constantFrom(days, amount), (given, column) => {
        const least = Math.min(...given.map(([above]) => above));
        const shifted = given.map(([above, count]) => [above - least, count] as const);
        const filled = given.reduce((sum, [, count]) => sum + count, 0);
        const numeric = totals(0n, BigInt(Math.max(...shifted.map(([above]) => above))));
        const { buckets } = spreadOfCounts(shifted, { column, filled, numeric });
        expect(buckets.reduce((sum, count) => sum + count, 0)).toBe(filled);
        const [units, parts] = bucketsOf({ column, numeric }).width.map(Number) as [number, number];
        for (const [at, found] of buckets.entries()) {
          const isLast = at === buckets.length - 1;
          const within = shifted.filter(
            ([above]) => above * parts >= at * units && (isLast || above * parts < (at + 1) * units),
          );
          expect(found).toBe(within.reduce((sum, [, count]) => sum + count, 0));
        }
      }),
    );
  });
});
