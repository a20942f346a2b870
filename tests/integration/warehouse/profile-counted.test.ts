import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Column } from '../../../shared/contracts/contract.ts';
import { computeProfile } from '../../../shared/warehouse/profile.ts';
import type { NumericColumn } from '../../../shared/warehouse/profile-buckets.ts';
import { columnsToCount, countedColumns } from '../../../shared/warehouse/profile-counted.ts';
import { columnSpreads } from '../../../shared/warehouse/profile-spread.ts';
import { columnTotals } from '../../../shared/warehouse/profile-totals.ts';
import { cases, MANY_LOADS_MS } from '../../properties.ts';
import { COMMERCIAL } from '../../slices.ts';
import { type Row, readUnderTest } from './read-under-test.ts';

const test = readUnderTest();
const table = COMMERCIAL.table('credit');
const columnNamed = (name: string): Column => table.columns.find((column) => column.name === name)!;
const batchOf = async (rows: readonly Row[]) => ({
  warehouse: test.warehouse,
  slice: COMMERCIAL,
  table,
  batchId: await test.publishRows('COMMERCIAL', 'credit', rows),
});
const keyed = (rows: readonly Row[]): Row[] =>
  rows.map((row, index) => ({
    loan_account_number: `LOAN_${index}`,
    customer_type: 'VIP',
    loan_status_code: 'ACTIVE',
    ...row,
  }));

const units = (scale: number, value: bigint): string => {
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};
/** Values that occur often, and those at the edges of what a type or an array of counts holds. */
const whole = (low: number, high: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: 20 }),
    fc.constantFrom(0, 1, 65_533, 65_534, 65_535, 65_536, low, high),
    fc.integer({ min: low, max: high }),
  );
const ofScale = (scale: number, most: bigint) =>
  fc
    .oneof(fc.bigInt({ min: 0n, max: 300n }), fc.constantFrom(0n, most, -most), fc.bigInt({ min: -most, max: most }))
    .map((value) => units(scale, value));
const row = fc.record({
  days_past_due: whole(0, 2 ** 32 - 1),
  internal_rating: fc.option(whole(-(2 ** 31), 2 ** 31 - 1), { nil: null }),
  external_rating: fc.constant(null),
  original_loan_amount: ofScale(2, 10n ** 18n - 1n),
  kkdf_amount: fc.bigInt({ min: 5n, max: 70n }).map((value) => units(2, value)),
  default_probability: fc.option(ofScale(6, 10n ** 10n - 1n), { nil: null }),
});
const columns = [
  'days_past_due',
  'internal_rating',
  'external_rating',
  'original_loan_amount',
  'kkdf_amount',
  'default_probability',
].map(columnNamed);

it('what is counted by value is what is ranked row by row', { timeout: MANY_LOADS_MS }, () =>
  fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 120 }), async (rows) => {
      const batch = await batchOf(keyed(rows));
      const { columns: totals } = await columnTotals(batch, columns);
      const numeric = totals.filter((column): column is NumericColumn => column.numeric !== undefined);
      const ranked = await columnSpreads(batch, numeric);
      for (const [index, { totals: counted, spread }] of (await countedColumns(batch, columns)).entries()) {
        expect(counted).toEqual(totals[index]);
        expect(spread).toEqual(ranked.get(counted.column.name));
      }
    }),
    { numRuns: cases(120) },
  ),
);

it('of a large batch, columns are counted whose values repeat: the profile is that of a small one', async () => {
  const batch = await batchOf(
    keyed(
      Array.from({ length: 3_000 }, (_, index) => ({
        days_past_due: index % 90,
        original_loan_amount: index,
        internal_rating: index % 7 === 0 ? null : index % 5,
        customer_region_code: index % 3 === 0 ? null : `R${index % 11}`,
      })),
    ),
  );
  const asked = [columnNamed('days_past_due'), columnNamed('original_loan_amount')];
  expect(await columnsToCount(batch, asked, 3_001)).toBeUndefined();
  expect(await columnsToCount(batch, asked, 3_000)).toEqual([columnNamed('days_past_due')]);
  expect(await computeProfile(batch, { countedFrom: 0 })).toEqual(await computeProfile(batch));
});
