import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Profile } from './answers.ts';
import type { Bank } from './bank.ts';
import { banksFor } from './tenants.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../shared/data');

/** What is known of the files, to the last digit given. */
describe.skipIf(!existsSync(FOLDER))("a bank's real files", () => {
  let bank: Bank;
  let credits: Profile;
  let payments: Profile;

  beforeAll(async () => {
    [bank] = (await banksFor('REAL', 1)) as [Bank];
    const log = await bank.load(
      {
        slice: 'COMMERCIAL',
        fileType: 'credit',
        content: readFileSync(path.join(FOLDER, 'commercial_credit.csv')),
      },
      {
        slice: 'COMMERCIAL',
        fileType: 'payment_plan',
        content: readFileSync(path.join(FOLDER, 'commercial_payment_plan.csv')),
      },
    );
    expect(log).toMatchObject({
      status: 'COMPLETED',
      total_credit_rows: 4440,
      valid_credit_rows: 4440,
      total_payment_rows: 25_070,
      valid_payment_rows: 25_070,
      error_count: 0,
      error_summary: { by_type: {}, by_field: {}, by_rule: {} },
    });
    [credits, payments] = await Promise.all([
      bank.profile('COMMERCIAL', 'credit'),
      bank.profile('COMMERCIAL', 'payment_plan'),
    ]);
  });

  /** A statistic as the requirements write it: with so many decimals. */
  const written = (profile: Profile, column: string, statistic: 'min' | 'max' | 'avg' | 'stddev', decimals: number) =>
    profile.numeric_stats[column]?.[statistic]?.toFixed(decimals);
  const frequencies = (profile: Profile, column: string) =>
    Object.fromEntries(
      (profile.categorical_stats[column]?.values ?? []).map(({ value, frequency }) => [value, frequency]),
    );

  it('are served whole', async () => {
    expect(await bank.count('COMMERCIAL', 'credit')).toBe(4440);
    expect(await bank.count('COMMERCIAL', 'payment_plan')).toBe(25_070);
    const rows = await bank.rows('COMMERCIAL', 'credit', {
      columns: 'loan_account_number,original_loan_amount,outstanding_principal_balance',
    });
    const cents = (column: string) => rows.reduce((sum, row) => sum + BigInt(String(row[column]).replace('.', '')), 0n);
    expect(cents('original_loan_amount')).toBe(47_623_209_000n);
    expect(cents('outstanding_principal_balance')).toBe(42_997_080_000n);
    const accounts = rows.map((row) => row.loan_account_number).sort();
    expect(accounts).toEqual(Array.from({ length: 4440 }, (_, index) => `LOAN_${String(index + 1).padStart(6, '0')}`));
  });

  it('serve the first line exactly as it was sent, normalised', async () => {
    const text = readFileSync(path.join(FOLDER, 'commercial_credit.csv'), 'utf8');
    const [header = '', first = ''] = text.split('\r\n');
    const sent = Object.fromEntries(first.split(';').map((cell, index) => [header.split(';')[index], cell]));
    const { data } = await bank.dataPage('COMMERCIAL', 'credit', {
      'filter[loan_account_number]': sent.loan_account_number,
    });
    const money = (cell = '') => (cell.includes('.') ? cell.replace(/\.(\d)$/, '.$10') : `${cell}.00`);
    const day = (cell = '') => cell.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      row_number: 1,
      loan_account_number: sent.loan_account_number,
      customer_id: sent.customer_id,
      customer_type: sent.customer_type === 'T' ? 'TRADE' : 'VIP',
      loan_status_code: 'ACTIVE',
      days_past_due: Number(sent.days_past_due),
      original_loan_amount: money(sent.original_loan_amount),
      outstanding_principal_balance: money(sent.outstanding_principal_balance),
      nominal_interest_rate: (Number(sent.nominal_interest_rate) / 100).toFixed(6),
      bsmv_rate: (Number(sent.bsmv_rate) / 100).toFixed(6),
      default_probability: Number(sent.default_probability).toFixed(6),
      loan_start_date: day(sent.loan_start_date),
      final_maturity_date: day(sent.final_maturity_date),
      loan_closing_date: null,
      customer_region_code: sent.customer_region_code,
    });
    expect(data[0]).not.toHaveProperty('loan_status_flag');
  });

  it('credits: counts and bounds of numbers', () => {
    expect(credits).toMatchObject({ row_count: 4440, loan_type: 'COMMERCIAL', data_type: 'credit' });
    const range = (column: string) => [credits.numeric_stats[column]?.min, credits.numeric_stats[column]?.max];
    expect(
      Object.fromEntries(
        [
          'days_past_due',
          'total_installment_count',
          'outstanding_installment_count',
          'paid_installment_count',
          'original_loan_amount',
          'outstanding_principal_balance',
          'nominal_interest_rate',
          'total_interest_amount',
          'kkdf_rate',
          'kkdf_amount',
          'bsmv_rate',
          'bsmv_amount',
          'default_probability',
          'internal_rating',
          'external_rating',
        ].map((column) => [column, range(column)]),
      ),
    ).toEqual({
      days_past_due: [0, 235],
      total_installment_count: [0, 19],
      outstanding_installment_count: [0, 12],
      paid_installment_count: [0, 9],
      original_loan_amount: [650, 1_636_990],
      outstanding_principal_balance: [710, 1_498_990],
      nominal_interest_rate: [0, 0.0803],
      total_interest_amount: [0, 54_126.02],
      kkdf_rate: [0, 0.165],
      kkdf_amount: [0, 2786.67],
      bsmv_rate: [0.045, 0.055],
      bsmv_amount: [0, 2515.43],
      default_probability: [0.0093, 0.7997],
      internal_rating: [1, 15],
      external_rating: [1, 1000],
    });
    const zeros = (column: string) => credits.numeric_stats[column]?.zero_count;
    expect(zeros('days_past_due')).toBe(3715);
    expect(zeros('total_installment_count')).toBe(863);
    expect(zeros('outstanding_installment_count')).toBe(931);
    expect(zeros('paid_installment_count')).toBe(3022);
    expect(zeros('nominal_interest_rate')).toBe(1970);
    expect(zeros('total_interest_amount')).toBe(1970);
    expect(zeros('kkdf_rate')).toBe(3691);
    expect(zeros('kkdf_amount')).toBe(3781);
    expect(credits.numeric_stats.internal_rating).toMatchObject({ null_count: 40, total_count: 4440 });
    expect(credits.numeric_stats.external_rating).toMatchObject({ null_count: 182 });
  });

  it('credits: means and deviations', () => {
    expect(written(credits, 'original_loan_amount', 'avg', 2)).toBe('107259.48');
    expect(written(credits, 'days_past_due', 'avg', 2)).toBe('7.54');
    expect(written(credits, 'days_past_due', 'stddev', 6)).toBe('19.725230');
    expect(written(credits, 'nominal_interest_rate', 'avg', 6)).toBe('0.022102');
    expect(written(credits, 'nominal_interest_rate', 'stddev', 6)).toBe('0.023017');
    expect(written(credits, 'bsmv_rate', 'avg', 6)).toBe('0.050014');
    expect(written(credits, 'default_probability', 'avg', 6)).toBe('0.100217');
    expect(written(credits, 'default_probability', 'stddev', 6)).toBe('0.149490');
  });

  it('credits: values of codes', () => {
    expect(frequencies(credits, 'customer_type')).toEqual({ TRADE: 2479, VIP: 1961 });
    expect(frequencies(credits, 'loan_status_code')).toEqual({ ACTIVE: 4440 });
    expect(frequencies(credits, 'loan_product_type')).toEqual({ '4': 4440 });
    expect(frequencies(credits, 'risk_class')).toEqual({ '1': 3330, '2': 888, '3': 222 });
    expect(frequencies(credits, 'customer_segment')).toEqual({ '1': 1332, '2': 1110, '3': 1110, '4': 888 });
    expect(frequencies(credits, 'sector_code')).toMatchObject({ '4': 1110, '10': 888 });
    expect(credits.categorical_stats.sector_code?.unique_count).toBe(11);
    expect(credits.categorical_stats.internal_credit_rating?.unique_count).toBe(20);
    expect(credits.categorical_stats.customer_region_code).toMatchObject({
      unique_count: 77,
      values: expect.arrayContaining([{ value: 'REGION_1', frequency: 1341 }]),
      other_count: 0,
    });
  });

  it('credits: what is missing', () => {
    expect(credits.null_ratios.loan_closing_date).toBe(1);
    expect(credits.completeness.loan_closing_date).toEqual({
      missing_count: 4440,
      missing_pct: 100,
      filled_pct: 0,
      total: 4440,
    });
    expect(credits.completeness.internal_rating).toMatchObject({ missing_count: 40, missing_pct: 0.9 });
    expect(credits.null_ratios.external_rating).toBe(0.041);
    expect(credits.null_ratios.loan_start_date).toBe(0);
    expect(credits.completeness.customer_id).toMatchObject({ missing_count: 0, filled_pct: 100 });
  });

  it('payments', () => {
    expect(payments).toMatchObject({ row_count: 25_070, data_type: 'payment_plan' });
    expect(payments.numeric_stats.installment_amount).toMatchObject({ min: 100, max: 436_620 });
    expect(written(payments, 'installment_amount', 'avg', 2)).toBe('22614.90');
    expect(written(payments, 'installment_amount', 'stddev', 6)).toBe('30258.516822');
    expect(payments.numeric_stats.principal_component).toMatchObject({ min: 60, max: 411_590 });
    expect(payments.numeric_stats.interest_component).toMatchObject({ max: 107_097.25, zero_count: 3566 });
    expect(payments.numeric_stats.kkdf_component).toMatchObject({ max: 3510.25, zero_count: 18_423 });
    expect(payments.numeric_stats.bsmv_component).toMatchObject({ max: 4301.28, zero_count: 3566 });
    expect(payments.numeric_stats.remaining_principal).toMatchObject({ max: 391_890 });
    expect(payments.numeric_stats.remaining_interest?.max).toBe(87_955.43);
    expect(payments.numeric_stats.remaining_kkdf?.max).toBe(3185.82);
    expect(payments.numeric_stats.remaining_bsmv?.max).toBe(4194.11);
    expect(frequencies(payments, 'installment_status')).toEqual({ ACTIVE: 21_553, CLOSED: 3517 });
    expect(payments.completeness.actual_payment_date?.missing_count).toBe(21_553);
    expect(payments.numeric_stats.installment_number).toMatchObject({ min: 1, max: 18 });
  });

  it('histograms count every value that is there', () => {
    for (const profile of [credits, payments]) {
      for (const [column, { histogram, total_count, null_count }] of Object.entries(profile.numeric_stats)) {
        const counted = histogram.reduce((sum, { count }) => sum + count, 0);
        expect({ column, counted }).toEqual({ column, counted: total_count - null_count });
      }
    }
  });
});
