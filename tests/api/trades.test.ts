import { beforeAll, describe, expect, it } from 'vitest';
import type { DataRow, Page, ProblemDocument, SyncLog } from './answers.ts';
import { type Bank, problemCode } from './bank.ts';
import { clientRow, csvFileOf, tradeRow, workbookOf } from './clients-and-trades.ts';
import { creditFile } from './files.ts';
import { banksFor } from './tenants.ts';

const clients = [
  clientRow('ada', '1500.00', 'EUR'),
  clientRow('bob', '2000.00', 'USD'),
  clientRow('cem', '1000.00', 'EUR'),
  clientRow('dee', '50.00', 'JPY'),
  clientRow('eve', '-10.00', 'GBP'),
];
const trades = [
  tradeRow('a1', 'ada', '2024-01-02', 'buy', '500.00 EUR'),
  tradeRow('a2', 'ada', '2024-01-03', 'sell', '700.00 EUR'),
  // In no order: what counts is the day, and on one day the place in the file.
  tradeRow('b3', 'bob', '2024-03-01', 'sell', '400.00 USD'),
  tradeRow('b1', 'bob', '2024-02-01', 'buy', '3000.00 USD'),
  tradeRow('b2', 'bob', '2024-02-01', 'buy', '10.00 USD'),
  tradeRow('b4', 'bob', '2024-03-02', 'sell', '1000.00 USD'),
  tradeRow('b5', 'bob', '2024-03-02', 'buy', '100.00 USD'),
  // Over the dollar: 1.25 × 0.91 = 1.1375 euros a pound, and 3.787875 is rounded once.
  tradeRow('c1', 'cem', '2024-01-02', 'buy', '100.00 GBP'),
  tradeRow('c2', 'cem', '2024-01-03', 'buy', '3.33 GBP'),
  tradeRow('d1', 'dee', '2024-01-02', 'buy', '1.00 USD'),
  tradeRow('e1', 'eve', '2019-12-31', 'sell', '10.00 GBP'),
];
const stranger = tradeRow('x1', 'xyz', '2024-01-02', 'buy', '1.00 EUR');

const outcome = ({ transaction_id, converted_amount, transaction_status, failure_reason, ...row }: DataRow) => [
  transaction_id,
  converted_amount,
  transaction_status === 'completed' ? transaction_status : failure_reason,
  row.balance_after,
  row.debt_after,
];
const OUTCOMES = [
  ['a1', '500.00', 'completed', '1000.00', '0.00'],
  ['a2', '700.00', 'completed', '1700.00', '0.00'],
  ['b1', '3000.00', 'INSUFFICIENT_FUNDS', '0.00', '1000.00'],
  ['b2', '10.00', 'CLIENT_SUSPENDED', '0.00', '1000.00'],
  ['b3', '400.00', 'completed', '0.00', '600.00'],
  ['b4', '1000.00', 'completed', '400.00', '0.00'],
  ['b5', '100.00', 'completed', '300.00', '0.00'],
  ['c1', '113.75', 'completed', '886.25', '0.00'],
  ['c2', '3.79', 'completed', '882.46', '0.00'],
  ['d1', null, 'NO_RATE', '50.00', '0.00'],
  ['e1', '10.00', 'completed', '0.00', '0.00'],
];
const ACCOUNTS = [
  ['ada', 'active', '1700.00', '0.00', 2, 0, '500.00', '700.00'],
  ['bob', 'active', '300.00', '0.00', 3, 2, '100.00', '1400.00'],
  ['cem', 'active', '882.46', '0.00', 2, 0, '117.54', '0.00'],
  ['dee', 'active', '50.00', '0.00', 0, 1, '0.00', '0.00'],
  ['eve', 'active', '0.00', '0.00', 1, 0, '0.00', '10.00'],
];
const account = (row: DataRow) => [
  row.client_id,
  row.status,
  row.balance,
  row.debt,
  row.total_transactions,
  row.failed_transactions,
  row.total_spent,
  row.total_gained,
];

const outcomesOf = async (bank: Bank) =>
  (await bank.rows('trades', 'trade_outcome', { sort: 'transaction_id' })).map(outcome);
const accountsOf = async (bank: Bank) =>
  (await bank.rows('trades', 'client_account', { sort: 'client_id' })).map(account);
const get = <T>(bank: Bank, path: string, query: Record<string, string | number> = {}) => bank.call<T>(path, { query });

describe('clients and trades', () => {
  let bank: Bank;
  let log: SyncLog;
  beforeAll(async () => {
    [bank] = (await banksFor('TRADES', 1)) as [Bank];
    log = await bank.load(csvFileOf('client', clients), workbookOf('trade', [...trades, stranger]));
  });

  it('are loaded together, and what follows from them; a trade of nobody is set aside, and nothing else', async () => {
    expect(log).toMatchObject({
      dataset: 'trades',
      variant: null,
      files: {
        client: { total_rows: 5, valid_rows: 5, rejected_rows: 0 },
        trade: { total_rows: 12, valid_rows: 11, rejected_rows: 1 },
      },
      derived: { trade_outcome: { rows: 11 }, client_account: { rows: 5 } },
      rebuild: false,
    });
    expect(log).not.toHaveProperty('loan_type');
    expect(log).not.toHaveProperty('total_credit_rows');
    const errors = await bank.errors(log.id, { severity: 'ERROR' });
    expect(errors).toMatchObject([
      {
        file_type: 'trade',
        rule_id: 'TRADE-TRADE-701',
        error_type: 'CROSS_REFERENCE',
        row_number: 12,
        raw_value: 'xyz',
      },
    ]);
    expect(
      (await bank.errors(log.id, { severity: 'WARNING' })).map(({ rule_id, record_key }) => [rule_id, record_key]),
    ).toEqual(
      expect.arrayContaining([
        ['TRADE-CLIENT-901', 'eve'],
        ['TRADE-TRADE-903', 'e1'],
      ]),
    );
    expect(await bank.rows('trades', 'client', { sort: 'client_id' })).toMatchObject(
      clients.map(({ client_id, address, account_balance }) => ({ client_id, address, account_balance })),
    );
  });

  it('are replayed to the cent', async () => {
    expect(await outcomesOf(bank)).toEqual(OUTCOMES);
    expect(await accountsOf(bank)).toEqual(ACCOUNTS);
  });

  it('are answered by client', async () => {
    const bob = await get<DataRow>(bank, '/api/trades/clients/bob');
    expect(account(bob)).toEqual(ACCOUNTS[1]);
    const list = (query: Record<string, string | number> = {}) =>
      bank.all<DataRow>('/api/trades/clients/bob/transactions', query);
    const ids = async (query?: Record<string, string | number>) =>
      (await list(query)).map(({ transaction_id }) => transaction_id);
    expect(await ids()).toEqual(['b1', 'b2', 'b3', 'b4', 'b5']);
    expect(await ids({ limit: 2 })).toEqual(['b1', 'b2', 'b3', 'b4', 'b5']);
    expect(await ids({ start_date: '2024-02-01', end_date: '2024-03-01' })).toEqual(['b1', 'b2', 'b3']);
    expect(await ids({ status: 'failed' })).toEqual(['b1', 'b2']);
    expect((await list()).map(outcome)).toEqual(OUTCOMES.slice(2, 7));
  });

  it.each([
    ['2024-01-31', '2000.00', '0.00', 'active'],
    ['2024-02-01', '0.00', '1000.00', 'suspended'],
    ['2024-03-01', '0.00', '600.00', 'suspended'],
    ['2024-03-02', '300.00', '0.00', 'active'],
    ['2099-12-31', '300.00', '0.00', 'active'],
  ])('have a balance at the end of %s', async (as_of, balance, debt, status) => {
    expect(await get(bank, '/api/trades/clients/bob/balance', { as_of })).toEqual({
      client_id: 'bob',
      as_of,
      balance,
      debt,
      status,
      currency: 'USD',
    });
  });

  it.each<[path: string, query: Record<string, string>, status: number, code: string]>([
    ['/api/trades/clients/xyz', {}, 404, 'client-not-found'],
    ['/api/trades/clients/xyz/transactions', {}, 404, 'client-not-found'],
    ['/api/trades/clients/xyz/balance', { as_of: '2024-01-01' }, 404, 'client-not-found'],
    ['/api/trades/clients/bob/balance', {}, 400, 'invalid-request'],
    ['/api/trades/clients/bob/balance', { as_of: '2024-02-30' }, 400, 'invalid-request'],
    ['/api/trades/clients/bob/transactions', { start_date: '01.02.2024' }, 400, 'invalid-request'],
    [
      '/api/trades/clients/bob/transactions',
      { start_date: '2024-02-02', end_date: '2024-02-01' },
      400,
      'invalid-request',
    ],
    ['/api/trades/clients/bob/transactions', { status: 'success' }, 400, 'invalid-request'],
    ['/api/data', { dataset: 'trades', variant: 'RETAIL' }, 400, 'invalid-request'],
    ['/api/data', { dataset: 'trades', data_type: 'credit' }, 400, 'invalid-request'],
    ['/api/data', { dataset: 'trade' }, 400, 'invalid-request'],
    ['/api/data', { dataset: 'trades', loan_type: 'RETAIL' }, 400, 'invalid-request'],
    ['/api/analyses/trades/no-such', {}, 404, 'not-found'],
    ['/api/analyses/trades/top-clients', { limit: '0' }, 400, 'invalid-request'],
    ['/api/datasets/trade', {}, 400, 'invalid-request'],
  ])('%s %j answers %i %s', async (path, query, status, code) => {
    const answer = await bank.ask<ProblemDocument>(path, { query });
    expect([answer.status, problemCode(answer.body)]).toEqual([status, code]);
  });

  it('are profiled, what is derived too', async () => {
    const files = await bank.profile('trades', 'trade');
    expect(files.row_count).toBe(11);
    const derived = await bank.profile('trades', 'trade_outcome');
    expect(derived.row_count).toBe(11);
    expect(
      derived.categorical_stats.failure_reason?.values.map(({ value, frequency }) => [value, frequency]).sort(),
    ).toEqual([
      ['CLIENT_SUSPENDED', 1],
      ['INSUFFICIENT_FUNDS', 1],
      ['NO_RATE', 1],
    ]);
  });

  it('have analyses, listed with what they take and answer', async () => {
    const { data } = await get<Page<{ name: string; columns: { name: string }[] }>>(bank, '/api/analyses', {
      dataset: 'trades',
    });
    expect(data.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'clients-by-status',
        'volume-by-month',
        'top-clients',
        'traded-by-ticker',
        'client-balance',
      ]),
    );
    interface Asked {
      batch_id: string;
      rows: Record<string, unknown>[];
    }
    const asked = await get<Asked>(bank, '/api/analyses/trades/clients-by-status');
    expect(asked.rows).toEqual([
      { status: 'active', account_currency: 'EUR', clients: 2, balance: '2582.46', debt: '0.00' },
      { status: 'active', account_currency: 'GBP', clients: 1, balance: '0.00', debt: '0.00' },
      { status: 'active', account_currency: 'JPY', clients: 1, balance: '50.00', debt: '0.00' },
      { status: 'active', account_currency: 'USD', clients: 1, balance: '300.00', debt: '0.00' },
    ]);
    const overTime = await get<Asked>(bank, '/api/analyses/trades/client-balance', { client_id: 'bob' });
    expect(overTime.rows).toEqual([
      { day: '2020-01-31', balance: '2000.00', debt: '0.00' },
      { day: '2024-02-01', balance: '0.00', debt: '1000.00' },
      // Of four days that stand together the last one.
      { day: '2024-03-02', balance: '300.00', debt: '0.00' },
    ]);
    // A trade before the account was opened, and a client without trades.
    const early = await get<Asked>(bank, '/api/analyses/trades/client-balance', { client_id: 'eve' });
    expect(early.rows).toEqual([{ day: '2019-12-31', balance: '0.00', debt: '0.00' }]);
    const refused = await bank.ask<ProblemDocument>('/api/analyses/trades/top-clients', { query: { limit: 0 } });
    expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, 'limit']);
    const proto = await bank.ask<ProblemDocument>('/api/datasets/trades/settings', {
      method: 'PATCH',
      body: '{"rates":{"__proto__":"1.10"}}',
    });
    expect([proto.status, proto.body.errors?.[0]?.field]).toEqual([400, '__proto__']);
    for (const { name, columns } of data) {
      const query: Record<string, string> = name === 'client-balance' ? { client_id: 'bob' } : {};
      const { rows } = await get<Asked>(bank, `/api/analyses/trades/${name}`, query);
      expect([name, rows.length > 0]).toEqual([name, true]);
      for (const row of rows) expect(Object.keys(row)).toEqual(columns.map((column) => column.name));
    }
  });
});

describe('a book of trades', () => {
  it('takes clients alone, and then trades alone', async () => {
    const [bank] = (await banksFor('TRADES_ALONE', 1)) as [Bank];
    const first = await bank.load(csvFileOf('client', clients));
    expect(first.derived).toEqual({ trade_outcome: { rows: 0 }, client_account: { rows: 5 } });
    expect((await accountsOf(bank))[1]).toEqual(['bob', 'active', '2000.00', '0.00', 0, 0, '0.00', '0.00']);
    const second = await bank.load(csvFileOf('trade', trades));
    expect(second.derived).toEqual({ trade_outcome: { rows: 11 }, client_account: { rows: 5 } });
    expect(await outcomesOf(bank)).toEqual(OUTCOMES);
    // Clients anew: their trades are kept, and are replayed on the new balances.
    await bank.load(csvFileOf('client', [clientRow('ada', '0.00', 'EUR'), ...clients.slice(1)]));
    expect((await outcomesOf(bank)).slice(0, 2)).toEqual([
      ['a1', '500.00', 'INSUFFICIENT_FUNDS', '0.00', '500.00'],
      ['a2', '700.00', 'completed', '200.00', '0.00'],
    ]);
  });

  it('keeps the order of a day, whichever of its trades are corrected, and corrected again', async () => {
    const [bank] = (await banksFor('TRADES_ORDER', 1)) as [Bank];
    await bank.configure('trades', { max_error_rate: 1 });
    const day = '2024-01-01';
    const kay = clientRow('kay', '100.00', 'USD');
    const tape = [
      tradeRow('z1', 'kay', day, 'buy', '80.00 USD'),
      tradeRow('z2', 'kay', day, 'buy', '10.00 USD'),
      tradeRow('y3', 'kay', day, 'buy', '30.00 USD'),
      tradeRow('a4', 'kay', day, 'sell', '60.00 USD'),
      tradeRow('b5', 'kay', day, 'buy', '5.00 USD'),
    ];
    const book = async () => [
      (await outcomesOf(bank)).map(([id, ...of]) => `${id} ${of.join(' ')}`).sort(),
      await accountsOf(bank),
    ];
    await bank.load(csvFileOf('client', [kay]), csvFileOf('trade', tape));
    const right = await book();
    expect(right[0]).toContain('a4 60.00 completed 40.00 0.00');

    // One that is wrong at first, and comes back in a file of its own; then one that is right and comes once more.
    const broken = tape.map((row) => (row.transaction_id === 'a4' ? { ...row, transaction_type: 'sold' } : row));
    const first = await bank.load(csvFileOf('client', [kay]), csvFileOf('trade', broken));
    expect(await book()).not.toEqual(right);
    const second = await bank.correct(first.id, csvFileOf('trade', [tape[3]!]));
    expect(await book()).toEqual(right);
    const third = await bank.correct(second.id, csvFileOf('trade', [tape[4]!, { ...tape[1]!, stock_name: 'Another' }]));
    expect(await book()).toEqual(right);
    // What is kept while clients come anew, or is derived anew, keeps its place as well.
    await bank.load(csvFileOf('client', [kay]));
    expect(await book()).toEqual(right);
    expect(await bank.waitForSync((await bank.startSync('trades', { rebuild: true })).id)).toMatchObject({
      status: 'COMPLETED',
    });
    expect(await book()).toEqual(right);
    // A trade that no file has had before stands behind the others of its day.
    expect(third.status).toBe('COMPLETED');
    const live = (await bank.all<{ sync_id: string; live: boolean }>('/api/publications', { dataset: 'trades' })).find(
      (each) => each.live,
    )!;
    await bank.correct(live.sync_id, csvFileOf('trade', [tradeRow('0new', 'kay', day, 'buy', '1.00 USD')]));
    expect((await outcomesOf(bank)).find(([id]) => id === '0new')).toEqual([
      '0new',
      '1.00',
      'completed',
      '34.00',
      '0.00',
    ]);
  });

  it('is as old as its trades: each month by itself, each day with what was before it', async () => {
    const [bank] = (await banksFor('TRADES_OLD', 1)) as [Bank];
    const days = ['1900-01-01', '1955-06-10', '1969-12-31', '1970-01-05'];
    const sales = days.map((day, at) => tradeRow(`s${at}`, 'old', day, 'sell', `${10 + at}.00 USD`));
    await bank.load(csvFileOf('client', [clientRow('old', '100.00', 'USD')]), csvFileOf('trade', sales));
    const { rows } = await get<{ rows: { month: string; sold: string }[] }>(
      bank,
      '/api/analyses/trades/volume-by-month',
    );
    expect(rows.map(({ month, sold }) => [month, sold])).toEqual([
      ['1900-01-01', '10.00'],
      ['1955-06-01', '11.00'],
      ['1969-12-01', '12.00'],
      ['1970-01-01', '13.00'],
    ]);
    const at = (as_of: string) =>
      bank.ask<{ balance: string }>('/api/trades/clients/old/balance', { query: { as_of } });
    expect((await at('1955-06-09')).body.balance).toBe('110.00');
    expect((await at('1899-12-31')).status).toBe(400);
  });

  it('is derived anew only where no load waits to be published, and a load says which one it takes the place of', async () => {
    const [bank] = (await banksFor('TRADES_WAIT', 1)) as [Bank];
    await bank.load(csvFileOf('client', clients), csvFileOf('trade', trades));
    await bank.configure('trades', { publish: 'manual' });
    const waiting = await bank.load(csvFileOf('client', clients));
    const refused = await bank.ask('/api/sync', { method: 'POST', body: { dataset: 'trades', rebuild: true } });
    expect([refused.status, problemCode(refused.body)]).toEqual([409, 'wrong-state']);
    expect(refused.body.detail).toContain(waiting.id);
    const newer = await bank.load(csvFileOf('trade', trades));
    expect(newer.notices).toEqual([expect.objectContaining({ code: 'load-discarded' })]);
    expect(newer.notices[0]!.detail).toContain(waiting.id);
  });

  it('is corrected by the rows that were wrong', async () => {
    const [bank] = (await banksFor('TRADES_MENDED', 1)) as [Bank];
    const wrong = trades.map((row) => (row.transaction_id === 'b1' ? { ...row, transaction_type: 'bought' } : row));
    await bank.configure('trades', { max_error_rate: 1 });
    const log = await bank.load(csvFileOf('client', clients), csvFileOf('trade', [...wrong, stranger]));
    expect(log.files.trade).toMatchObject({ valid_rows: 10, rejected_rows: 2 });
    expect((await accountsOf(bank))[1]).toEqual(['bob', 'active', '3290.00', '0.00', 4, 0, '110.00', '1400.00']);
    const mended = (await bank.rejectedCsv(log.id, 'trade')).toString().replace('bought', 'buy');
    const correction = await bank.correct(log.id, { slice: 'trades', fileType: 'trade', content: mended });
    expect(correction).toMatchObject({ status: 'COMPLETED', files: { trade: { total_rows: 2, valid_rows: 1 } } });
    // Its day and its place in the file of old decide what came before it.
    expect(await accountsOf(bank)).toEqual(ACCOUNTS);
    expect((await outcomesOf(bank)).map(([id]) => id)).toEqual(OUTCOMES.map(([id]) => id));
  });

  it('is derived anew by other rates, only when asked to', async () => {
    const [bank] = (await banksFor('TRADES_RATES', 1)) as [Bank];
    interface Settings {
      version: number;
      settings: { rates: Record<string, string>; cross_via: string | null };
    }
    const path = '/api/datasets/trades/settings';
    const log = await bank.load(csvFileOf('client', clients), csvFileOf('trade', trades));
    const before = await get<Settings>(bank, path);
    const rates = { ...before.settings.rates, 'GBP/EUR': '1.2', 'USD/JPY': '49.5' };
    const refused = await bank.ask<ProblemDocument>(path, { method: 'PATCH', body: { rates: { 'GBP/EUR': '-1' } } });
    expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([400, 'rates.GBP/EUR']);
    const after = await bank.call<Settings>(path, { method: 'PATCH', body: { rates } });
    expect(after.version).toBe(before.version + 1);
    expect(await outcomesOf(bank)).toEqual(OUTCOMES);

    const { id } = await bank.call<SyncLog>('/api/sync', {
      method: 'POST',
      body: { dataset: 'trades', rebuild: true },
    });
    const rebuilt = await bank.waitForSync(id);
    expect(rebuilt).toMatchObject({ status: 'COMPLETED', rebuild: true, settings_version: after.version });
    expect(rebuilt.settings_version).not.toBe(log.settings_version);
    const changed = new Map((await outcomesOf(bank)).map((row) => [row[0], row]));
    expect([changed.get('c1'), changed.get('c2'), changed.get('d1')]).toEqual([
      ['c1', '120.00', 'completed', '880.00', '0.00'],
      ['c2', '4.00', 'completed', '876.00', '0.00'],
      ['d1', '49.50', 'completed', '0.50', '0.00'],
    ]);
    const entries = await bank.all<{ action: string; target: string }>('/api/audit', { action: 'settings.changed' });
    expect(entries).toMatchObject([{ target: 'trades' }]);
  });

  it('stands beside loans: neither is touched by the other', async () => {
    const [bank] = (await banksFor('TRADES_BESIDE', 1)) as [Bank];
    const [one, other] = await Promise.all([
      bank.load(creditFile('RETAIL', 20)),
      bank.load(csvFileOf('client', clients), csvFileOf('trade', trades)),
    ]);
    expect([await bank.count('RETAIL', 'credit'), await bank.count('trades', 'trade_outcome')]).toEqual([20, 11]);
    const logs = async (query: Record<string, string>) =>
      (await bank.all<SyncLog>('/api/sync/logs', query)).map(({ id }) => id);
    expect(await logs({})).toEqual([one.id]);
    expect(await logs({ dataset: 'trades' })).toEqual([other.id]);
    await bank.load(csvFileOf('client', clients.slice(0, 2)), csvFileOf('trade', trades.slice(0, 2)));
    expect([await bank.count('RETAIL', 'credit'), await bank.count('trades', 'client')]).toEqual([20, 2]);
  });
});
