import { beforeAll, describe, expect, it } from 'vitest';
import { csvHeader, csvLine, type SampleRow } from '../../shared/contracts/samples.ts';
import { sales } from '../../shared/datasets/sales/contract.ts';
import { seed } from '../../shared/datasets/sales/seed.ts';
import type { DataRow, SyncLog } from './answers.ts';
import { type Bank, type OutgoingFile, problemCode } from './bank.ts';
import { banksFor } from './tenants.ts';

type SalesFile = keyof typeof seed;

function fileOf(fileType: SalesFile, rows: readonly SampleRow[], announced?: OutgoingFile['announced']): OutgoingFile {
  const contract = sales.fileTypes.find(({ name }) => name === fileType)!;
  const lines = [csvHeader(contract, null), ...rows.map((row) => csvLine(contract, null, row))];
  return { slice: 'sales', fileType, content: `${lines.join('\n')}\n`, ...(announced ? { announced } : {}) };
}

const purchase = (transaction_id: string, more: SampleRow = {}): SampleRow => ({
  transaction_id,
  customer_id: '1',
  transaction_date: '2025-09-01T10:00:00Z',
  amount: '1.00',
  merchant_details: '',
  ...more,
});

describe('sales', () => {
  let bank: Bank;
  const rowsOf = (data_type: string) => bank.all<DataRow>('/api/data', { dataset: 'sales', data_type, limit: 1000 });
  const ask = async (name: string, query: Record<string, string> = {}) =>
    (await bank.call<{ rows: Record<string, unknown>[] }>(`/api/analyses/sales/${name}`, { query })).rows;
  const rebuild = async () => {
    const { body } = await bank.ask<SyncLog>('/api/sync', {
      method: 'POST',
      body: { dataset: 'sales', rebuild: true },
    });
    return bank.waitForSync(body.id);
  };
  let log: SyncLog;

  beforeAll(async () => {
    [bank] = (await banksFor('SALES', 1)) as [Bank];
    await bank.configure('sales', { max_error_rate: 1, max_removed_rate: 1 });
    log = await bank.load(
      fileOf('customer', seed.customer),
      fileOf('merchant', seed.merchant),
      fileOf('transaction', seed.transaction),
    );
  });

  it('of the older system are all there, and half of them are covered', async () => {
    expect(log).toMatchObject({
      status: 'COMPLETED',
      derived: {
        dim_customer: { rows: 5 },
        dim_merchant: { rows: 8 },
        dim_date: { rows: 7 },
        fact_transactions: { rows: 20 },
      },
      coverage: { rows: 20, rows_matched: 10, amount: '13337.35', amount_matched: '4758.25' },
      warning_count: 0,
    });
    const spent = await ask('spending-by-customer');
    expect(spent.map(({ first_name, amount }) => [first_name, amount])).toEqual([
      ['Michael', '7221.35'],
      ['Chris', '3557.50'],
      ['David', '2108.40'],
      ['Emily', '246.00'],
      ['Sarah', '204.10'],
    ]);
    expect(await ask('top-customers', { limit: '2' })).toEqual(spent.slice(0, 2));
    const [all, ...bands] = await ask('amount-distribution');
    expect(all).toMatchObject({
      amount_from: null,
      transactions: 20,
      amount: '13337.35',
      minimum: '21.60',
      p50: '92.50',
      maximum: '4400.00',
      average: '666.8675',
    });
    expect(bands.reduce((sum, { transactions }) => sum + Number(transactions), 0)).toBe(20);
    expect((await ask('volume-by-weekday')).map(({ day_name, amount }) => [day_name, amount])).toEqual([
      ['Monday', '206.60'],
      ['Tuesday', '405.60'],
      ['Wednesday', '270.00'],
      ['Thursday', '319.40'],
      ['Friday', '4484.40'],
      ['Saturday', '2560.00'],
      ['Sunday', '5091.35'],
    ]);
    expect(await ask('sales-by-month')).toEqual([{ month: '2025-08-01', transactions: 20, amount: '13337.35' }]);
    for (const [name, parameter] of [
      ['top-customers', 'limit'],
      ['sales-by-month', 'until'],
    ] as const) {
      const refused = await bank.ask(`/api/analyses/sales/${name}`, { query: { [parameter]: 'x' } });
      expect(problemCode(refused.body)).toBe('invalid-request');
    }
  });

  it('keep their keys and their coverage when they are derived anew', async () => {
    const facts = await rowsOf('fact_transactions');
    const again = await rebuild();
    expect(again).toMatchObject({ status: 'COMPLETED', rebuild: true, coverage: log.coverage });
    expect(await rowsOf('fact_transactions')).toEqual(facts);
  });

  it('of nobody known are loaded with a warning, and what is no sale is rejected and counted', async () => {
    const before = await rowsOf('fact_transactions');
    const later = await bank.load(
      fileOf('customer', [...seed.customer, { ...seed.customer[0]!, customer_id: '4294967296', first_name: 'Şule' }]),
      fileOf('transaction', [
        ...seed.transaction,
        purchase('101', { customer_id: '77', amount: '99999999.99' }),
        purchase('102', { customer_id: '4294967296', merchant_details: 'greenleaf grocers' }),
        purchase('103', { amount: '0' }),
        purchase('104', { amount: '-5.00' }),
        purchase('105', { amount: '0.001' }),
      ]),
    );
    expect(later.files.transaction).toMatchObject({ total_rows: 25, valid_rows: 22, rejected_rows: 3 });
    expect(later).toMatchObject({
      warning_count: 1,
      coverage: { rows: 22, rows_matched: 10, amount: '100013338.34', amount_matched: '4758.25' },
    });
    const findings = await bank.errors(later.id);
    expect(findings.map(({ row_number, error_type, severity }) => [row_number, error_type, severity])).toEqual([
      [21, 'CROSS_REFERENCE', 'WARNING'],
      [23, 'RANGE', 'ERROR'],
      [24, 'RANGE', 'ERROR'],
      [25, 'TYPE', 'ERROR'],
    ]);
    expect(findings[0]).toMatchObject({ rule_id: 'SALES-TRANSACTION-701', raw_value: '77', record_key: '101' });
    const [members, merchants, facts] = await Promise.all(
      ['dim_customer', 'dim_merchant', 'fact_transactions'].map(rowsOf),
    );
    expect(members!.filter(({ is_known }) => is_known === 0)).toMatchObject([{ customer_id: 77, first_name: null }]);
    // Another merchant than the one of the file: names are as they are written.
    expect(merchants!.find(({ merchant_name }) => merchant_name === 'greenleaf grocers')).toMatchObject({
      category: 'Unknown',
      is_known: 0,
    });
    const withoutPlace = ({ row_number: _, ...row }: DataRow) => row;
    expect(facts!.map(withoutPlace)).toEqual(expect.arrayContaining(before.map(withoutPlace)));
    expect(facts!.find(({ transaction_id }) => transaction_id === 101)).toMatchObject({ merchant_key: 0 });
    const row = await bank.call<{ findings: object[]; references: object[] }>('/api/data/row', {
      query: { dataset: 'sales', data_type: 'transaction', 'key[transaction_id]': '101' },
    });
    expect(row).toMatchObject({
      findings: [{ rule_id: 'SALES-TRANSACTION-701', severity: 'WARNING', raw_value: '77' }],
      references: [{ file_type: 'customer', row: null }],
    });
  });

  it('are corrected like any others, and a customer who comes later is known then', async () => {
    const corrects = {
      corrects: (await bank.call<{ data: SyncLog[] }>('/api/sync/logs', { query: { dataset: 'sales', limit: 1 } }))
        .data[0]!.id,
    };
    const mended = await bank.load(
      fileOf('transaction', [purchase('103', { amount: '2.50', customer_id: '78' })], corrects),
    );
    expect(mended).toMatchObject({ warning_count: 1, coverage: { rows: 23, amount: '100013340.84' } });
    expect(mended.files.transaction).toMatchObject({ total_rows: 1, valid_rows: 1, kept_rows: 22 });
    expect(mended.notices).toMatchObject([{ code: 'rows-of-unknown-reference', rows: 2 }]);
    const known = await bank.load(
      fileOf('customer', [{ ...seed.customer[0]!, customer_id: '77', first_name: 'Zoe' }], { corrects: mended.id }),
    );
    expect(known.notices).toMatchObject([{ code: 'rows-of-unknown-reference', rows: 1 }]);
    expect((await rowsOf('dim_customer')).filter(({ is_known }) => is_known === 0)).toMatchObject([
      { customer_id: 78 },
    ]);
    expect(await ask('top-customers', { limit: '1' })).toMatchObject([{ customer_id: 77, first_name: 'Zoe' }]);
  });

  it('of nothing are a star without facts', async () => {
    const empty = await bank.load(
      fileOf('customer', seed.customer),
      fileOf('merchant', [], { allow_empty: true }),
      fileOf('transaction', [], { allow_empty: true }),
    );
    expect(empty).toMatchObject({
      status: 'COMPLETED',
      derived: {
        dim_customer: { rows: 5 },
        dim_merchant: { rows: 1 },
        dim_date: { rows: 0 },
        fact_transactions: { rows: 0 },
      },
      coverage: { rows: 0, rows_matched: 0, amount: '0.00', amount_matched: '0.00' },
    });
    expect(await ask('volume-by-weekday')).toHaveLength(7);
    expect(await ask('sales-by-month')).toEqual([]);
    expect(await ask('amount-distribution')).toMatchObject([{ transactions: 0, minimum: null, average: null }]);
  });
});
