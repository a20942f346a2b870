import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Profile } from '../../../shared/domain/profile.ts';
import { cases } from '../../properties.ts';
import { creditRows, fileOf, readUnderTest } from './read-under-test.ts';

const test = readUnderTest();
const profileOf = async (loanType: string, dataType = 'credit'): Promise<Profile> =>
  (await test.ask<Profile>('/api/profiling', { loan_type: loanType, data_type: dataType })).body;

const publishCredits = (variant: string, cells: readonly Record<string, string>[]) =>
  test.publishFiles(variant, { credit: fileOf('credit', variant, creditRows(variant, cells)) });

/** The same figures, made in the most literal way from numbers that JavaScript holds exactly. */
function reference(values: readonly (number | null)[]) {
  const present = values.filter((value) => value !== null).sort((a, b) => a - b);
  const count = present.length;
  const mean = present.reduce((sum, value) => sum + value, 0) / count;
  const quantile = (p: number) => {
    const at = (p * (count - 1)) / 100;
    const low = Math.floor(at);
    return present[low]! + (present[Math.min(low + 1, count - 1)]! - present[low]!) * (at - low);
  };
  return {
    min: present[0],
    max: present.at(-1),
    avg: mean,
    stddev: Math.sqrt(present.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count),
    ...{ p05: quantile(5), p25: quantile(25), p50: quantile(50), p75: quantile(75), p95: quantile(95) },
    total_count: values.length,
    null_count: values.length - count,
    zero_count: present.filter((value) => value === 0).length,
    present,
  };
}

function expectFigures(
  stats: Profile['numeric_stats'][string] | undefined,
  values: readonly (number | null)[],
  isWhole = false,
) {
  const { present, ...expected } = reference(values);
  if (present.length === 0) {
    expect(stats).toMatchObject({ min: null, max: null, avg: null, stddev: null, p50: null, histogram: [] });
    expect(stats).toMatchObject({ null_count: values.length, zero_count: 0, total_count: values.length });
    return;
  }
  for (const [figure, value] of Object.entries(expected)) {
    const found = stats![figure as keyof typeof expected]!;
    // What is computed here in doubles may be off in its last digits; counts and bounds may not.
    const tolerance = /^(avg|stddev|p\d\d)$/.test(figure)
      ? 1e-9 * Math.max(1, Math.abs(present.at(-1)!), Math.abs(present[0]!))
      : 0;
    expect(Math.abs(found - value!), `${figure}: ${found}, expected ${value}`).toBeLessThanOrEqual(tolerance);
  }
  const { histogram } = stats!;
  expect(histogram.reduce((sum, { count }) => sum + count, 0)).toBe(present.length);
  const last = histogram.length - 1;
  expect(histogram[0]!.from).toBe(present[0]);
  if (isWhole && present[0] !== present.at(-1)) {
    const width = histogram[0]!.to - histogram[0]!.from;
    expect(String(width)).toMatch(/^[125]0*$/);
    expect(histogram.length).toBeLessThanOrEqual(20);
    // No bucket lies beyond the values, and each holds exactly the whole numbers that it names.
    expect(histogram[last]!.from).toBeLessThanOrEqual(present.at(-1)!);
    for (const { from, to, count } of histogram) {
      expect(to - from).toBe(width);
      expect(count).toBe(present.filter((value) => value >= from && value < to).length);
    }
  } else expect(histogram[last]!.to).toBe(present.at(-1));
  for (const [index, { from, to, count }] of histogram.entries()) {
    if (index > 0) expect(from).toBe(histogram[index - 1]!.to);
    // An edge is rounded to a double: a value right on it may count on either side here.
    const within = present.filter((value) => value > from && (value < to || index === last));
    const near = present.filter((value) => value >= from && value <= to);
    expect(count).toBeGreaterThanOrEqual(within.length);
    expect(count).toBeLessThanOrEqual(near.length);
  }
}

describe('figures', () => {
  const cents = fc.oneof(fc.constantFrom(0, 1, 100, 10_000), fc.nat({ max: 1_000_000_00 }));
  const row = fc.record({
    days_past_due: fc.oneof(fc.constant(0), fc.nat({ max: 4_294_967_295 })),
    total_interest_amount: cents,
    paid_installment_count: fc.nat({ max: 30 }),
    kkdf_rate: fc.nat({ max: 70_000 }),
    default_probability: fc.option(fc.nat({ max: 1_000_000 })),
    internal_rating: fc.option(fc.integer({ min: -2_147_483_648, max: 2_147_483_647 })),
    sector_code: fc.option(fc.integer({ min: -2, max: 12 })),
    customer_region_code: fc.option(fc.constantFrom('Ağrı', 'Ankara', 'b', 'B', '10', '9')),
  });

  it('are those of the numbers themselves, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
        await test.publishRows(
          'COMMERCIAL',
          'credit',
          rows.map((cells) => ({
            ...cells,
            total_interest_amount: (cells.total_interest_amount / 100).toFixed(2),
            kkdf_rate: (cells.kkdf_rate / 1_000_000).toFixed(6),
            default_probability:
              cells.default_probability === null ? null : (cells.default_probability / 1_000_000).toFixed(6),
          })),
        );
        const { numeric_stats, categorical_stats, null_ratios, completeness, row_count } =
          await profileOf('COMMERCIAL');
        expect(row_count).toBe(rows.length);
        expectFigures(
          numeric_stats.days_past_due,
          rows.map((cells) => cells.days_past_due),
          true,
        );
        expectFigures(
          numeric_stats.total_interest_amount,
          rows.map((cells) => cells.total_interest_amount / 100),
        );
        expectFigures(
          numeric_stats.paid_installment_count,
          rows.map((cells) => cells.paid_installment_count),
          true,
        );
        expectFigures(
          numeric_stats.kkdf_rate,
          rows.map((cells) => cells.kkdf_rate / 1_000_000),
        );
        expectFigures(
          numeric_stats.default_probability,
          rows.map(({ default_probability: p }) => (p === null ? null : p / 1_000_000)),
        );
        expectFigures(
          numeric_stats.internal_rating,
          rows.map((cells) => cells.internal_rating),
          true,
        );

        for (const field of ['sector_code', 'customer_region_code'] as const) {
          const frequencies = new Map<string | number, number>();
          for (const { [field]: value } of rows)
            if (value !== null) frequencies.set(value, (frequencies.get(value) ?? 0) + 1);
          const nulls = rows.filter((cells) => cells[field] === null).length;
          const expected = [...frequencies]
            .sort(
              ([a, x], [b, y]) =>
                y - x ||
                (typeof a === 'number' ? a - Number(b) : Buffer.compare(Buffer.from(a), Buffer.from(String(b)))),
            )
            .map(([value, frequency]) => ({ value, frequency }));
          if (expected.length === 0) expect(categorical_stats).not.toHaveProperty(field);
          else
            expect(categorical_stats[field]).toEqual({
              unique_count: expected.length,
              values: expected,
              other_count: 0,
            });
          expect(null_ratios[field]).toBe(Number((nulls / rows.length + 1e-12).toFixed(4)));
          const { missing_count, missing_pct, filled_pct, total } = completeness[field]!;
          expect([missing_count, total]).toEqual([nulls, rows.length]);
          expect(Math.round((missing_pct + filled_pct) * 100)).toBe(10_000);
        }
      }),
      { numRuns: cases(25), endOnFailure: true },
    );
  });

  it('stay exact where a double would not', async () => {
    const huge = ['9999999999999999.99', '9999999999999999.97', '9999999999999999.99', '0.01'];
    const cells = huge.map((original_loan_amount) => ({ original_loan_amount, days_past_due: '4294967295' }));
    await publishCredits('COMMERCIAL', cells.slice(0, 3));
    const three = await profileOf('COMMERCIAL');
    const { stddev, avg, histogram } = three.numeric_stats.original_loan_amount!;
    // Two thirds of the rows at one end of a range of two cents. In doubles these are one number, and the deviation 0.
    expect(stddev).toBeCloseTo(Math.sqrt(2 / 9) * 0.02, 12);
    expect(avg).toBe(Number('9999999999999999.9833'));
    expect([histogram.length, histogram[0]!.count, histogram[19]!.count]).toEqual([20, 1, 2]);
    expect(three.numeric_stats.days_past_due).toMatchObject({ stddev: 0, min: 4_294_967_295, max: 4_294_967_295 });
    await publishCredits('COMMERCIAL', cells);
    const { original_loan_amount } = (await profileOf('COMMERCIAL')).numeric_stats;
    expect(original_loan_amount!.histogram.map(({ count }) => count)).toEqual([1, ...Array(18).fill(0), 3]);
    expect(original_loan_amount!.min).toBe(0.01);
  });

  it('do not overflow, however large the squares', async () => {
    const ends = ['0.01', '9999999999999999.99'];
    const rows = Array.from({ length: 400 }, (_, index) => ({
      loan_account_number: `L${index}`,
      original_loan_amount: ends[index % 2]!,
    }));
    await test.publishRows('COMMERCIAL', 'credit', rows);
    const { stddev, avg, histogram } = (await profileOf('COMMERCIAL')).numeric_stats.original_loan_amount!;
    expect([stddev, avg]).toEqual([Number('4999999999999999.99'), 5e15]);
    expect([histogram[0]!.count, histogram[19]!.count]).toEqual([200, 200]);
  });

  it('of whole numbers: buckets with whole borders, so that none is counted half', async () => {
    const days = ['0', '3', '9', '10', '120'];
    await publishCredits(
      'COMMERCIAL',
      days.map((days_past_due) => ({ days_past_due, paid_installment_count: '0', total_installment_count: '24' })),
    );
    const { histogram } = (await profileOf('COMMERCIAL')).numeric_stats.days_past_due!;
    expect(histogram).toHaveLength(13);
    expect([histogram[0], histogram[1], histogram[12]]).toEqual([
      { from: 0, to: 10, count: 3 },
      { from: 10, to: 20, count: 1 },
      { from: 120, to: 130, count: 1 },
    ]);
  });

  it('of one value: a histogram of one bucket', async () => {
    await publishCredits('COMMERCIAL', [{ days_past_due: '7' }, { days_past_due: '7' }]);
    expect((await profileOf('COMMERCIAL')).numeric_stats.days_past_due).toMatchObject({
      ...{ min: 7, max: 7, avg: 7, stddev: 0, p05: 7, p95: 7 },
      histogram: [{ from: 7, to: 7, count: 2 }],
    });
  });

  it('of more than a hundred values: the most frequent, and how many rows have others', async () => {
    const loans = Array.from({ length: 240 }, (_, index) => ({
      customer_province_code: index < 20 ? 'often' : `P${String(index % 110).padStart(3, '0')}`,
      insurance_included: index % 3 === 0 ? '' : 'E',
    }));
    await publishCredits('RETAIL', loans);
    const { categorical_stats } = await profileOf('RETAIL');
    const { unique_count, values, other_count } = categorical_stats.customer_province_code!;
    expect([unique_count, values.length, values[0]]).toEqual([111, 100, { value: 'often', frequency: 20 }]);
    expect(values.reduce((sum, { frequency }) => sum + frequency, other_count)).toBe(240);
    expect(values.slice(1).map(({ value }) => value)).toEqual(
      values
        .slice(1)
        .toSorted((a, b) => b.frequency - a.frequency || (a.value < b.value ? -1 : 1))
        .map(({ value }) => value),
    );
    expect(categorical_stats.insurance_included!.values).toEqual([{ value: 1, frequency: 160 }]);
  });
});

describe('a profile', () => {
  let batch: string;
  beforeAll(async () => {
    batch = await publishCredits('RETAIL', [{}, {}, {}]);
  });
  const kept = () =>
    test.sql.rows<{ profile: string }>(
      'SELECT profile FROM _kept_bank001_dw.batch_profiles WHERE batch_id = {batch:UUID}',
      { batch },
    );

  it('is computed once a batch and kept: the second answer is the kept one', async () => {
    expect(await kept()).toHaveLength(0);
    const first = await test.ask<Profile>('/api/profiling', 'loan_type=RETAIL');
    expect(first.body.batch_id).toBe(batch);
    // Kept is what does not say of which dataset it is: it may be older than the others.
    const served = (await kept()).map(({ profile }) => `{"dataset":"loans","variant":"RETAIL",${profile.slice(1)}`);
    expect(served).toEqual([first.text]);
    // Shown by taking the rows away: a profile made anew would have none.
    await test.sql.command(`ALTER TABLE fact_credit DROP PARTITION ('RETAIL', '${batch}')`);
    expect((await test.ask('/api/profiling', 'loan_type=RETAIL')).text).toBe(first.text);
  });

  it('is that of the new batch once another is published', async () => {
    const next = await publishCredits('RETAIL', [{}, {}]);
    expect(await profileOf('RETAIL')).toMatchObject({ batch_id: next, row_count: 2 });
  });

  it('of another version is not taken', async () => {
    const next = await publishCredits('RETAIL', [{}, {}]);
    await test.sql.command(
      `INSERT INTO batch_profiles (batch_id, file_type, version, profile) VALUES ('${next}', 'credit', 'older', '{}')`,
    );
    expect(await profileOf('RETAIL')).toMatchObject({ batch_id: next, row_count: 2 });
  });

  it("has the variant's columns only", async () => {
    const { categorical_stats, numeric_stats, null_ratios } = await profileOf('RETAIL');
    expect(Object.keys(numeric_stats)).toHaveLength(14);
    expect(Object.keys({ ...categorical_stats, ...null_ratios })).not.toContain('sector_code');
    expect(Object.keys(null_ratios).sort()).toEqual([
      'customer_district_code',
      'customer_province_code',
      'external_rating',
      'final_maturity_date',
      'first_payment_date',
      'insurance_included',
      'internal_rating',
      'loan_closing_date',
      'loan_start_date',
    ]);
  });

  it('that cannot be kept is answered all the same', async () => {
    await publishCredits('RETAIL', [{}, {}, {}, {}]);
    await test.sql.command('RENAME TABLE _kept_bank001_dw.batch_profiles TO put_aside');
    await test.sql.command('CREATE VIEW _kept_bank001_dw.batch_profiles AS SELECT * FROM put_aside');
    try {
      expect(await profileOf('RETAIL')).toMatchObject({ row_count: 4 });
    } finally {
      await test.sql.command('DROP VIEW _kept_bank001_dw.batch_profiles');
      await test.sql.command('RENAME TABLE put_aside TO _kept_bank001_dw.batch_profiles');
    }
  });
});
