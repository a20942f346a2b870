import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Profile } from '../../../shared/domain/profile.ts';
import { type DataBody, type Row, readUnderTest } from './read-under-test.ts';

const REAL_DATA = new URL('../../../../shared/data/', import.meta.url);

/** What is known of the files (requirements D2 to D4): every figure to the last digit that is given there. */
interface NumericFacts {
  readonly min: number;
  readonly max: number;
  readonly mean?: string;
  readonly sum?: number;
  readonly sd?: string;
  readonly zeros?: number;
  readonly empty?: number;
  readonly distinct?: number;
}
const CREDIT_NUMBERS: Record<string, NumericFacts> = {
  days_past_due: { min: 0, max: 235, mean: '7.54', sd: '19.725230', zeros: 3715, distinct: 107 },
  total_installment_count: { min: 0, max: 19, zeros: 863, distinct: 16 },
  outstanding_installment_count: { min: 0, max: 12, zeros: 931, distinct: 13 },
  paid_installment_count: { min: 0, max: 9, zeros: 3022, distinct: 8 },
  original_loan_amount: { min: 650, max: 1_636_990, mean: '107259.48', sum: 476_232_090, zeros: 0, distinct: 3847 },
  outstanding_principal_balance: { min: 710, max: 1_498_990, sum: 429_970_800, zeros: 0, distinct: 3812 },
  nominal_interest_rate: { min: 0, max: 0.0803, mean: '0.022102', sd: '0.023017', zeros: 1970, distinct: 537 },
  total_interest_amount: { min: 0, max: 54_126.02, zeros: 1970, distinct: 2468 },
  kkdf_rate: { min: 0, max: 0.165, zeros: 3691, distinct: 270 },
  kkdf_amount: { min: 0, max: 2786.67, zeros: 3781, distinct: 656 },
  bsmv_rate: { min: 0.045, max: 0.055, mean: '0.050014', zeros: 0, distinct: 101 },
  bsmv_amount: { min: 0, max: 2515.43, distinct: 2340 },
  default_probability: { min: 0.0093, max: 0.7997, mean: '0.100217', sd: '0.149490', zeros: 0, distinct: 1576 },
  internal_rating: { min: 1, max: 15, empty: 40, distinct: 16 },
  external_rating: { min: 1, max: 1000, empty: 182, distinct: 986 },
};
const PAYMENT_NUMBERS: Record<string, NumericFacts> = {
  installment_number: { min: 1, max: 18, distinct: 18 },
  installment_amount: { min: 100, max: 436_620, mean: '22614.90', sd: '30258.516822', distinct: 6147 },
  principal_component: { min: 60, max: 411_590, sum: 476_249_210, distinct: 5511 },
  interest_component: { min: 0, max: 107_097.25, zeros: 3566, distinct: 21_120 },
  kkdf_component: { min: 0, max: 3510.25, zeros: 18_423, distinct: 6316 },
  bsmv_component: { min: 0, max: 4301.28, zeros: 3566, distinct: 15_991 },
  remaining_principal: { min: 0, max: 391_890, zeros: 3517, distinct: 5401 },
  remaining_interest: { min: 0, max: 87_955.43, distinct: 17_817 },
  remaining_kkdf: { min: 0, max: 3185.82, distinct: 5219 },
  remaining_bsmv: { min: 0, max: 4194.11, distinct: 13_608 },
};

const decimalsOf = (text: string): number => text.split('.')[1]?.length ?? 0;

describe.skipIf(!existsSync(REAL_DATA))("a bank's real commercial files, as they are read", () => {
  const test = readUnderTest();
  const profiles: Record<string, Profile> = {};
  const rows: Record<string, Row[]> = {};

  beforeAll(async () => {
    await test.publishFiles('COMMERCIAL', {
      credit: readFileSync(new URL('commercial_credit.csv', REAL_DATA)),
      payment_plan: readFileSync(new URL('commercial_payment_plan.csv', REAL_DATA)),
    });
    for (const data_type of ['credit', 'payment_plan']) {
      const { status, body } = await test.ask<Profile>('/api/profiling', { loan_type: 'COMMERCIAL', data_type });
      expect(status).toBe(200);
      profiles[data_type] = body;
      rows[data_type] = [];
      let cursor: string | null | undefined;
      do {
        const page = await test.ask<DataBody>('/api/data', {
          loan_type: 'COMMERCIAL',
          data_type,
          limit: 10_000,
          ...(cursor ? { cursor } : {}),
        });
        rows[data_type].push(...page.body.data);
        cursor = page.body.next_cursor;
      } while (cursor);
    }
  });

  it('have all their rows', () => {
    expect(profiles.credit).toMatchObject({ loan_type: 'COMMERCIAL', data_type: 'credit', row_count: 4440 });
    expect(profiles.payment_plan).toMatchObject({ data_type: 'payment_plan', row_count: 25_070 });
    expect([rows.credit!.length, rows.payment_plan!.length]).toEqual([4440, 25_070]);
  });

  const numbers = [
    ...Object.entries(CREDIT_NUMBERS).map(([field, facts]) => ({ file: 'credit', field, facts })),
    ...Object.entries(PAYMENT_NUMBERS).map(([field, facts]) => ({ file: 'payment_plan', field, facts })),
  ];
  it.each(numbers)('$file $field: the known figures', ({ file, field, facts }) => {
    const stats = profiles[file]!.numeric_stats[field]!;
    expect(stats).toMatchObject({
      min: facts.min,
      max: facts.max,
      null_count: facts.empty ?? 0,
      total_count: profiles[file]!.row_count,
    });
    if (facts.zeros !== undefined) expect(stats.zero_count).toBe(facts.zeros);
    if (facts.mean !== undefined) expect(stats.avg!.toFixed(decimalsOf(facts.mean))).toBe(facts.mean);
    if (facts.sd !== undefined) expect(stats.stddev!.toFixed(decimalsOf(facts.sd))).toBe(facts.sd);
    const filled = stats.total_count - stats.null_count;
    if (facts.sum !== undefined) expect(Math.round(stats.avg! * filled * 100) / 100).toBe(facts.sum);
    expect(stats.zero_or_null_count).toBe(stats.zero_count + stats.null_count);
    expect(stats.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(filled);
    expect(stats.histogram[0]!.from).toBe(facts.min);
    const last = stats.histogram.at(-1)!;
    if (last.to === facts.max) expect(stats.histogram).toHaveLength(20);
    else expect(last.from <= facts.max && facts.max < last.to).toBe(true);
    // An empty cell counts there as one more value.
    if (facts.distinct !== undefined) expect(new Set(rows[file]!.map((row) => row[field])).size).toBe(facts.distinct);
  });

  it('every numeric column of the profile is known here', () => {
    expect(Object.keys(profiles.credit!.numeric_stats).sort()).toEqual(Object.keys(CREDIT_NUMBERS).sort());
    expect(Object.keys(profiles.payment_plan!.numeric_stats).sort()).toEqual(Object.keys(PAYMENT_NUMBERS).sort());
  });

  it('frequencies of the categorical columns', () => {
    const { categorical_stats: credit } = profiles.credit!;
    const pairs = (field: string) => credit[field]!.values.map(({ value, frequency }) => [value, frequency]);
    expect(pairs('customer_type')).toEqual([
      ['TRADE', 2479],
      ['VIP', 1961],
    ]);
    expect(pairs('loan_status_code')).toEqual([['ACTIVE', 4440]]);
    expect(pairs('loan_product_type')).toEqual([[4, 4440]]);
    expect(pairs('grace_period_months')).toEqual([[0, 4440]]);
    expect(pairs('installment_frequency')).toEqual([[1, 4440]]);
    expect(pairs('risk_class')).toEqual([
      [1, 3330],
      [2, 888],
      [3, 222],
    ]);
    expect(pairs('customer_segment')).toEqual([
      [1, 1332],
      [2, 1110],
      [3, 1110],
      [4, 888],
    ]);
    expect(pairs('sector_code').slice(0, 2)).toEqual([
      [4, 1110],
      [10, 888],
    ]);
    expect(credit.sector_code!.values.map(({ value }) => Number(value)).sort((a, b) => a - b)).toEqual([
      1, 4, 7, 10, 12, 13, 14, 15, 16, 17, 19,
    ]);
    expect(pairs('customer_region_code')[0]).toEqual(['REGION_1', 1341]);
    expect(credit.customer_region_code!.unique_count).toBe(77);
    expect(
      pairs('internal_credit_rating')
        .map(([value]) => Number(value))
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    for (const { other_count, unique_count, values } of Object.values(credit)) {
      expect([other_count, values.length]).toEqual([0, unique_count]);
      expect(values.reduce((sum, { frequency }) => sum + frequency, 0)).toBe(4440);
    }
    expect(Object.keys(credit).sort()).toEqual([
      'customer_region_code',
      'customer_segment',
      'customer_type',
      'grace_period_months',
      'installment_frequency',
      'internal_credit_rating',
      'loan_product_type',
      'loan_status_code',
      'risk_class',
      'sector_code',
    ]);
    expect(profiles.payment_plan!.categorical_stats).toEqual({
      installment_status: {
        unique_count: 2,
        other_count: 0,
        values: [
          { value: 'ACTIVE', frequency: 21_553 },
          { value: 'CLOSED', frequency: 3517 },
        ],
      },
    });
  });

  it('absent values', () => {
    expect(profiles.credit!.null_ratios).toEqual({
      final_maturity_date: 0,
      first_payment_date: 0,
      loan_start_date: 0,
      loan_closing_date: 1,
      internal_rating: 0.009,
      external_rating: 0.041,
      loan_product_type: 0,
      customer_region_code: 0,
      sector_code: 0,
      internal_credit_rating: 0,
      default_probability: 0,
      risk_class: 0,
      customer_segment: 0,
    });
    expect(profiles.payment_plan!.null_ratios).toEqual({ actual_payment_date: 0.8597, scheduled_payment_date: 0 });
    const { completeness } = profiles.credit!;
    expect(completeness.loan_closing_date).toEqual({
      missing_count: 4440,
      missing_pct: 100,
      filled_pct: 0,
      total: 4440,
    });
    expect(completeness.external_rating).toEqual({
      missing_count: 182,
      missing_pct: 4.1,
      filled_pct: 95.9,
      total: 4440,
    });
    expect(completeness.customer_id).toEqual({ missing_count: 0, missing_pct: 0, filled_pct: 100, total: 4440 });
    expect(Object.keys(completeness)).toHaveLength(31);
    expect(completeness).not.toHaveProperty('loan_status_flag');
    expect(completeness).not.toHaveProperty('customer_province_code');
    expect(profiles.payment_plan!.completeness.actual_payment_date).toEqual({
      missing_count: 21_553,
      missing_pct: 85.97,
      filled_pct: 14.03,
      total: 25_070,
    });
  });

  it('the columns that no profile shows', () => {
    const distinct = (file: string, field: string) => new Set(rows[file]!.map((row) => row[field])).size;
    const span = (file: string, field: string) => {
      const values = rows[file]!.map((row) => row[field])
        .filter((value) => value !== null)
        .sort();
      return [values[0], values.at(-1)];
    };
    expect(distinct('credit', 'customer_id')).toBe(2346);
    expect(distinct('credit', 'loan_account_number')).toBe(4440);
    expect(distinct('payment_plan', 'loan_account_number')).toBe(4440);
    expect(distinct('credit', 'final_maturity_date')).toBe(299);
    expect(distinct('credit', 'first_payment_date')).toBe(160);
    expect(distinct('credit', 'loan_start_date')).toBe(127);
    expect(distinct('payment_plan', 'scheduled_payment_date')).toBe(419);
    expect(span('credit', 'loan_account_number')).toEqual(['LOAN_000001', 'LOAN_004440']);
    expect(span('credit', 'final_maturity_date')).toEqual(['2025-07-06', '2026-06-06']);
    expect(span('credit', 'first_payment_date')).toEqual(['2024-10-31', '2025-09-15']);
    expect(span('credit', 'loan_start_date')).toEqual(['2024-09-30', '2025-07-02']);
    expect(span('payment_plan', 'actual_payment_date')).toEqual(['2024-10-30', '2025-07-04']);
    expect(span('payment_plan', 'scheduled_payment_date')).toEqual(['2024-10-31', '2026-06-06']);
  });

  it('filters count what the figures say', async () => {
    const count = async (query: string) => (await test.data(`loan_type=COMMERCIAL&limit=1&${query}`)).body.total_count;
    const daysPastDue = (from: number, to: number) =>
      count(`filter[days_past_due][gte]=${from}&filter[days_past_due][lte]=${to}`);
    expect(
      await Promise.all([daysPastDue(0, 0), daysPastDue(1, 30), daysPastDue(31, 60), daysPastDue(61, 90)]),
    ).toEqual([3715, 256, 316, 133]);
    expect(await count('filter[days_past_due][gt]=90')).toBe(20);
    expect(await count('filter[nominal_interest_rate]=0')).toBe(1970);
    expect(await count('filter[nominal_interest_rate][gt]=0&filter[nominal_interest_rate][lt]=0.0161')).toBe(0);
    expect(await count('filter[internal_rating][is_null]=true&filter[external_rating][is_null]=true')).toBe(12);
    expect(await count('filter[bsmv_amount]=0.00')).toBe(1970);
    expect(await count('filter[kkdf_rate][gt]=0&filter[kkdf_amount]=0')).toBe(90);
  });
});
