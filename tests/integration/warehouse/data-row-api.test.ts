import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { Slice } from '../../../shared/contracts/slice.ts';
import { tradesComputation } from '../../../shared/datasets/trades/computation.ts';
import { trades } from '../../../shared/datasets/trades/contract.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { derive } from '../../../shared/pipeline/derive.ts';
import { storeWarnings } from '../../../shared/pipeline/warnings.ts';
import { publish } from '../../../shared/warehouse/published.ts';
import { ensureWarehouse } from '../../../shared/warehouse/schema.ts';
import { BANK001 } from '../../gateway-event.ts';
import { RETAIL } from '../../slices.ts';
import { clientRow, tradeRow } from '../datasets/trades/books.ts';
import { creditRows, fileOf, type ProblemBody, type Row, readUnderTest } from './read-under-test.ts';

interface RowBody {
  readonly dataset: string;
  readonly variant: string | null;
  readonly data_type: string;
  readonly batch_id: string;
  readonly published_at: string;
  readonly row: Row;
  readonly findings: Row[];
  readonly references: { file_type: string; columns: string[]; row: Row | null }[];
  readonly referring: { file_type: string; columns: string[]; rows: Row[]; more: boolean }[];
  readonly origins: { data_type: string; rows: Row[]; more: boolean }[];
}

const test = readUnderTest();
const known = (query: Record<string, string | number>) => test.ask<RowBody>('/api/data/row', query);
const problem = async (query: string | Record<string, string | number>) => {
  const { status, body } = await test.ask<ProblemBody>('/api/data/row', query);
  return { status, type: body.type, errors: body.errors?.map(({ field, code }) => `${field} ${code}`).toSorted() };
};
const listed = async (query: Record<string, string | number>) => (await test.data({ limit: 1000, ...query })).body.data;

describe('a row of loans', () => {
  const INSTALLMENTS = 105;
  let batchId: string;
  beforeAll(async () => {
    const credit = creditRows('RETAIL', [
      {
        loan_account_number: "L'1",
        customer_id: "'0012",
        original_loan_amount: '100',
        outstanding_principal_balance: '900',
      },
      { loan_account_number: 'L-2' },
    ]);
    const plan = Array.from({ length: INSTALLMENTS }, (_, index) => ({
      ...sample,
      loan_account_number: "L'1",
      installment_number: String(INSTALLMENTS - index),
    }));
    batchId = await test.publishFiles('RETAIL', {
      credit: fileOf('credit', 'RETAIL', credit),
      payment_plan: fileOf('payment_plan', 'RETAIL', plan),
    });
    for (const fileType of RETAIL.contract.fileTypes) {
      await storeWarnings(test.warehouse, RETAIL, fileType, batchId, { credit: [batchId] });
    }
  });
  const sample = {
    actual_payment_date: '',
    scheduled_payment_date: '20260131',
    installment_amount: '10',
    principal_component: '10',
    interest_component: '0',
    kkdf_component: '0',
    bsmv_component: '0',
    installment_status: 'A',
    remaining_principal: '0',
    remaining_interest: '0',
    remaining_kkdf: '0',
    remaining_bsmv: '0',
  };

  it('comes with the rows that refer to it', async () => {
    const { status, body } = await known({ loan_type: 'RETAIL', 'key[loan_account_number]': "L'1" });
    expect(status).toBe(200);
    const [row] = await listed({ loan_type: 'RETAIL', 'filter[loan_account_number]': "L'1" });
    expect(body).toMatchObject({
      dataset: 'loans',
      variant: 'RETAIL',
      loan_type: 'RETAIL',
      data_type: 'credit',
      batch_id: batchId,
      references: [],
      origins: [],
    });
    expect(body.row).toEqual(row);
    expect(body.published_at).toMatch(/^\d{4}-\d\d-\d\dT[\d:]+Z$/);
    const [plan] = body.referring;
    expect(body.referring).toHaveLength(1);
    expect([plan!.file_type, plan!.columns, plan!.more]).toEqual(['payment_plan', ['loan_account_number'], true]);
    expect(plan!.rows.map(({ installment_number }) => installment_number)).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
    const other = await known({ loan_type: 'RETAIL', 'key[loan_account_number]': 'L-2' });
    expect(other.body.referring).toEqual([expect.objectContaining({ rows: [], more: false })]);
  });

  it('comes with what it refers to', async () => {
    const key = { 'key[loan_account_number]': "L'1", 'key[installment_number]': 7 };
    const { body } = await known({ loan_type: 'RETAIL', data_type: 'payment_plan', ...key });
    expect(body.row).toMatchObject({ installment_number: 7, row_number: INSTALLMENTS - 6 });
    expect(
      body.references.map(({ file_type, columns, row }) => [file_type, columns, row?.loan_account_number]),
    ).toEqual([['credit', ['loan_account_number'], "L'1"]]);
    expect(body.referring).toEqual([]);
  });

  it('comes with the findings that its sync stored, and their messages', async () => {
    for (const [table, keys] of [
      ['credit', ["L'1", 'L-2'].map((id) => ({ 'key[loan_account_number]': id }))],
      ['payment_plan', [1, 105].map((of) => ({ 'key[loan_account_number]': "L'1", 'key[installment_number]': of }))],
    ] as const) {
      for (const key of keys) {
        const { body } = await known({ loan_type: 'RETAIL', data_type: table, ...key });
        const stored = await test.sql.rows(
          `SELECT row_number, line_number, field_name, rule_id, error_type, severity, raw_value, record_key
           FROM validation_errors WHERE batch_id = {batch:UUID} AND file_type = {table:String} AND row_number = {row:UInt32}
           ORDER BY rule_id`,
          { batch: batchId, table, row: Number(body.row.row_number) },
        );
        const shown = body.findings.map(
          ({ dataset, variant, loan_type, upload_id, file_type, error_message, message, ...finding }) => finding,
        );
        expect(shown).toEqual(stored);
      }
    }
    const { body } = await known({ loan_type: 'RETAIL', 'key[loan_account_number]': "L'1" });
    const [first] = body.findings;
    expect(first).toMatchObject({ severity: 'WARNING', loan_type: 'RETAIL', file_type: 'credit', upload_id: null });
    expect(first!.error_message).toContain(String(first!.raw_value));
  });

  it('is what the live batch has: not there, it is a 404, whatever the key looks like', async () => {
    const missing = { status: 404, type: '/problems/row-not-found', errors: undefined };
    for (const id of ['L-3', "' OR 1=1 --", '{batch:UUID}', '😀'.repeat(100)]) {
      expect(await problem({ loan_type: 'RETAIL', 'key[loan_account_number]': id })).toEqual(missing);
    }
    expect(await problem({ loan_type: 'COMMERCIAL', 'key[loan_account_number]': 'L-2' })).toEqual(missing);
    const other = { ...BANK001, tenant_id: 'BANK002' };
    await ensureWarehouse(tenantScope('BANK002'));
    const query = { loan_type: 'RETAIL', 'key[loan_account_number]': 'L-2' };
    expect((await test.ask('/api/data/row', query, other)).status).toBe(404);
    expect((await test.ask('/api/data/row', query, null)).status).toBe(401);
  });

  it.each([
    ['loan_type=RETAIL', ['key[loan_account_number] required']],
    [
      'loan_type=RETAIL&data_type=payment_plan&key[customer_id]=1',
      ['key[customer_id] unknown', 'key[installment_number] required', 'key[loan_account_number] required'],
    ],
    [
      'loan_type=RETAIL&data_type=payment_plan&key[loan_account_number]=1&key[installment_number]=x',
      ['key[installment_number] value'],
    ],
    ['loan_type=RETAIL&key[loan_account_number]=', ['key[loan_account_number] value']],
    ['loan_type=RETAIL&key[loan_account_number]=1&key[loan_account_number]=2', ['key[loan_account_number] value']],
    ['loan_type=RETAIL&key[A]=1', ['key[A] format']],
    ['loan_type=RETAIL&key[row_number]=1&key[loan_account_number]=1', ['key[row_number] unknown']],
    ['loan_type=RETAIL&key[loan_account_number]=1&limit=1', ['limit unknown']],
    ['key[loan_account_number]=1', ['loan_type required']],
  ])('%s is a 400 that names %j', async (query, errors) => {
    expect(await problem(query)).toMatchObject({ status: 400, errors });
  });
});

describe('a row of trades', () => {
  const slice = Slice.of(trades, null);
  const batch = randomUUID();
  const clients = [
    clientRow({ client_id: 'C1', account_currency: 'USD', account_balance: '100.00' } as never, 1),
    {
      ...clientRow({ client_id: 'C2', account_currency: 'USD', account_balance: '5.00' } as never, 2),
      account_open_date: '2024-06-30',
    },
  ];
  const trade = (id: string, client: string, day: string, row: number) =>
    tradeRow({
      transaction_id: id,
      client_id: client,
      transaction_type: 'buy',
      transaction_date: day,
      amount: '1.00',
      currency: 'USD',
      row_number: row,
    } as never);
  beforeAll(async () => {
    const insert = (table: string, rows: readonly { row_number: number }[]) =>
      test.sql.command(
        `INSERT INTO ${table} FORMAT JSONEachRow\n${rows.map((row) => JSON.stringify({ batch_id: batch, line_number: row.row_number + 1, ...row })).join('\n')}`,
      );
    await insert('trades_client', clients);
    await insert('trades_trade', [
      trade('T1', 'C1', '2024-01-02', 1),
      trade('T2', 'C2', '2024-01-02', 2),
      trade('T3', 'C1', '2024-01-01', 3),
    ]);
    const sources = { client: batch, trade: batch };
    const { derivedTables: tables, settings: { defaults: settings } = { defaults: {} } } = tradesComputation;
    const derived = await derive(test.warehouse, {
      slice,
      tables,
      batchId: batch,
      sources,
      settings,
      continued: {},
      live: {},
    });
    await publish(test.warehouse, slice, {
      fencing: 1,
      syncId: batch,
      batchId: batch,
      by: 'test',
      reason: '',
      orderId: batch,
      batches: { ...sources, ...Object.fromEntries(Object.keys(derived).map((name) => [name, batch])) },
    });
  });

  it('tells what is remarkable beside the row that it refers to', async () => {
    const { status, body } = await known({ dataset: 'trades', data_type: 'trade', 'key[transaction_id]': 'T2' });
    expect(status).toBe(200);
    expect([body.dataset, body.variant]).toEqual(['trades', null]);
    expect(body.references.map(({ file_type, row }) => [file_type, row?.client_id, row?.account_open_date])).toEqual([
      ['client', 'C2', '2024-06-30'],
    ]);
    await storeWarnings(test.warehouse, slice, slice.fileType('trade'), batch, { client: [batch] });
    const stored = await test.sql.rows(
      `SELECT row_number, line_number, field_name, rule_id, severity, raw_value, record_key FROM validation_errors
       WHERE batch_id = {batch:UUID} AND row_number = 2 AND rule_id = 'TRADE-TRADE-903'`,
      { batch },
    );
    expect(stored).toHaveLength(1);
    expect(body.findings).toContainEqual(expect.objectContaining(stored[0] as object));
    const early = body.findings.find(({ rule_id }) => rule_id === 'TRADE-TRADE-903')!;
    expect(early.error_message).toContain('client.account_open_date is "2024-06-30"');
    const fine = await known({ dataset: 'trades', data_type: 'trade', 'key[transaction_id]': 'T1' });
    expect(fine.body.findings.map(({ rule_id }) => rule_id)).not.toContain('TRADE-TRADE-903');
  });

  it('that is derived comes with the rows that it was made of', async () => {
    const { body } = await known({ dataset: 'trades', data_type: 'client_account', 'key[client_id]': 'C1' });
    expect(body.row).toMatchObject({ client_id: 'C1', total_transactions: 2 });
    expect([body.findings, body.references, body.referring]).toEqual([[], [], []]);
    expect(
      body.origins.map(({ data_type, rows, more }) => [data_type, rows.map((row) => row.row_number), more]),
    ).toEqual([
      ['client', [1], false],
      ['trade_outcome', [3, 1], false],
    ]);
    const outcome = body.origins[1]!.rows[0]!;
    const key = Object.fromEntries(
      slice.table('trade_outcome').key.map((name) => [`key[${name}]`, String(outcome[name])]),
    );
    const traded = await known({ dataset: 'trades', data_type: 'trade_outcome', ...key });
    expect(traded.body.row).toEqual(outcome);
    expect(traded.body.origins.map(({ data_type, rows }) => [data_type, rows.length])).toEqual([
      ['trade', 1],
      ['client', 1],
    ]);
    const { 'key[row_number]': _, ...incomplete } = key;
    expect(await problem({ dataset: 'trades', data_type: 'trade_outcome', ...incomplete })).toMatchObject({
      status: 400,
      errors: ['key[row_number] required'],
    });
  });

  it('of clients names those that refer to it', async () => {
    const { body } = await known({ dataset: 'trades', 'key[client_id]': 'C1' });
    expect(
      body.referring.map(({ file_type, rows, more }) => [file_type, rows.map(({ row_number }) => row_number), more]),
    ).toEqual([['trade', [1, 3], false]]);
  });
});

describe('reads of loans, where nothing is ever quarantined', () => {
  it('take include: all rows, or none', async () => {
    const all = await listed({ loan_type: 'RETAIL' });
    const included = await listed({ loan_type: 'RETAIL', include: 'quarantined' });
    expect(included).toEqual(all.map((row) => ({ ...row, quarantine_rule: null })));
    expect(await listed({ loan_type: 'RETAIL', include: 'only-quarantined' })).toEqual([]);
    expect((await test.dataProblem({ loan_type: 'RETAIL', include: 'all' })).status).toBe(400);
  });
});
