import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Slice } from '../../../shared/contracts/slice.ts';
import { findDataset } from '../../../shared/datasets/registry.ts';
import type { Connector } from '../../../shared/sources/connector.ts';
import { type PostgresConfig, postgresConfig } from '../../../shared/sources/postgres/config.ts';
import { postgres } from '../../../shared/sources/postgres/postgres.ts';
import { BrokenOff, type SourceFault } from '../../../shared/sources/source-fault.ts';
import { testSource } from '../../../shared/sources/test-source.ts';
import { setSettings } from '../../settings.ts';
import { emptyPostgres, type TestPostgres } from '../operations/postgres-under-test.ts';
import { faultOf, momentOf, readAll } from './read-all.ts';

const slice = Slice.allOf(findDataset('cash')!)[0]!;
/** Nobody here is far away, or waits for what does not come. */
const IMPATIENT = { attempts: 1, connectMs: 2000, statementMs: 1500, lockMs: 500 };
const NOW = { until: new Date().toISOString(), fixed: null };

let server: TestPostgres;
let admin: pg.Client;
let port: number;
beforeAll(async () => {
  setSettings({ OUTBOUND_ALLOWED: '127.0.0.0/8' });
  server = await emptyPostgres();
  port = Number(new URL(server.url).port);
  admin = new pg.Client(server.url);
  await admin.connect();
  await admin.query("CREATE ROLE reader LOGIN PASSWORD 'reads only'");
  await admin.query(
    'CREATE DOMAIN yes_or_no AS bool; CREATE DOMAIN moment AS timestamptz; CREATE DOMAIN settled AS moment',
  );
});
afterAll(async () => {
  await admin?.end();
  await server?.stop();
});

type Tables = Record<string, object>;
const configFor = (tables: Tables, more: object = {}): PostgresConfig =>
  postgresConfig.parse({ host: '127.0.0.1', port, database: 'postgres', tls: 'disable', tables, ...more });
const READER = { username: 'reader', password: 'reads only' };
const SUPERUSER = { username: 'postgres', password: 'test' };

async function using<T>(
  tables: Tables,
  work: (connector: Connector) => Promise<T>,
  credentials = READER,
  more: object = {},
): Promise<T> {
  const connector = await postgres(configFor(tables, more), credentials, { slice, isHasty: true }, IMPATIENT);
  try {
    return await work(connector);
  } finally {
    await connector.close();
  }
}

const rowsOf = (table: object, credentials = READER) =>
  using({ company: table }, (connector) => readAll(connector, 'company', NOW), credentials);
const faultIn = (table: object, credentials = READER, more: object = {}) =>
  using({ company: table }, (connector) => faultOf(readAll(connector, 'company', NOW)), credentials, more);

describe('a value of Postgres', () => {
  const cellOf = async (expression: string) =>
    (await rowsOf({ query: `SELECT 'x' AS id, ${expression} AS name`, columns: { id: 'id', name: 'name' } }))[0]![1];

  it.each([
    ["'a;\"b\nc'::text", 'a;"b\nc'],
    ["'ab'::char(4)", 'ab  '],
    ['NULL::int', ''],
    ['true', 'true'],
    ['false', 'false'],
    ['9223372036854775807::bigint', '9223372036854775807'],
    [
      '12345678901234567890.123456789012345678901234567890::numeric',
      '12345678901234567890.123456789012345678901234567890',
    ],
    ['1.50::numeric(10,2)', '1.50'],
    ['1e-7::numeric', '0.0000001'],
    ['1e-7::float8', '0.0000001'],
    ['1e22::float8', '10000000000000000000000'],
    ['0.1::float8 + 0.2::float8', '0.30000000000000004'],
    ['0.1::float4', '0.1'],
    ["'NaN'::float8", 'NaN'],
    ["date '2024-02-29'", '2024-02-29'],
    ["timestamp '2024-01-31 10:00:00'", '2024-01-31T10:00:00'],
    ["timestamp '2024-01-31 10:00:00.123456'", '2024-01-31T10:00:00.123456'],
    ["timestamptz '2024-01-31 10:00:00.5+03'", '2024-01-31T07:00:00.5Z'],
    ["time '10:00:01'", '10:00:01'],
    ["interval '1 day 2 hours'", 'P1DT2H'],
    ["'\\x00ff'::bytea", '\\x00ff'],
    ["'0197a1b2-0000-7000-8000-000000000021'::uuid", '0197a1b2-0000-7000-8000-000000000021'],
    ['\'{"a": [1, 2]}\'::jsonb', '{"a": [1, 2]}'],
    ["ARRAY['a', 'b c', NULL, '', 'd\"e,f']", 'a|b c|||d"e,f'],
    ["'{}'::text[]", ''],
    ['ARRAY[true, false]', 'true|false'],
    ['ARRAY[1.5, 1e-7]::float8[]', '1.5|0.0000001'],
    ["ARRAY[timestamptz '2024-01-31 10:00+00']", '2024-01-31T10:00:00Z'],
    ["'[0:1]={x,y}'::text[]", 'x|y'],
    ['ARRAY[true, false]::yes_or_no[]', 'true|false'],
    ["ARRAY[timestamptz '2024-01-31 10:00+00']::settled[]", '2024-01-31T10:00:00Z'],
  ])('%s is as it is written', async (expression, cell) => {
    expect(await cellOf(expression)).toBe(cell);
  });

  it('is said in one way, whatever the database is set to', async () => {
    await admin.query("ALTER ROLE reader SET datestyle = 'German'; ALTER ROLE reader SET timezone = 'Asia/Kolkata'");
    await admin.query('ALTER ROLE reader SET extra_float_digits = -15');
    try {
      expect(await cellOf("timestamptz '2024-01-31 10:00+00'")).toBe('2024-01-31T10:00:00Z');
      expect(await cellOf('0.1::float8 + 0.2::float8')).toBe('0.30000000000000004');
    } finally {
      await admin.query('ALTER ROLE reader RESET ALL');
    }
  });

  it.each(["ARRAY[['a'], ['b']]", "ARRAY['a|b']"])('%s is no cell, and the row is named', async (expression) => {
    const fault = await faultOf(cellOf(expression));
    expect(fault).toMatchObject({ code: 'source-answer-unexpected', id: 'source-row-no-cell' });
    expect(fault.text).toContain('row 1');
  });
});

describe('a file of Postgres', () => {
  it('is a table by its quoted name, or a query with the names of its result', async () => {
    await admin.query('CREATE SCHEMA "The Bank"');
    await admin.query('CREATE TABLE "The Bank"."Com""pany" ("Id" text, "nAme" text)');
    await admin.query('INSERT INTO "The Bank"."Com""pany" VALUES (\'1\', \'Acme\')');
    await admin.query(
      'GRANT USAGE ON SCHEMA "The Bank" TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA "The Bank" TO reader',
    );
    expect(await rowsOf({ table: 'The Bank.Com"pany', columns: { name: 'nAme', id: 'Id' } })).toEqual([['Acme', '1']]);
    const contract = slice.fileType('company').columns.map(({ name }) => name);
    const select = contract.map((name, index) => `'${index}' AS ${name}`).toReversed();
    expect(await rowsOf({ query: `SELECT ${select.join(', ')} -- as they are called` })).toEqual([
      contract.map((_, index) => String(index)),
    ]);
  });

  it('says which columns the result has not, has twice, or has besides', async () => {
    const query = 'SELECT 1 AS id, 2 AS name, 3 AS name, 4 AS more';
    expect(await faultIn({ query, columns: { id: 'no_such' } })).toMatchObject({ id: 'source-columns-missing' });
    expect(await faultIn({ query, columns: { id: 'id', name: 'name' } })).toMatchObject({ id: 'source-columns-twice' });
    const besides = "SELECT '1' AS id, 'x' AS name, 'o' AS owner, 'i' AS ibans, 4 AS more";
    const fault = await faultIn({ query: besides });
    expect([fault.id, fault.text.includes('more')]).toEqual(['source-columns-unknown', true]);
    expect(
      await faultIn({ query: "SELECT '' AS id, NULL AS name", columns: { id: 'id', name: 'name' } }),
    ).toMatchObject({
      id: 'source-row-empty',
    });
  });

  it('comes in pages, none of which is too large to be held', async () => {
    const rows = await rowsOf({ query: 'SELECT g AS id FROM generate_series(1, 3210) g', columns: { id: 'id' } });
    expect(rows.map(([id]) => Number(id))).toEqual(Array.from({ length: 3210 }, (_, index) => index + 1));
    // Small ones say nothing of those after them.
    const growing = `SELECT g AS id, repeat('x', CASE WHEN g <= 500 THEN 1 ELSE 8000 END) AS name FROM generate_series(1, 9000) g`;
    expect(await rowsOf({ query: growing, columns: { id: 'id', name: 'name' } })).toHaveLength(9000);
    const huge = "SELECT repeat('x', 1000000) AS id FROM generate_series(1, 200)";
    expect(await faultIn({ query: huge, columns: { id: 'id' } })).toMatchObject({ id: 'source-page-too-large' });
  });
});

describe('all files', () => {
  it('are of one moment, whatever is committed while they are read', async () => {
    await admin.query('CREATE TABLE account (name text, side text, amount bigint); GRANT SELECT ON account TO reader');
    await admin.query("INSERT INTO account SELECT g::text, 'left', 10 FROM generate_series(1, 2000) g");
    await admin.query("INSERT INTO account SELECT g::text, 'right', 10 FROM generate_series(1, 2000) g");
    const side = (which: string) => ({
      query: `SELECT name AS id, amount AS name FROM account WHERE side = '${which}' ORDER BY name`,
      columns: { id: 'id', name: 'name' },
    });
    let isOver = false;
    let transfers = 0;
    const writer = (async () => {
      while (!isOver) {
        await admin.query("UPDATE account SET amount = amount + CASE side WHEN 'left' THEN 1 ELSE -1 END");
        transfers += 1;
      }
    })();
    try {
      const read = async () => {
        const before = transfers;
        const sums = await using({ company: side('left'), sepa: side('right') }, async (connector) => {
          const total = (rows: string[][]) => rows.reduce((sum, [, amount]) => sum + Number(amount), 0);
          const untilTransfer = async () => {
            const seen = transfers;
            while (transfers === seen) await new Promise((resolve) => setImmediate(resolve));
          };
          const left = total(await readAll(connector, 'company', NOW, untilTransfer));
          return [left, total(await readAll(connector, 'sepa', NOW, untilTransfer))] as const;
        });
        expect(transfers).toBeGreaterThan(before);
        return sums;
      };
      for (let times = 0; times < 2; times += 1) {
        const [left, right] = await read();
        expect(left + right).toBe(40_000);
      }
    } finally {
      isOver = true;
      await writer;
    }
  });

  it('are gone on with by nobody else: what breaks off is begun anew', async () => {
    const table = { query: 'SELECT g AS id FROM generate_series(1, 5000) g', columns: { id: 'id' } };
    const connector = await postgres(configFor({ company: table }), READER, { slice, isHasty: true });
    expect(connector.goesOn).toBe(false);
    const signal = AbortSignal.timeout(30_000);
    const { next } = await connector.read('company', connector.begin('company', NOW), signal);
    await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tranche'");
    await expect(connector.read('company', next, signal)).rejects.toBeInstanceOf(BrokenOff);
    await connector.close();
  });

  it('are left alone at once where the pull is somebody else’s', async () => {
    await using({ company: { query: 'SELECT pg_sleep(30) AS id', columns: { id: 'id' } } }, async (connector) => {
      const ended = new AbortController();
      const reading = connector.read('company', connector.begin('company', NOW), ended.signal);
      const isRead = expect(reading).rejects.toThrow('somebody else');
      await expect
        .poll(async () => (await admin.query("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'")).rowCount)
        .toBe(1);
      ended.abort(new Error('somebody else has it'));
      await isRead;
    });
  });
});

describe('a query that would do more than read', () => {
  beforeAll(async () => {
    await admin.query('CREATE TABLE victim (n int); INSERT INTO victim VALUES (1)');
    await admin.query(
      'GRANT ALL ON victim TO reader; CREATE SEQUENCE counted; GRANT ALL ON SEQUENCE counted TO reader',
    );
    await admin.query(
      "CREATE FUNCTION strike() RETURNS int LANGUAGE plpgsql AS 'BEGIN DELETE FROM victim; RETURN 1; END'",
    );
    await admin.query(
      "CREATE FUNCTION leave() RETURNS int LANGUAGE plpgsql AS 'BEGIN COMMIT; DELETE FROM victim; RETURN 1; END'",
    );
    await admin.query(
      "CREATE FUNCTION unlock() RETURNS int LANGUAGE plpgsql AS $$BEGIN PERFORM set_config('transaction_read_only', 'off', false); DELETE FROM victim; RETURN 1; END$$",
    );
  });

  it.each([
    'DELETE FROM victim',
    'DELETE FROM victim RETURNING n',
    'SELECT 1 AS id; DELETE FROM victim',
    'SELECT 1 AS id; COMMIT; DELETE FROM victim',
    'COMMIT',
    'ROLLBACK; BEGIN; DELETE FROM victim; COMMIT',
    'WITH gone AS (DELETE FROM victim RETURNING n) SELECT n AS id FROM gone',
    'SELECT n AS id INTO other FROM victim',
    'SELECT n AS id FROM victim FOR UPDATE',
    'SELECT strike() AS id',
    'SELECT leave() AS id',
    'SELECT unlock() AS id',
    "SELECT set_config('transaction_read_only', 'off', false) AS id",
    "SELECT nextval('counted') AS id",
    "COPY victim TO '/tmp/victim'",
    "COPY victim FROM PROGRAM 'id'",
    'CREATE TABLE other (n int)',
    'DO $$BEGIN DELETE FROM victim; END$$',
    'EXPLAIN ANALYZE DELETE FROM victim',
    'CALL strike()',
    'SET transaction_read_only = off',
    'FETCH 1 FROM tranche_1',
    '$1',
    '',
    '-- nothing',
    'SELECT $1 AS id',
  ])('%s is refused, by a reader and by a superuser', async (query) => {
    for (const credentials of [READER, SUPERUSER]) {
      const { code, text } = await faultIn({ query: `${query} `, columns: { id: 'id' } }, credentials);
      expect(code).toBe('source-refuses');
      expect(text).not.toContain(credentials.password);
    }
    expect((await admin.query('SELECT n FROM victim')).rowCount).toBe(1);
    expect((await admin.query("SELECT to_regclass('other') AS other")).rows).toEqual([{ other: null }]);
  });

  it.each([
    ['client_encoding', 'LATIN1'],
    ['timezone', 'Asia/Kolkata'],
    ['datestyle', 'German'],
    ['intervalstyle', 'postgres'],
  ])('cannot have values written otherwise: %s', async (name, value) => {
    const query = `SELECT 'é' AS id, set_config('${name}', '${value}', false) AS besides`;
    expect(await faultIn({ query, columns: { id: 'id' } })).toMatchObject({ id: 'source-changes-setting' });
  });

  it('cannot read files of the server by a login that may only read, as a superuser could', async () => {
    const query = "SELECT pg_read_file('PG_VERSION') AS id";
    expect(await faultIn({ query, columns: { id: 'id' } })).toMatchObject({ id: 'source-may-not-read' });
    expect(await rowsOf({ query, columns: { id: 'id' } }, SUPERUSER)).toHaveLength(1);
  });
});

describe('what a server refuses', () => {
  const table = { query: 'SELECT 1 AS id', columns: { id: 'id' } };

  it('is told as what it is', async () => {
    await admin.query('CREATE TABLE secret (id text)');
    const columns = { id: 'id' };
    const wrong = { username: 'reader', password: 'a wrong password' };
    const login = await faultIn(table, wrong);
    expect(login).toMatchObject({ code: 'source-refuses', id: 'source-login-refused' });
    expect(login.text).toContain('reader');
    expect(login.text).not.toContain(wrong.password);
    expect(await faultIn(table, READER, { database: 'nowhere' })).toMatchObject({ id: 'source-database-unknown' });
    const unknown = await faultIn({ table: 'no_such', columns });
    expect([unknown.id, unknown.text.includes('no_such')]).toEqual(['source-query-refused', true]);
    expect((await faultIn({ table: 'victim', columns: { id: 'no_such' } })).text).toContain('no_such');
    expect(await faultIn({ table: 'secret', columns })).toMatchObject({ id: 'source-may-not-read' });
    expect(await faultIn(table, READER, { tls: 'require' })).toMatchObject({ id: 'source-no-tls' });
    expect(await faultIn(table, READER, { tls: 'verify-full' })).toMatchObject({ id: 'source-no-tls' });
    expect(await faultIn(table, READER, { port: 1 })).toMatchObject({ id: 'source-not-connected' });
    expect(await faultIn(table, READER, { host: 'no-such.invalid' })).toMatchObject({ id: 'source-host-unknown' });
    expect(await faultIn(table, READER, { host: '10.0.0.1' })).toMatchObject({ code: 'address-not-allowed' });
    expect(await faultIn(table, READER, { host: '::ffff:169.254.169.254' })).toMatchObject({
      code: 'address-not-allowed',
    });
  });

  it('is told of one file, and the others are read', async () => {
    await using({ company: { ...table, query: 'SELECT no_such' }, sepa: table }, async (connector) => {
      const [company, sepa] = await Promise.all([
        faultOf(readAll(connector, 'company', NOW)),
        readAll(connector, 'sepa', NOW),
      ]);
      expect([company.id, sepa]).toEqual(['source-query-refused', [['1']]]);
    });
  });

  it.each([
    ['a column that is not there', 'SELECT 1 AS other', 'source-columns-missing'],
    ['a table that is not there', 'SELECT id FROM no_such', 'source-query-refused'],
    [
      'a row that fails while it is read',
      'SELECT 1 / (3 - g) AS id FROM generate_series(1, 5) g',
      'source-query-refused',
    ],
    ['a value that is no cell', "SELECT ARRAY['a|b'] AS id", 'source-row-no-cell'],
    ['rows that take too long', 'SELECT pg_sleep(60) AS id', 'source-query-too-slow'],
    [
      'a page that is too large',
      "SELECT repeat('x', 1000000) AS id FROM generate_series(1, 200)",
      'source-page-too-large',
    ],
  ])('is told of each file alone, first or second or both: %s', async (_, query, id) => {
    const bad = { query, columns: { id: 'id' } };
    const orders = [
      { company: bad, sepa: table, swift: table },
      { company: table, sepa: bad, swift: table },
      { company: bad, sepa: bad, swift: table },
    ];
    for (const tables of orders) {
      const found = await using(tables, (connector) =>
        Promise.all(
          Object.keys(tables).map(async (fileType) => {
            const { records } = await connector
              .read(fileType, connector.begin(fileType, NOW), AbortSignal.timeout(60_000))
              .catch((error: SourceFault) => ({ records: error.said.message.id }));
            return records;
          }),
        ),
      );
      const sound = [{ cells: ['1'] }];
      expect(found).toEqual(Object.values(tables).map((one) => (one === bad ? id : sound)));
    }
  });

  it('is said once where it is the same for all files, and of each where it is not', async () => {
    const target = (more: object) => ({
      kind: 'postgres' as const,
      config: configFor({ company: table, sepa: table }, more),
    });
    const wrong = await testSource(slice, target({}), { ...READER, password: 'a wrong password' });
    expect(wrong).toMatchObject({
      files: {},
      problems: [{ field: 'credentials', code: 'source-refuses', message: { id: 'source-login-refused' } }],
    });
    expect(await testSource(slice, target({ port: 1 }), READER)).toMatchObject({
      reachable: false,
      problems: [{ field: 'config.host', code: 'source-unreachable', message: { id: 'source-not-connected' } }],
    });
    expect(await testSource(slice, target({ database: 'no_such' }), READER)).toMatchObject({
      problems: [{ field: 'config.database', message: { id: 'source-database-unknown' } }],
    });
    const tables = { company: { table: 'no_such', columns: { id: 'id' } }, sepa: { query: 'SELECT no_such' } };
    const each = await testSource(slice, { kind: 'postgres', config: configFor(tables) }, READER);
    expect(each.problems.map(({ field }) => field)).toEqual(['config.tables.company', 'config.tables.sepa']);
  });

  it('is waited for no longer than a while', async () => {
    const slow = { query: 'SELECT pg_sleep(60) AS id', columns: { id: 'id' } };
    expect(await faultIn(slow)).toMatchObject({ id: 'source-query-too-slow' });
    const held = new pg.Client(server.url);
    await held.connect();
    await held.query('BEGIN; LOCK TABLE victim');
    expect(await faultIn({ table: 'victim', columns: { id: 'n' } })).toMatchObject({ id: 'source-locked' });
    await held.end();
  });

  it('is no Postgres at all: what says nothing, and what says something else', async () => {
    const sockets: Socket[] = [];
    const answers: (Buffer | undefined)[] = [Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), undefined];
    for (const answer of answers) {
      const other = createServer((socket) => {
        sockets.push(socket.on('error', () => {}));
        if (answer) socket.end(answer);
      });
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const at = other.address() as { port: number };
      const { code } = await faultIn(table, READER, { port: at.port });
      expect(code).toBe('source-unreachable');
      for (const socket of sockets) socket.destroy();
      other.close();
    }
  });

  describe('in the words of Postgres, but for', () => {
    const said = (kind: string, body: Buffer): Buffer => {
      const head = Buffer.alloc(5);
      head.write(kind);
      head.writeInt32BE(body.length + 4, 1);
      return Buffer.concat([head, body]);
    };
    const welcome = Buffer.concat([said('R', Buffer.alloc(4)), said('Z', Buffer.from('I'))]);
    /** @param nonsense what it says to the login, or to the first statement */
    async function faultAt(nonsense: { readonly login?: Buffer; readonly statement?: Buffer }, hold = false) {
      const sockets: Socket[] = [];
      const other = createServer((socket) => {
        sockets.push(socket.on('error', () => {}));
        socket.once('data', () => {
          socket.write(nonsense.login ?? welcome);
          if (hold) return pour(socket);
          socket.once('data', () => nonsense.statement && socket.write(nonsense.statement));
        });
      });
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      try {
        return await faultIn(table, READER, { port: (other.address() as { port: number }).port });
      } finally {
        for (const socket of sockets) socket.destroy();
        other.close();
      }
    }
    const pour = (socket: Socket): void => {
      const chunk = Buffer.alloc(1024 ** 2, 'x');
      while (!socket.destroyed && socket.write(chunk));
      if (!socket.destroyed) socket.once('drain', () => pour(socket));
    };

    it('a message that there is none of, which ends the connection and nothing else', async () => {
      const unknownLogin = said('R', Buffer.from([0, 0, 0, 99]));
      const brokenRow = Buffer.concat([said('T', Buffer.from([0, 200])), said('D', Buffer.from([0x7f, 0xff]))]);
      for (const nonsense of [{ login: unknownLogin }, { statement: brokenRow }])
        expect(await faultAt(nonsense)).toMatchObject({ code: 'source-unreachable' });
    });

    it('nothing after the login, for which nobody waits who has been told to stop', async () => {
      let socket: Socket | undefined;
      const begun = Promise.withResolvers<void>();
      const other = createServer((connected) => {
        socket = connected.on('error', () => {});
        socket.once('data', () => {
          connected.write(welcome);
          connected.once('data', begun.resolve);
        });
      });
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port: silent } = other.address() as { port: number };
      const connector = await postgres(configFor({ company: table }, { port: silent }), READER, {
        slice,
        isHasty: false,
      });
      const ended = new AbortController();
      const reading = connector.read('company', connector.begin('company', NOW), ended.signal);
      const isLeft = expect(reading).rejects.toThrow('somebody else');
      await begun.promise;
      ended.abort(new Error('somebody else has it'));
      await isLeft;
      await connector.close();
      socket?.destroy();
      other.close();
    });

    it('one that is larger than anything that is held', async () => {
      const endless = Buffer.from([0x4e, 0x7f, 0xff, 0xff, 0xff]);
      expect(await faultAt({ login: endless }, true)).toMatchObject({ id: 'source-page-too-large' });
    });
  });
});

const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version']);
    return true;
  } catch {
    console.error('Encrypted connections are not tested: openssl is not installed.');
    return false;
  }
})();

describe.runIf(hasOpenssl)('an encrypted connection', () => {
  const table = {
    query: 'SELECT ssl::text AS id FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
    columns: { id: 'id' },
  };
  let folder = '';
  let ca = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tranche-tls-'));
    const [key, certificate] = ['key.pem', 'certificate.pem'].map((name) => path.join(folder, name)) as [
      string,
      string,
    ];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate];
    execFileSync('openssl', [...made, ...subject], { stdio: 'ignore' });
    ca = readFileSync(certificate, 'utf8');
    const { rows } = await admin.query<{ data_directory: string }>('SHOW data_directory');
    const at = (name: string) => path.join(rows[0]!.data_directory, name);
    writeFileSync(at('server.crt'), ca);
    writeFileSync(at('server.key'), readFileSync(key), { mode: 0o600 });
    chmodSync(at('server.key'), 0o600);
    await admin.query("ALTER SYSTEM SET ssl = 'on'");
    await admin.query('SELECT pg_reload_conf()');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const read = (more: object) =>
    using({ company: table }, (connector) => readAll(connector, 'company', NOW), READER, more);

  it('is to the host that is named, or to nobody', async () => {
    await expect.poll(async () => (await admin.query('SHOW ssl')).rows).toEqual([{ ssl: 'on' }]);
    expect(await read({ host: 'localhost', tls: 'verify-full', ca })).toEqual([['true']]);
    expect(await read({ tls: 'require' })).toEqual([['true']]);
    // Signed by nobody known; and of another name.
    for (const more of [{ host: 'localhost' }, { host: '127.0.0.1', ca }]) {
      expect(await faultIn(table, READER, { ...more, tls: 'verify-full' })).toMatchObject({ id: 'source-certificate' });
    }
  });

  it('is needed where the server says so', async () => {
    const { rows } = await admin.query<{ hba_file: string }>('SHOW hba_file');
    const before = readFileSync(rows[0]!.hba_file, 'utf8');
    writeFileSync(rows[0]!.hba_file, `hostnossl all reader all reject\n${before}`);
    await admin.query('SELECT pg_reload_conf()');
    try {
      await expect
        .poll(async () => (await faultIn(table, READER, { tls: 'disable' }).catch(() => ({ id: '' }))).id)
        .toBe('source-login-refused');
    } finally {
      writeFileSync(rows[0]!.hba_file, before);
      await admin.query('SELECT pg_reload_conf()');
    }
  });
});

it('fixes no moment beforehand', async () => {
  await using({ company: { query: 'SELECT 1 AS id' } }, async (connector) => {
    expect((await momentOf(connector)).fixed).toBeNull();
  });
});
