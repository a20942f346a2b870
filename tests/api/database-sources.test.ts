import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyPostgres, type TestPostgres } from '../integration/operations/postgres-under-test.ts';
import type { DataRow } from './answers.ts';
import { type Bank, problemCode } from './bank.ts';
import { creditRows } from './files.ts';
import { makeSource, pullOf, type Source, sourceName } from './sources-and-pulls.ts';
import { banksFor } from './tenants.ts';

const READER = { username: 'reader', password: 'reads only' };
const ROWS = creditRows('RETAIL', 30);
const COLUMNS = Object.keys(ROWS[0]!);
const asItIs = Object.fromEntries(COLUMNS.map((column) => [column, column]));

let bank: Bank;
let server: TestPostgres;
let port: number;
beforeAll(async () => {
  [bank] = (await banksFor('DATABASES', 1)) as [Bank];
  server = await emptyPostgres();
  port = Number(new URL(server.url).port);
  const admin = new pg.Client(server.url);
  await admin.connect();
  await admin.query("CREATE ROLE reader LOGIN PASSWORD 'reads only'");
  const names = COLUMNS.map((column) => pg.escapeIdentifier(column));
  await admin.query(`CREATE TABLE credit (${names.map((name) => `${name} text`).join(', ')})`);
  for (const row of ROWS) {
    const values = COLUMNS.map((column) => row[column as keyof typeof row]);
    await admin.query(`INSERT INTO credit VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`, values);
  }
  await admin.query('GRANT SELECT ON credit TO reader');
  await admin.end();
});
afterAll(() => server?.stop());

const loans = { dataset: 'loans', variant: 'RETAIL', is_enabled: false };
const fromPostgres = (tables: object, more: object = {}) => ({
  ...loans,
  name: sourceName(),
  kind: 'postgres',
  credentials: READER,
  config: { host: '127.0.0.1', port, database: 'postgres', tls: 'disable', tables },
  ...more,
});
const fromMongo = (collections: object, more: object = {}) => ({
  ...loans,
  name: sourceName(),
  kind: 'mongodb',
  config: { host: '127.0.0.1', port: 1, database: 'bank', tls: 'disable', collections },
  ...more,
});
const CREDIT = { query: 'SELECT * FROM credit' };

const errorsOf = async (path: string, method: 'POST' | 'PATCH', body: object) => {
  const { status, body: problem } = await bank.ask(path, { method, body });
  expect(status).toBe(400);
  return (problem.errors ?? []).map(({ field, code }) => [field, code]);
};
const refused = (body: object) => errorsOf('/api/sources', 'POST', body);

describe('a source that is a database', () => {
  it('has what its kind has, and is refused otherwise, field by field', async () => {
    const { kind: _, ...nameless } = fromPostgres({ credit: CREDIT });
    expect(await refused(nameless)).toEqual([['kind', 'required']]);
    expect(await refused({ ...nameless, kind: 'oracle' })).toEqual([['kind', 'value']]);
    expect(await refused(fromPostgres({}))).toEqual([['config.tables', 'required']]);
    expect(await refused(fromPostgres({ credit: {} }))).toEqual([['config.tables.credit.query', 'required']]);
    expect(await refused(fromPostgres({ credit: { ...CREDIT, table: 'a.b.c' } }))).toEqual([
      ['config.tables.credit.table', 'format'],
    ]);
    expect(await refused(fromPostgres({ credit: { ...CREDIT, table: 'credit' } }))).toEqual([
      ['config.tables.credit.table', 'value'],
      ['config.tables.credit.columns', 'required'],
    ]);
    expect(
      await refused(fromPostgres({ credit: { table: 'credit', columns: { made_up: 'x' } }, trade: CREDIT })),
    ).toEqual([
      ['config.tables.credit.columns.made_up', 'unknown'],
      ['config.tables.credit.columns', 'required'],
      ['config.tables.trade', 'value'],
    ]);
    const config = (more: object) => ({ config: { ...fromPostgres({ credit: CREDIT }).config, ...more } });
    for (const host of ['10.0.0.1', '169.254.169.254', '::ffff:192.168.0.1', 'fd00::1', '0.0.0.0', '3232235521'])
      expect((await refused(fromPostgres({}, config({ host }))))[0], host).toEqual(['config.host', 'address']);
    expect(await refused(fromPostgres({}, config({ host: 'a/b', ca: 'no certificate', port: 0 })))).toEqual([
      ['config.host', 'format'],
      ['config.port', 'range'],
      ['config.ca', 'format'],
    ]);
    expect(await refused(fromPostgres({ credit: CREDIT }, { credentials: { token: 'x' } }))).toEqual([
      ['credentials.username', 'required'],
      ['credentials.password', 'required'],
      ['credentials.token', 'unknown'],
    ]);
    const collection = { collection: 'credits', columns: { ...asItIs, customer_id: 'a..b' } };
    expect(await refused(fromMongo({ credit: collection }))).toEqual([
      ['config.collections.credit.columns.customer_id', 'format'],
    ]);
    expect(await refused(fromMongo({ credit: { ...collection, columns: {} } }))).toHaveLength(2);
  });

  it('is kept and changed as its kind, with credentials for its place', async () => {
    const source = await makeSource(bank, fromPostgres({ credit: CREDIT }));
    expect(source).toMatchObject({ kind: 'postgres', has_credentials: true });
    expect(JSON.stringify(source)).not.toContain(READER.password);
    const path = `/api/sources/${source.source_id}`;
    const change = (body: object) => errorsOf(path, 'PATCH', body);
    const { config } = fromPostgres({ credit: CREDIT });
    expect(await change({ config: { ...config, port: 1 } })).toEqual([['credentials', 'required']]);
    expect(await change({ config: { ...config, tls: 'require' } })).toEqual([['credentials', 'required']]);
    expect((await change({ config: fromMongo({}).config })).map(([field]) => field)).toContain('config.tables');
    expect(await change({ config: 5 })).toEqual([['config', 'type']]);
    expect(await change({ credentials: { token: 'x' } })).toHaveLength(3);
    const tables = { credit: { table: 'public.credit', columns: asItIs, allow_empty: true } };
    const changed = await bank.call<Source>(path, { method: 'PATCH', body: { config: { ...config, tables } } });
    expect(changed).toMatchObject({ has_credentials: true, config: { tables } });
    const other = await makeSource(bank, fromMongo({ credit: { collection: 'credits', columns: asItIs } }));
    expect(await bank.call(`/api/sources/${other.source_id}`)).toEqual(other);
    const audit = await bank.all<{ target: string; after?: object }>('/api/audit');
    const made = audit.find(({ target, after }) => target === other.source_id && after !== undefined);
    expect(made?.after).toMatchObject({ kind: 'mongodb', host: '127.0.0.1:1', file_types: ['credit'] });
  });

  it('is tried before it is kept', async () => {
    const { name: _, is_enabled: __, ...target } = fromPostgres({ credit: CREDIT });
    const tried = (body: object) => bank.call<object>('/api/sources/test', { method: 'POST', body });
    expect(await tried(target)).toMatchObject({
      reachable: true,
      files: {
        credit: {
          rows_seen: ROWS.length,
          columns: expect.arrayContaining(['loan_account_number']),
          rows_checked: ROWS.length,
          rejected_rows: 0,
          findings: [],
        },
      },
      problems: [],
    });
    expect(await tried({ ...target, credentials: { ...READER, password: 'wrong' } })).toMatchObject({
      reachable: true,
      files: {},
      problems: [{ field: 'credentials', code: 'source-refuses', message: { id: 'source-login-refused' } }],
    });
    const nowhere = fromMongo({ credit: { collection: 'credits', columns: asItIs } });
    const { name: ___, is_enabled: ____, config, ...mongo } = nowhere;
    expect(await tried({ ...mongo, config: { ...config, host: 'no-such.invalid' } })).toMatchObject({
      reachable: false,
      problems: [{ field: 'config.host', code: 'source-unreachable', message: { id: 'source-host-unknown' } }],
    });
  });

  it('is pulled like files that were sent', async () => {
    const columns = Object.fromEntries(COLUMNS.map((column) => [column, column]));
    const source = await makeSource(bank, fromPostgres({ credit: { table: 'credit', columns } }));
    const done = await pullOf(bank, source);
    expect(done).toMatchObject({
      status: 'SYNCED',
      failure: null,
      files: { credit: { requests: 1, rows: ROWS.length } },
    });
    const rows = await bank.all<DataRow>('/api/data', { loan_type: 'RETAIL', data_type: 'credit' });
    expect(rows.map(({ loan_account_number }) => loan_account_number).toSorted()).toEqual(
      ROWS.map(({ loan_account_number }) => loan_account_number).toSorted(),
    );
  });

  it('fails a pull with what a bank can act on, and leaves the data in place', async () => {
    const before = await bank.count('RETAIL', 'credit');
    const source = await makeSource(bank, fromPostgres({ credit: { query: 'SELECT no_such FROM credit' } }));
    const { status, failure } = await pullOf(bank, source);
    expect([status, problemCode(failure), failure?.message?.id]).toEqual([
      'FAILED',
      'source-refuses',
      'source-query-refused',
    ]);
    expect(failure?.detail).toContain('no_such');
    expect(await bank.count('RETAIL', 'credit')).toBe(before);
  });
});
