import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Portfolio } from '../../../shared/datasets/loans/api/schemas.ts';
import { cases } from '../../properties.ts';
import { creditRows, fileOf, type Row, readUnderTest } from './read-under-test.ts';

const test = readUnderTest();
const portfolio = async (): Promise<Portfolio> => (await test.ask<Portfolio>('/api/portfolio', {})).body;

const NOTHING = {
  credit_count: null,
  payment_count: null,
  outstanding_balance: null,
  average_rate: null,
  weighted_average_rate: null,
  days_past_due: null,
  statuses: null,
};

/** Units of two and of six decimals. */
interface Loan {
  cents: bigint;
  millionths: bigint;
  late: number;
  status: 'ACTIVE' | 'CLOSED' | 'DELINQUENT';
}
const decimal = (units: bigint, scale: number) =>
  `${units / 10n ** BigInt(scale)}.${String(units % 10n ** BigInt(scale)).padStart(scale, '0')}`;
const rowOf = ({ cents, millionths, late, status }: Loan, index: number): Row => ({
  loan_account_number: `LOAN_${index}`,
  outstanding_principal_balance: decimal(cents, 2),
  nominal_interest_rate: decimal(millionths, 6),
  days_past_due: late,
  loan_status_code: status,
});
const sum = (numbers: bigint[]) => numbers.reduce((total, number) => total + number, 0n);

/** The figures in the most literal way. */
function reference(loans: readonly Loan[]) {
  const owed = sum(loans.map(({ cents }) => cents));
  const ratio = (units: bigint, by: bigint) => (by === 0n ? null : decimal((2n * units + by) / (2n * by), 6));
  const share = (of: readonly Loan[]) => ({
    count: of.length,
    outstanding_balance: decimal(sum(of.map(({ cents }) => cents)), 2),
  });
  const bounds: [number, number | null][] = [
    [0, 0],
    [1, 30],
    [31, 60],
    [61, 90],
    [91, null],
  ];
  return {
    credit_count: loans.length,
    outstanding_balance: decimal(owed, 2),
    average_rate: ratio(sum(loans.map(({ millionths }) => millionths)), BigInt(loans.length)),
    weighted_average_rate: ratio(sum(loans.map(({ cents, millionths }) => cents * millionths)), owed),
    days_past_due: bounds.map(([from, to]) => ({
      from,
      to,
      ...share(loans.filter(({ late }) => late >= from && (to === null || late <= to))),
    })),
    statuses: (['ACTIVE', 'CLOSED', 'DELINQUENT'] as const).map((status) => ({
      status,
      ...share(loans.filter((loan) => loan.status === status)),
    })),
  };
}

const loan: fc.Arbitrary<Loan> = fc.record({
  cents: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 999_999_999_999_999_999n })),
  millionths: fc.bigInt({ min: 0n, max: 10_000_000n }),
  late: fc.oneof(fc.constantFrom(0, 1, 30, 31, 60, 61, 90, 91), fc.nat({ max: 4_294_967_295 })),
  status: fc.constantFrom('ACTIVE', 'CLOSED', 'DELINQUENT'),
});

describe('the portfolio', () => {
  it('is null where nothing is loaded, in total too', async () => {
    expect(await portfolio()).toEqual({
      data: ['RETAIL', 'COMMERCIAL'].map((loan_type) => ({
        loan_type,
        loaded_at: null,
        sync_id: null,
        files: { credit: null, payment_plan: null },
        ...NOTHING,
      })),
      total: NOTHING,
      next_cursor: null,
    });
  });

  it('of one loan type is the total, and the other stays null', async () => {
    const loans: Loan[] = [
      { cents: 100n, millionths: 500_000n, late: 0, status: 'ACTIVE' },
      { cents: 0n, millionths: 0n, late: 91, status: 'CLOSED' },
    ];
    const batch = await test.publishRows('COMMERCIAL', 'credit', loans.map(rowOf));
    const { data, total } = await portfolio();
    expect(data[0]).toMatchObject({ loan_type: 'RETAIL', ...NOTHING });
    expect(data[1]).toMatchObject({
      ...reference(loans),
      average_rate: '0.250000',
      weighted_average_rate: '0.500000',
      payment_count: null,
      files: { credit: { batch_id: batch, row_count: 2, loaded_at: data[1]?.loaded_at }, payment_plan: null },
    });
    expect(total).toEqual({ ...reference(loans), payment_count: null });
  });

  it('is exact, whatever the loans are, also of all loan types together', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(loan, { minLength: 1, maxLength: 30 }),
        fc.array(loan, { minLength: 1, maxLength: 5 }),
        async (retail, commercial) => {
          await test.publishRows('RETAIL', 'credit', retail.map(rowOf));
          await test.publishRows('COMMERCIAL', 'credit', commercial.map(rowOf));
          const { data, total } = await portfolio();
          expect(data[0]).toMatchObject(reference(retail));
          expect(data[1]).toMatchObject(reference(commercial));
          expect(total).toMatchObject(reference([...retail, ...commercial]));
        },
      ),
      { numRuns: cases(15) },
    );
  });

  it('has no weighted rate where nothing is owed', async () => {
    await test.publishRows('RETAIL', 'credit', [rowOf({ cents: 0n, millionths: 1n, late: 0, status: 'ACTIVE' }, 1)]);
    expect((await portfolio()).data[0]).toMatchObject({ average_rate: '0.000001', weighted_average_rate: null });
  });
});

describe('what is loaded', () => {
  it('names the sync of each file, also where the last one brought only one', async () => {
    const credits = fileOf('credit', 'RETAIL', creditRows('RETAIL', [{}, {}]));
    const first = await test.publishFiles('RETAIL', { credit: credits });
    const before = (await portfolio()).data[0]!;
    const second = await test.publishRows('RETAIL', 'payment_plan', [
      { loan_account_number: 'LOAN_000001', installment_number: 1 },
      { loan_account_number: 'LOAN_000001', installment_number: 2 },
      { loan_account_number: 'LOAN_000002', installment_number: 1 },
    ]);
    const { data, total } = await portfolio();
    const [retail] = data;
    expect(retail?.files.credit).toEqual({ ...before.files.credit, batch_id: first, row_count: 2 });
    expect(retail?.files.credit?.sync_id).toBe(before.sync_id);
    expect(retail?.files.payment_plan).toMatchObject({ batch_id: second, row_count: 3, sync_id: retail?.sync_id });
    expect(retail?.sync_id).not.toBe(before.sync_id);
    expect(retail).toMatchObject({ credit_count: 2, payment_count: 3 });
    expect(total.payment_count).toBe(3);
  });

  it('is looked up, not counted again, for a batch seen before', async () => {
    const whole = await portfolio();
    const batch = whole.data[0]?.files.credit?.batch_id;
    const kept = () =>
      test.sql.rows<{ version: string }>(
        "SELECT version FROM _kept_bank001_dw.batch_profiles WHERE batch_id = {batch:UUID} AND startsWith(version, 'portfolio-')",
        { batch: batch! },
      );
    expect(await kept()).toHaveLength(1);
    expect(await portfolio()).toEqual(whole);
    expect(await kept()).toHaveLength(1);
  });

  it('takes no parameters', async () => {
    expect((await test.ask('/api/portfolio', { loan_type: 'RETAIL' })).status).toBe(400);
  });
});
