import { type AddressInfo, createServer } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataRow, Page, ProblemDocument } from './answers.ts';
import { type Bank, problemCode } from './bank.ts';
import { creditRows } from './files.ts';
import { type JsonAnswer, jsonServer } from './json-server.ts';
import { loansFrom, makeSource, type Pull, pullEnd, pullOf, type Source, triedFrom } from './sources-and-pulls.ts';
import { banksFor } from './tenants.ts';

const CREDIT_COLUMNS = Object.keys(creditRows('RETAIL', 1)[0]!);
const asItIs = (columns: readonly string[]) => Object.fromEntries(columns.map((column) => [column, column]));
const PAYMENT = ['id', 'payer_iban', 'beneficiary_iban', 'amount', 'currency', 'ts'];
const IBANS = ['DE89370400440532013000', 'ES9121000418450200051332'] as const;

let bank: Bank;
let other: Bank;
beforeAll(async () => {
  [bank, other] = (await banksFor('SOURCES', 2)) as [Bank, Bank];
});

const loansAt = (base_url: string, more: object = {}) => ({ ...loansFrom(base_url), ...more });

const make = (body: object) => makeSource(bank, body);
const refused = async (body: object) => {
  const { status, body: problem } = await bank.ask('/api/sources', { method: 'POST', body });
  expect(status).toBe(400);
  return (problem.errors ?? []).map(({ field, code }) => [field, code]);
};

const pull = (source: Source) => pullOf(bank, source);

describe('a source', () => {
  it('is kept, changed and removed, and never shows its credentials', async () => {
    const source = await make(loansAt('http://127.0.0.1:9', { credentials: { token: 'very-secret-token' } }));
    expect(source).toMatchObject({ has_credentials: true, is_enabled: false, loan_type: 'RETAIL', pull_id: null });
    expect(JSON.stringify(source)).not.toContain('very-secret');
    const path = `/api/sources/${source.source_id}`;
    expect(await bank.call(path)).toEqual(source);
    expect((await bank.call<Page<Source>>('/api/sources')).data).toContainEqual(source);
    expect((await other.ask(path)).status).toBe(404);
    expect((await other.call<Page<Source>>('/api/sources')).data).toEqual([]);
    const elsewhere = { ...loansAt('http://127.0.0.2:9').config };
    const stolen = await bank.ask(path, { method: 'PATCH', body: { config: elsewhere } });
    expect([stolen.status, stolen.body.errors?.[0]?.field]).toEqual([400, 'credentials']);
    const changed = await bank.call<Source>(path, {
      method: 'PATCH',
      body: { credentials: null, interval_minutes: 5, name: 'Renamed' },
    });
    expect(changed).toMatchObject({
      has_credentials: false,
      interval_minutes: 5,
      name: 'Renamed',
      config: source.config,
    });
    expect((await bank.ask(path, { method: 'DELETE' })).status).toBe(204);
    expect((await bank.ask(path)).status).toBe(404);
    expect((await bank.ask(path, { method: 'DELETE' })).status).toBe(404);
  });

  it('has a name that no other source of the bank has, whoever is faster', async () => {
    const path = '/api/sources';
    const called = (name: string) => ({ method: 'POST', body: loansAt('http://127.0.0.1:9', { name }) }) as const;
    const first = await bank.call<Source>(path, called('Core  Banking'));
    const isTaken = (answer: { readonly status: number; readonly body: ProblemDocument }) =>
      expect([answer.status, problemCode(answer.body), answer.body.errors]).toEqual([
        409,
        'source-exists',
        [expect.objectContaining({ field: 'name', code: 'taken' })],
      ]);
    isTaken(await bank.ask(path, called(' core banking ')));
    expect((await other.ask(path, called('Core Banking'))).status).toBe(201);
    const second = await bank.call<Source>(path, called('Cards'));
    const rename = (source: Source, name: string) =>
      bank.ask(`${path}/${source.source_id}`, { method: 'PATCH', body: { name, interval_minutes: 7 } });
    isTaken(await rename(second, 'CORE BANKING'));
    expect(await bank.call(`${path}/${second.source_id}`)).toEqual(second);
    expect((await rename(first, 'CORE banking')).status).toBe(200);
    expect((await rename(first, 'Ledger')).status).toBe(200);
    expect((await rename(second, 'Core Banking')).status).toBe(200);
    await bank.ask(`${path}/${first.source_id}`, { method: 'DELETE' });
    const many = await Promise.all(Array.from({ length: 8 }, () => bank.ask(path, called('ledger'))));
    expect(many.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
    const all = (await bank.call<Page<Source>>(path)).data.map(({ name }) => name.toLowerCase());
    expect(all.filter((name) => name === 'ledger')).toHaveLength(1);
  });

  it('is refused where it cannot work, field by field', async () => {
    const { config } = loansAt('http://10.0.0.1');
    expect(await refused(loansAt('http://10.0.0.1'))).toEqual([['config.base_url', 'address']]);
    for (const host of [
      '169.254.169.254',
      '[::ffff:192.168.0.1]',
      '0.0.0.0',
      '100.64.0.1',
      '[fd00::1]',
      '3232235521',
    ]) {
      expect(await refused(loansAt(`http://${host}/`)), host).toEqual([['config.base_url', 'address']]);
    }
    expect(await refused(loansAt('ftp://bank.example'))).toEqual([['config.base_url', 'format']]);
    const columns = { ...asItIs(CREDIT_COLUMNS), made_up: 'x' } as Record<string, string>;
    delete columns.loan_account_number;
    const files = { credit: { ...config.files.credit, columns }, trade: config.files.credit };
    const at = await refused(loansAt('http://127.0.0.1', { config: { base_url: 'http://127.0.0.1', files } }));
    expect(at).toEqual([
      ['config.files.credit.columns.made_up', 'unknown'],
      ['config.files.credit.columns', 'required'],
      ['config.files.trade', 'value'],
    ]);
    expect(await refused(loansAt('http://127.0.0.1', { credentials: { token: 'a', username: 'b' } }))).toEqual([
      ['credentials', 'value'],
    ]);
  });

  it('is tried for what a pull would miss: a required column without values, and pages that nobody is told of', async () => {
    const rows = creditRows('RETAIL', 3).map(({ customer_id: _, ...row }) => row);
    await using server = await jsonServer(() => ({ body: { data: rows } }));
    const { config } = loansAt(server.url);
    const next = { kind: 'cursor', from: '/nxt', parameter: 'cursor' };
    const body = loansAt(server.url, { config: { ...config, files: { credit: { ...config.files.credit, next } } } });
    const { problems, files } = await bank.call<{
      problems: { field: string; detail: string }[];
      files: Record<string, object>;
    }>('/api/sources/test', {
      method: 'POST',
      body,
    });
    expect(problems.map(({ field }) => field)).toEqual([
      'config.files.credit.columns',
      'config.files.credit.next.from',
    ]);
    expect(problems[0]!.detail).toContain('customer_id');
    expect(files.credit).toMatchObject({
      rows_checked: 3,
      rejected_rows: 3,
      findings: [{ field: 'customer_id', code: 'required', rows: 3, row_number: 1 }],
    });
    const done = await pull(await make(body));
    expect([problemCode(done.failure), done.failure?.message?.id]).toEqual([
      'source-answer-unexpected',
      'source-no-values',
    ]);
  });

  it('is tried before it is kept: what the first page holds, and what is wrong', async () => {
    await using server = await jsonServer(({ headers }) =>
      headers.authorization === 'Bearer right'
        ? { body: { data: creditRows('RETAIL', 3) } }
        : { status: 401, body: {} },
    );
    const test = (credentials: object) => {
      const { name: _, interval_minutes: __, is_enabled: ___, ...target } = loansAt(server.url, { credentials });
      return bank.call('/api/sources/test', { method: 'POST', body: target });
    };
    expect(await test({ token: 'right' })).toMatchObject({
      reachable: true,
      files: { credit: { rows_seen: 3, columns: expect.arrayContaining(['loan_account_number']) } },
      problems: [],
    });
    expect(await test({ token: 'wrong' })).toMatchObject({
      reachable: true,
      files: {},
      problems: [{ field: 'credentials', code: 'source-refuses' }],
    });
  });
});

describe('a pull', () => {
  it('loads what the source has like files that were sent', async () => {
    const rows = creditRows('RETAIL', 25);
    await using server = await jsonServer(({ path, query }) =>
      path === '/bank/api/data/' && query.get('file_type') === 'credit'
        ? { body: { tenant_id: 'X', count: rows.length, data: rows } }
        : { status: 404, body: {} },
    );
    const source = await make(loansAt(server.url));
    const done = await pull(source);
    expect(done).toMatchObject({
      status: 'SYNCED',
      failure: null,
      files: { credit: { requests: 1, rows: 25, repeated_rows: 0 } },
    });
    const log = await bank.sync(done.sync_id!);
    expect(log).toMatchObject({ status: 'COMPLETED', trigger: 'MANUAL', total_credit_rows: 25, valid_credit_rows: 25 });
    expect(await bank.upload(done.files.credit!.upload_id!)).toMatchObject({
      status: 'LOADED',
      file_name: 'credit.csv',
      sent_by: `source ${source.name}`,
    });
    expect(await bank.count('RETAIL', 'credit')).toBe(25);
    const pulls = await bank.call<Page<Pull>>(`/api/sources/${source.source_id}/pulls`);
    expect(pulls.data).toEqual([done]);
  });

  it('survives what sources do: 500, 429, cut off, no JSON, rows again; and keeps rows that look alike', async () => {
    const payment = (id: number | string, amount: unknown = '1.00') => ({
      id: String(id),
      payer_iban: IBANS[0],
      beneficiary_iban: IBANS[1],
      amount,
      currency: 'EUR',
      ts: `2024-01-0${1 + (Number(id) % 9 || 0)}T00:00:00Z`,
    });
    const pages = [
      [payment(1, 1.1), payment(2), payment(3)],
      // The last one of the page before, and two that look alike on one page.
      [payment(3), payment('b'), payment('b'), payment(4, 99999999.12)],
      [],
      [payment('b'), payment('b'), payment(5)],
    ];
    const faults: JsonAnswer[] = [
      { status: 500, body: 'no' },
      { status: 429, headers: { 'retry-after': '0' }, body: {} },
      { body: { data: pages[1], next: 'p2' }, cutAfter: 20 },
      { status: 200, body: { error: 'try again' } },
    ];
    await using server = await jsonServer(({ path, query }) => {
      if (path === '/companies') {
        return { body: { data: [{ id: 7, name: 'Acme; "Ltd"', boss: { name: 'Ada' }, accounts: [...IBANS] }] } };
      }
      if (path === '/rates')
        return { body: '[{"currency":"EUR","usd":1.10,"eur":1},{"currency":"USD","usd":1e0,"eur":9.0909e-1}]' };
      if (path !== '/sepa') return { status: 404 };
      const page = Number(query.get('cursor')?.slice(1) ?? 0);
      const fault = page === 1 ? faults.shift() : undefined;
      // Digits that a float has not.
      const text = JSON.stringify({ data: pages[page], next: page + 1 < pages.length ? `p${page + 1}` : null });
      return fault ?? { body: text.replace('99999999.12', '12345678901234.5678') };
    });
    const source = await make({
      name: 'Treasury',
      dataset: 'cash',
      kind: 'http_pages',
      is_enabled: false,
      config: {
        base_url: server.url,
        files: {
          company: {
            path: 'companies',
            records: '/data',
            columns: { id: 'id', name: 'name', owner: '/boss/name', ibans: 'accounts' },
          },
          exchange_rate: {
            path: '/rates',
            records: '',
            columns: { currency: 'currency', usd_rate: 'usd', eur_rate: 'eur' },
          },
          sepa: {
            path: '/sepa',
            records: '/data',
            columns: asItIs(PAYMENT),
            next: { kind: 'cursor', from: '/next', parameter: 'cursor' },
          },
        },
      },
    });
    const done = await pull(source);
    expect(done).toMatchObject({ status: 'SYNCED', failure: null });
    expect(done.files).toMatchObject({
      company: { rows: 1 },
      exchange_rate: { rows: 2 },
      sepa: { requests: 4, rows: 7, repeated_rows: 3 },
    });
    const rows = await bank.all<DataRow>('/api/data', { dataset: 'cash', data_type: 'sepa', include: 'quarantined' });
    expect(rows.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', 'b', 'b']);
    expect(rows.find(({ id }) => id === '4')?.amount).toBe('12345678901234.5678');
    const [company] = await bank.all<DataRow>('/api/data', { dataset: 'cash', data_type: 'company' });
    expect(company).toMatchObject({ id: '7', name: 'Acme; "Ltd"', owner: 'Ada' });
  });

  it('fails with what a bank can act on, and leaves the data in place', async () => {
    await using server = await jsonServer(({ path }) =>
      path === '/empty'
        ? { body: { data: [] } }
        : path === '/other'
          ? { body: { data: [{ a: 1 }] } }
          : { status: 403, body: {} },
    );
    const before = await bank.count('RETAIL', 'credit');
    const failure = async (path: string) => {
      const { config } = loansAt(server.url);
      const files = { credit: { ...config.files.credit, path } };
      const source = await make(loansAt(server.url, { config: { ...config, files } }));
      const done = await pull(source);
      expect(done.status).toBe('FAILED');
      return done.failure;
    };
    const forbidden = await failure('/x');
    expect(problemCode(forbidden)).toBe('source-refuses');
    expect(forbidden?.detail).toContain(`${server.url}/x answered 403`);
    const other = await failure('/other');
    expect(problemCode(other)).toBe('source-answer-unexpected');
    expect(other?.detail).toContain('record 1');
    expect(problemCode(await failure('/empty'))).toBe('empty-file');
    expect(await bank.count('RETAIL', 'credit')).toBe(before);
  });

  it('ends where the pages of a source lead in a circle', async () => {
    await using server = await jsonServer(({ query }) => ({
      body: { data: creditRows('RETAIL', 2), next: query.get('cursor') === 'a' ? 'b' : 'a' },
    }));
    const { config } = loansAt(server.url);
    const next = { kind: 'cursor', from: '/next', parameter: 'cursor' };
    const source = await make(
      loansAt(server.url, { config: { ...config, files: { credit: { ...config.files.credit, next } } } }),
    );
    const { failure } = await pull(source);
    expect([problemCode(failure), failure?.message?.id]).toEqual(['source-answer-unexpected', 'source-never-ends']);
    expect(server.requests.length).toBeLessThan(200);
  });

  it('is not held by a source that changes the protocol, and says what is not so', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const test = await bank.call<{ reachable: boolean; problems: { code: string }[] }>('/api/sources/test', {
        method: 'POST',
        body: triedFrom(`http://127.0.0.1:${port}`),
      });
      expect(test).toMatchObject({ reachable: false, problems: [{ code: 'source-unreachable' }] });
    } finally {
      server.close();
    }
  });

  it('goes on as it began, whatever becomes of its source meanwhile', async () => {
    const { promise: asked, resolve: wasAsked } = Promise.withResolvers<void>();
    const { promise: changed, resolve: goOn } = Promise.withResolvers<void>();
    const given: (string | undefined)[] = [];
    await using server = await jsonServer(async ({ headers, query }) => {
      given.push(headers.authorization);
      wasAsked();
      await changed;
      return {
        body: {
          data: creditRows('RETAIL', 2, { first: query.has('cursor') ? 3 : 1 }),
          next: query.has('cursor') ? null : 'b',
        },
      };
    });
    const { config } = loansAt(server.url);
    const files = { credit: { ...config.files.credit, next: { kind: 'cursor', from: '/next', parameter: 'cursor' } } };
    const source = await make(loansAt(server.url, { config: { ...config, files }, credentials: { token: 'old' } }));
    const path = `/api/sources/${source.source_id}`;
    const { pull_id } = await bank.call<Pull>(`${path}/pull`, { method: 'POST' });
    await asked;
    await bank.call(path, {
      method: 'PATCH',
      body: { config: loansAt('http://127.0.0.1:9').config, credentials: { token: 'new' } },
    });
    goOn();
    const done = await pullEnd(bank, pull_id);
    expect(done).toMatchObject({ status: 'SYNCED', files: { credit: { requests: 2, rows: 4 } } });
    expect(given).toEqual(['Bearer old', 'Bearer old']);
  });

  it('that fails takes its files back', async () => {
    const { promise: asked, resolve: wasAsked } = Promise.withResolvers<void>();
    const { promise: disabled, resolve: goOn } = Promise.withResolvers<void>();
    await using server = await jsonServer(async () => {
      wasAsked();
      await disabled;
      return { body: { data: creditRows('RETAIL', 2) } };
    });
    const source = await make(loansAt(server.url));
    const { pull_id } = await bank.call<Pull>(`/api/sources/${source.source_id}/pull`, { method: 'POST' });
    await asked;
    await bank.configure('RETAIL', { is_enabled: false });
    goOn();
    const done = await pullEnd(bank, pull_id);
    await bank.configure('RETAIL', { is_enabled: true });
    expect(problemCode(done.failure)).toBe('sync-disabled');
    expect((await bank.upload(done.files.credit!.upload_id!)).status).toBe('EXPIRED');
  });

  it('is one at a time, and ends when its source is removed', async () => {
    const { promise: hold, resolve: let_go } = Promise.withResolvers<void>();
    await using server = await jsonServer(async () => {
      await hold;
      return { body: { data: creditRows('RETAIL', 2) } };
    });
    const source = await make(loansAt(server.url));
    const path = `/api/sources/${source.source_id}`;
    const first = await bank.call<Pull>(`${path}/pull`, { method: 'POST' });
    const second = await bank.ask(`${path}/pull`, { method: 'POST' });
    expect(second.status).toBe(409);
    expect(problemCode(second.body)).toBe('pull-in-progress');
    expect((await bank.ask(path, { method: 'DELETE' })).status).toBe(204);
    const ended = await bank.call<Pull>(`/api/pulls/${first.pull_id}`);
    expect(ended).toMatchObject({ status: 'FAILED' });
    expect(problemCode(ended.failure)).toBe('interrupted');
    let_go();
  });
});
