import { beforeAll, describe, expect, it } from 'vitest';
import type { DataRow, SyncLog } from './answers.ts';
import type { Bank } from './bank.ts';
import { creditFile, paymentFile } from './files.ts';
import { banksFor, isOperated } from './tenants.ts';

interface Figures {
  readonly credit_count: number | null;
  readonly payment_count: number | null;
  readonly outstanding_balance: string | null;
  readonly average_rate: string | null;
  readonly weighted_average_rate: string | null;
  readonly days_past_due: { from: number; to: number | null; count: number; outstanding_balance: string }[] | null;
  readonly statuses: { status: string; count: number; outstanding_balance: string }[] | null;
}
interface LoadedFile {
  readonly batch_id: string;
  readonly sync_id: string;
  readonly row_count: number;
}
interface Portfolio {
  readonly data: (Figures & {
    readonly loan_type: string;
    readonly loaded_at: string | null;
    readonly sync_id: string | null;
    readonly files: { readonly credit: LoadedFile | null; readonly payment_plan: LoadedFile | null };
  })[];
  readonly total: Figures;
}

let bank: Bank;
let log: SyncLog;
beforeAll(async () => {
  [bank] = (await banksFor('PORTFOLIO', 1)) as [Bank];
  log = await bank.load(creditFile('COMMERCIAL', 60), paymentFile('COMMERCIAL', 60, { each: 2 }));
});

const portfolio = () => bank.call<Portfolio>('/api/portfolio');
const cents = (rows: readonly DataRow[]) =>
  rows.reduce((total, row) => total + BigInt(String(row.outstanding_principal_balance).replace('.', '')), 0n);
const money = (units: bigint) => `${units / 100n}.${String(units % 100n).padStart(2, '0')}`;

describe('the portfolio', () => {
  it('is the sum of the rows that the data endpoint has', async () => {
    const rows = await bank.rows('COMMERCIAL', 'credit');
    const commercial = (await portfolio()).data.find(({ loan_type }) => loan_type === 'COMMERCIAL')!;
    expect(commercial).toMatchObject({
      sync_id: log.id,
      credit_count: 60,
      payment_count: 120,
      outstanding_balance: money(cents(rows)),
      files: {
        credit: { batch_id: log.batch_id, sync_id: log.id, row_count: 60 },
        payment_plan: { batch_id: log.batch_id, sync_id: log.id, row_count: 120 },
      },
    });
    expect(commercial.loaded_at).toMatch(/Z$/);
    for (const { from, to, count, outstanding_balance } of commercial.days_past_due!) {
      const late = rows.filter(
        (row) => Number(row.days_past_due) >= from && Number(row.days_past_due) <= (to ?? Infinity),
      );
      expect([count, outstanding_balance]).toEqual([late.length, money(cents(late))]);
    }
    for (const { status, count, outstanding_balance } of commercial.statuses!) {
      const such = rows.filter((row) => row.loan_status_code === status);
      expect([count, outstanding_balance]).toEqual([such.length, money(cents(such))]);
    }
    expect(commercial.average_rate).toMatch(/^0\.\d{6}$/);
    const mean = rows.reduce((total, row) => total + Number(row.nominal_interest_rate), 0) / rows.length;
    expect(Number(commercial.average_rate)).toBeCloseTo(mean, 6);
  });

  it('is null where nothing is loaded, and the total is of what is', async ({ skip }) => {
    skip(!isOperated(), 'the tenants given may have data');
    const { data, total } = await portfolio();
    expect(data.map(({ loan_type }) => loan_type)).toEqual(['RETAIL', 'COMMERCIAL']);
    expect(data[0]).toMatchObject({ loaded_at: null, sync_id: null, credit_count: null, days_past_due: null });
    expect(total).toMatchObject({ credit_count: 60, payment_count: 120 });
    expect(total.outstanding_balance).toBe(data[1]?.outstanding_balance);
  });

  it('follows a sync that brings credits only; the payments stay those of the sync before', async () => {
    const next = await bank.load(creditFile('COMMERCIAL', 50));
    const commercial = (await portfolio()).data.find(({ loan_type }) => loan_type === 'COMMERCIAL')!;
    expect(commercial).toMatchObject({ sync_id: next.id, credit_count: 50, payment_count: 120 });
    expect(commercial.files).toMatchObject({ credit: { sync_id: next.id }, payment_plan: { sync_id: log.id } });
  });
});
