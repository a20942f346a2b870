import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { type ClickHouseClient, ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClickHouse, startClickHouse } from '../../../local/clickhouse/start.ts';
import { inspectProcess } from '../../../local/processes/orphan.ts';
import { startInChild } from './engine-in-child.ts';

const PASSWORD = 'pass word: ü';
const root = mkdtempSync(join(tmpdir(), 'tranche-ch-'));
let server: ClickHouse;
let client: ClickHouseClient;
const printed: string[] = [];

const connect = (url: string, over: Parameters<typeof createClient>[0] = {}) =>
  createClient({ url, password: PASSWORD, log: { level: ClickHouseLogLevel.OFF }, ...over });

beforeAll(async () => {
  const log = (line: string) => printed.push(line);
  server = await startClickHouse({ directory: join(root, 'data'), port: 0, password: PASSWORD, log });
  client = connect(server.url);
});

afterAll(async () => {
  await client.close();
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});

async function rows<T = Record<string, unknown>>(query: string, over: object = {}): Promise<T[]> {
  const result = await client.query({ query, format: 'JSONEachRow', ...over });
  return result.json<T>();
}

const value = async (query: string, over: object = {}) => Object.values((await rows(query, over))[0] ?? {})[0];

/** Without a client: address, headers and bytes. */
function post(
  body: string | Uint8Array<ArrayBuffer> | ArrayBuffer,
  search: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${server.url}/?${new URLSearchParams(search)}`, {
    method: 'POST',
    body,
    headers: { ...basic(PASSWORD), ...headers },
  });
}

const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`default:${password}`).toString('base64')}`,
});

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (await condition()) return;
    await sleep(50);
  }
  throw new Error('it did not come to pass');
}

/** Takes for ever. */
const ENDLESS = 'SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 1';
/** Counts itself too. */
const ENDLESS_AT_WORK = "SELECT count() AS n FROM system.processes WHERE query LIKE '%1000000000000) WHERE sip%'";

describe('@clickhouse/client, unchanged', () => {
  test('ping, and a wrong password', async () => {
    expect(await client.ping()).toEqual({ success: true });
    const stranger = connect(server.url, { password: 'other' });
    await expect(stranger.query({ query: 'SELECT 1' })).rejects.toMatchObject({
      code: '516',
      type: 'AUTHENTICATION_FAILED',
    });
    await stranger.close();
  });

  test('the formats of results', async () => {
    const query = "SELECT number AS n, concat('r', toString(number)) AS s FROM numbers(2)";
    const json = async (
      format: 'JSON' | 'JSONEachRow' | 'JSONCompact' | 'JSONCompactEachRow' | 'JSONCompactEachRowWithNames',
    ) => (await client.query({ query, format })).json();
    expect(await json('JSONEachRow')).toEqual([
      { n: 0, s: 'r0' },
      { n: 1, s: 'r1' },
    ]);
    expect(await json('JSON')).toMatchObject({
      rows: 2,
      data: [
        { n: 0, s: 'r0' },
        { n: 1, s: 'r1' },
      ],
    });
    expect(await json('JSONCompact')).toMatchObject({
      rows: 2,
      data: [
        [0, 'r0'],
        [1, 'r1'],
      ],
    });
    expect(await json('JSONCompactEachRow')).toEqual([
      [0, 'r0'],
      [1, 'r1'],
    ]);
    expect(await json('JSONCompactEachRowWithNames')).toEqual([
      ['n', 's'],
      [0, 'r0'],
      [1, 'r1'],
    ]);
    const text = async (format: 'CSVWithNames' | 'TabSeparated') => (await client.query({ query, format })).text();
    expect(await text('CSVWithNames')).toBe('"n","s"\n0,"r0"\n1,"r1"\n');
    expect(await text('TabSeparated')).toBe('0\tr0\n1\tr1\n');
    expect(await (await client.query({ query: 'SELECT 1 WHERE 0', format: 'JSONEachRow' })).json()).toEqual([]);
  });

  test('a million rows, as a stream, with the header once', async () => {
    const query = 'SELECT number AS n FROM numbers(1000000)';
    let count = 0;
    let sum = 0;
    const result = await client.query({ query, format: 'JSONEachRow' });
    for await (const chunk of result.stream<{ n: number }>()) {
      for (const row of chunk) sum += row.json().n;
      count += chunk.length;
    }
    expect([count, sum]).toEqual([1_000_000, 499_999_500_000]);
    const csv = await (await client.query({ query, format: 'CSVWithNames' })).text();
    expect(csv.split('\n').filter((line) => line === '"n"')).toHaveLength(1);
    expect((await (await client.query({ query, format: 'JSON' })).json()).rows).toBe(1_000_000);
  });

  test('parameters of every kind', async () => {
    const text = `it's "quoted"\t\\ tab\nline ĞÜİ 🏦 {x:String} ; --`;
    const [row] = await rows(
      `SELECT {s:String} AS s, {n:Nullable(String)} IS NULL AS n, {a:Array(String)} AS a, {i:Array(UInt64)} AS i,
              {d:Date32} AS d, {t:DateTime64(3)} AS t, {b:Bool} AS b, {m:Decimal(38, 10)} AS m`,
      {
        query_params: {
          s: text,
          n: null,
          a: [text, ''],
          i: [1, 2],
          d: '2101-02-28',
          t: new Date('2024-02-29T01:02:03.004Z'),
          b: true,
          m: '1234567890123456789012345678.0123456789',
        },
        clickhouse_settings: { output_format_json_quote_decimals: 1 },
      },
    );
    expect(row).toEqual({
      s: text,
      n: 1,
      a: [text, ''],
      i: [1, 2],
      d: '2101-02-28',
      t: '2024-02-29 01:02:03.004',
      b: true,
      m: '1234567890123456789012345678.0123456789',
    });
    expect(
      await value('SELECT max({c:Identifier}) FROM {f:Identifier}.{t:Identifier}', {
        query_params: { c: 'dummy', f: 'system', t: 'one' },
      }),
    ).toBe(0);
  });

  test('long parameters, in the address and as a form', async () => {
    const long = 'ü'.repeat(20_000);
    expect(await value('SELECT lengthUTF8({s:String}) AS n', { query_params: { s: long } })).toBe(20_000);
    const ids = Array.from({ length: 60_000 }, (_, i) => `id-${i}`);
    const asForm = { query_params: { ids }, use_multipart_params: true };
    expect(await value('SELECT length({ids:Array(String)}) AS n', asForm)).toBe(60_000);
  });

  test('a parameter of an earlier request is forgotten', async () => {
    expect(await value('SELECT {left:String} AS s', { query_params: { left: 'behind' } })).toBe('behind');
    for (let i = 0; i < 3; i++) await expect(rows('SELECT {left:String}')).rejects.toMatchObject({ code: '456' });
  });

  test('inserts: rows, a stream, CSV, columns, nothing, and what is wrong', async () => {
    await client.command({ query: 'CREATE TABLE taken (a UInt64, s String) ENGINE = MergeTree ORDER BY a' });
    const odd = `x'\t\\\n"ü`;
    const inserted = await client.insert({ table: 'taken', values: [{ a: 1, s: odd }], format: 'JSONEachRow' });
    expect(inserted.summary).toMatchObject({ written_rows: '1' });
    const many = function* () {
      for (let a = 1000; a < 101_000; a++) yield { a, s: `row ${a}` };
    };
    await client.insert({ table: 'taken', values: Readable.from(many()), format: 'JSONEachRow' });
    await client.insert({
      table: 'taken',
      values: Readable.from(['2,"two, or ""2"""\n3,three\n'], { objectMode: false }),
      format: 'CSV',
    });
    await client.insert({ table: 'taken', columns: ['a'], values: [[4]], format: 'JSONCompactEachRow' });
    await client.insert({ table: 'taken', values: [], format: 'JSONEachRow' });
    await client.command({
      query: "INSERT INTO taken VALUES ({a:UInt64}, {s:String}), (6, upper('six'))",
      query_params: { a: 5, s: odd },
    });
    await client.command({ query: "INSERT INTO taken SELECT number + 7, 'n' FROM numbers(2)" });
    expect(await rows('SELECT a, s FROM taken WHERE a < 1000 ORDER BY a')).toEqual([
      { a: 1, s: odd },
      { a: 2, s: 'two, or "2"' },
      { a: 3, s: 'three' },
      { a: 4, s: '' },
      { a: 5, s: odd },
      { a: 6, s: 'SIX' },
      { a: 7, s: 'n' },
      { a: 8, s: 'n' },
    ]);
    expect(await value('SELECT count() AS n FROM taken WHERE a >= 1000')).toBe(100_000);
    const wrong = client.insert({
      table: 'taken',
      values: Readable.from(['9,a\nx,b\n'], { objectMode: false }),
      format: 'CSV',
    });
    await expect(wrong).rejects.toMatchObject({ code: '27', type: 'CANNOT_PARSE_INPUT_ASSERTION_FAILED' });
    await until(() => !readdirSync(join(root, 'data.spool')).some((name) => name.startsWith('rows-')));
  });

  test('exec returns the bytes, and inserts a stream', async () => {
    const { stream } = await client.exec({ query: 'SELECT arrayJoin([1, 2]) FORMAT TabSeparated' });
    expect((await buffer(stream)).toString()).toBe('1\n2\n');
    await client.command({ query: 'CREATE TABLE by_exec (a UInt64) ENGINE = Memory' });
    await client.exec({
      query: 'INSERT INTO by_exec FORMAT CSV',
      values: Readable.from(['1\n', '2\n'], { objectMode: false }),
    });
    expect(await value('SELECT sum(a) AS n FROM by_exec')).toBe(3);
  });

  test('errors carry code and type', async () => {
    const failures: [string, string, string][] = [
      ['SELECT * FROM nowhere', '60', 'UNKNOWN_TABLE'],
      ['selec 1', '62', 'SYNTAX_ERROR'],
      ['SELECT 1; SELECT 2', '62', 'SYNTAX_ERROR'],
      ['SELECT nothing', '47', 'UNKNOWN_IDENTIFIER'],
      ["SELECT throwIf(1, 'as asked')", '395', 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO'],
      ["SELECT 1 INTO OUTFILE '/tmp/x'", '358', 'INTO_OUTFILE_NOT_ALLOWED'],
    ];
    for (const [query, code, type] of failures)
      await expect(client.command({ query }), query).rejects.toMatchObject({ code, type });
    await expect(rows('SELECT 1', { clickhouse_settings: { nonsense: 1 } })).rejects.toMatchObject({ code: '115' });
  });

  test('an error after the first rows fails the request', async () => {
    const query = 'SELECT throwIf(number = 1000000) AS x FROM numbers(2000000) SETTINGS max_block_size = 65536';
    for (const compression of [{ response: false }, { response: true }]) {
      const other = connect(server.url, { compression });
      const result = await other.query({ query, format: 'JSONEachRow' });
      const read = async () => {
        for await (const _ of result.stream()) {
          // Only its end matters.
        }
      };
      await expect(read()).rejects.toSatisfy((error) => error instanceof ClickHouseError && error.code === '395');
      await other.close();
    }
    const raw = await post(`${query} FORMAT CSV`);
    expect(raw.status).toBe(200);
    await expect(raw.text()).rejects.toThrow();
  });

  test('settings hold for one query, also among parallel ones', async () => {
    const threads = (n: number) =>
      value("SELECT value AS v FROM system.settings WHERE name = 'max_threads' AND sleep(0.01) = 0", {
        clickhouse_settings: { max_threads: n },
      });
    const asked = Array.from({ length: 64 }, (_, i) => (i % 7) + 1);
    expect(await Promise.all(asked.map(threads))).toEqual(asked.map(String));
    await client.command({ query: 'SET max_threads = 5' });
    await client.command({ query: 'USE system' });
    expect(await Promise.all(Array.from({ length: 30 }, () => value('SELECT currentDatabase() AS d')))).toEqual(
      Array.from({ length: 30 }, () => 'default'),
    );
    expect(await value("SELECT count() AS n FROM system.settings WHERE name = 'max_threads' AND value = '5'")).toBe(0);
  });

  test('a database of its own per client', async () => {
    await client.command({ query: 'CREATE DATABASE `odd``name`' });
    const other = connect(server.url, { database: 'odd`name' });
    await other.command({ query: 'CREATE TABLE here (a UInt8) ENGINE = Memory' });
    expect(await value("SELECT count() AS n FROM system.tables WHERE database = 'odd`name' AND name = 'here'")).toBe(1);
    await expect(rows('SELECT * FROM here')).rejects.toMatchObject({ code: '60' });
    await other.close();
    const lost = connect(server.url, { database: 'nowhere' });
    await expect(lost.command({ query: 'SELECT 1' })).rejects.toMatchObject({ code: '81' });
    await lost.close();
  });

  test('a session keeps temporary tables, alone', async () => {
    const session = connect(server.url, { session_id: 'mine' });
    await session.command({ query: 'CREATE TEMPORARY TABLE scratch (a UInt8)' });
    await session.insert({ table: 'scratch', values: [{ a: 1 }], format: 'JSONEachRow' });
    expect(await (await session.query({ query: 'SELECT a FROM scratch', format: 'JSONEachRow' })).json()).toEqual([
      { a: 1 },
    ]);
    await expect(rows('SELECT a FROM scratch')).rejects.toMatchObject({ code: '60' });
    await session.close();
  });

  test('an aborted query ends in the engine too', async () => {
    const abort = new AbortController();
    const running = client.query({ query: ENDLESS, abort_signal: abort.signal });
    await until(async () => Number(await value(ENDLESS_AT_WORK)) > 1);
    abort.abort();
    await expect(running).rejects.toThrow();
    await until(async () => Number(await value(ENDLESS_AT_WORK)) === 1);
  });

  test('a reader that stops reading does not fill the memory of the engine', async () => {
    const result = await client.query({
      query: 'SELECT number, toString(number) FROM numbers(3000000000)',
      format: 'CSV',
    });
    const stream = result.stream();
    await new Promise((resolve) => stream.once('data', resolve));
    stream.pause();
    const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1024;
    const before = memory();
    // What is under way fills up, and then the engine reads no further.
    const read: number[] = [];
    await until(async () => {
      read.push(
        Number(await value("SELECT max(read_rows) AS n FROM system.processes WHERE query LIKE '%3000000000%'")),
      );
      return read.length > 5 && new Set(read.slice(-5)).size === 1;
    });
    expect(read.at(-1)).toBeLessThan(3_000_000_000);
    expect(memory() - before).toBeLessThan(100);
    stream.destroy();
    await until(async () => (await value('SELECT count() AS n FROM system.processes')) === 1);
  });

  test('many at once, more than there are sessions', async () => {
    await client.command({ query: 'CREATE TABLE busy (a UInt64) ENGINE = MergeTree ORDER BY a' });
    const work = Array.from({ length: 80 }, async (_, i) => {
      await client.insert({ table: 'busy', values: [{ a: i }], format: 'JSONEachRow' });
      return value('SELECT count() AS n FROM busy WHERE a = {i:UInt64}', { query_params: { i } });
    });
    expect(await Promise.all(work)).toEqual(work.map(() => 1));
  });
});

describe('the protocol', () => {
  test('headers of a result', async () => {
    const response = await post('SELECT 1 AS a', { query_id: 'mine', default_format: 'JSONEachRow' });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-clickhouse-query-id': 'mine',
      'x-clickhouse-format': 'JSONEachRow',
      'x-clickhouse-timezone': 'UTC',
    });
    expect(JSON.parse(response.headers.get('x-clickhouse-summary') ?? '')).toMatchObject({ read_rows: '1' });
    expect(await response.text()).toBe('{"a":1}\n');
  });

  test('the status of an error, its code and its text', async () => {
    const failures: [string, number, string][] = [
      ['SELECT * FROM nowhere', 404, '60'],
      ['SELEC', 400, '62'],
      ["SELECT toInt8('x')", 400, '6'],
      ['SELECT throwIf(1)', 500, '395'],
      ['', 400, '62'],
    ];
    for (const [query, status, code] of failures) {
      const response = await post(query);
      const text = await response.text();
      expect([response.status, response.headers.get('x-clickhouse-exception-code')], query).toEqual([status, code]);
      expect(text).toMatch(new RegExp(`^Code: ${code}\\. DB::Exception: .*\\([A-Z_]+\\) \\(version `, 's'));
    }
  });

  test('who may ask', async () => {
    const ask = (headers: Record<string, string>) => fetch(server.url, { method: 'POST', body: 'SELECT 1', headers });
    expect((await ask({})).status).toBe(403);
    expect((await ask(basic('other'))).status).toBe(403);
    expect((await ask(basic(PASSWORD))).status).toBe(200);
    expect((await ask({ 'X-ClickHouse-User': 'default', 'X-ClickHouse-Key': 'other' })).status).toBe(403);
    expect(
      (await ask({ 'X-ClickHouse-User': 'root', ...{ 'X-ClickHouse-Key': PASSWORD.replace('ü', '') } })).status,
    ).toBe(403);
    expect(await (await fetch(`${server.url}/ping`)).text()).toBe('Ok.\n');
  });

  test('GET reads only', async () => {
    const get = (query: string) =>
      fetch(`${server.url}/?${new URLSearchParams({ query })}`, { headers: basic(PASSWORD) });
    expect(await (await get('SELECT 1')).text()).toBe('1\n');
    expect(
      (await get('CREATE TABLE by_get (a UInt8) ENGINE = Memory')).headers.get('x-clickhouse-exception-code'),
    ).toBe('164');
    await client.command({ query: 'CREATE TABLE after_get (a UInt8) ENGINE = Memory' });
  });

  test('bytes come out as they are', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    const query = `SELECT unhex('${bytes.toString('hex')}')`;
    for (const gzip of ['0', '1']) {
      const response = await post(
        `${query} FORMAT RawBLOB`,
        { enable_http_compression: gzip },
        { 'accept-encoding': 'gzip' },
      );
      expect(response.headers.get('content-encoding')).toBe(gzip === '1' ? 'gzip' : null);
      expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    }
    const tsv = await post(`SELECT unhex('fffe00') FORMAT TSVRaw`);
    expect(Buffer.from(await tsv.arrayBuffer())).toEqual(Buffer.from([0xff, 0xfe, 0, 0x0a]));
  });

  test('bytes go in as they are, packed or not, in any format', async () => {
    await client.command({ query: 'CREATE TABLE bytes (s String) ENGINE = Memory' });
    const raw = Buffer.from([0xff, 0, 0x0d, 0x0a, 0x80]);
    const search = { query: 'INSERT INTO bytes FORMAT RawBLOB' };
    expect((await post(raw, search)).status).toBe(200);
    expect((await post(gzipSync(raw), search, { 'content-encoding': 'gzip' })).status).toBe(200);
    const parquet = await (await post('SELECT s FROM bytes LIMIT 1 FORMAT Parquet')).arrayBuffer();
    expect((await post(parquet, { query: 'INSERT INTO bytes FORMAT Parquet' })).status).toBe(200);
    expect(await rows('SELECT hex(s) AS h FROM bytes')).toEqual(
      [1, 2, 3].map(() => ({ h: raw.toString('hex').toUpperCase() })),
    );
    expect((await post('no gzip', search, { 'content-encoding': 'gzip' })).status).toBe(500);
  });

  test('wait_end_of_query turns a late error into an early one', async () => {
    const late = 'SELECT throwIf(number = 5000000) FROM numbers(10000000) SETTINGS max_block_size = 65536';
    expect((await post(late, { wait_end_of_query: '1' })).status).toBe(500);
  });

  test('the places where SETTINGS and FORMAT may be', async () => {
    for (const query of [
      'SELECT 1 AS a SETTINGS max_threads = 1 FORMAT JSONEachRow',
      'SELECT 1 AS a FORMAT JSONEachRow SETTINGS max_threads = 1',
      '/* c */ -- d\nWITH 1 AS a SELECT a FORMAT JSONEachRow;',
      '(SELECT 1 AS a) UNION DISTINCT (SELECT 1) SETTINGS max_threads = 1 FORMAT JSONEachRow',
      'FROM (SELECT 1 AS a) SELECT * FORMAT JSONEachRow -- FORMAT CSV',
    ]) {
      expect(await (await post(query)).text(), query).toBe('{"a":1}\n');
    }
    expect(await (await post('EXISTS TABLE system.one')).text()).toBe('1\n');
  });

  test('a slow statement holds up nobody', async () => {
    const abort = new AbortController();
    const slow = client.query({ query: ENDLESS, abort_signal: abort.signal });
    // Answered while the other one is at work, by its own account.
    await until(async () => Number(await value(ENDLESS_AT_WORK)) > 1);
    abort.abort();
    await expect(slow).rejects.toThrow();
  });

  test('nothing was printed', () => expect(printed).toEqual([]));
});

describe('starting and stopping', () => {
  const directory = join(root, 'life');
  const start = () => startClickHouse({ directory, port: 0, log: () => {} });
  const ask = async (url: string, sql: string) => (await fetch(url, { method: 'POST', body: sql })).text();
  const startElsewhere = async () => {
    const options = { directory, port: 0 };
    const { engine, kill } = await startInChild<ClickHouse>('clickhouse/start.ts', 'startClickHouse', options);
    return { ...engine, kill };
  };

  test('data survives stop and start, also while a statement runs', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept (a UInt8) ENGINE = MergeTree ORDER BY a');
    await ask(first.url, 'INSERT INTO kept VALUES (1), (2)');
    const running = ask(first.url, ENDLESS).catch(() => 'cut');
    await until(async () => Number(await ask(first.url, ENDLESS_AT_WORK)) > 1);
    await first.stop();
    expect(await running).toMatch(/QUERY_WAS_CANCELLED|cut/);
    expect(inspectProcess(first.pid)).toBeUndefined();
    expect(existsSync(`${directory}.spool`)).toBe(false);
    const second = await start();
    expect(await ask(second.url, 'SELECT count() FROM kept')).toBe('2\n');
    await second.stop();
  });

  test('the engine says that it was killed, and its data is there', async () => {
    const first = await start();
    const exit = new Promise((resolve) => first.onExit(resolve));
    await ask(first.url, 'INSERT INTO kept VALUES (3)');
    process.kill(first.pid, 'SIGKILL');
    await exit;
    const second = await start();
    expect(await ask(second.url, 'SELECT count() FROM kept')).toBe('3\n');
    await second.stop();
  });

  test('the engine goes with its parent, even in the middle of a statement, and lets go of the data', async () => {
    const first = await startElsewhere();
    await ask(first.url, 'INSERT INTO kept VALUES (4)');
    const running = ask(first.url, ENDLESS).catch(() => 'cut');
    await until(async () => Number(await ask(first.url, ENDLESS_AT_WORK)) > 1);
    await first.kill();
    const second = await start();
    expect(inspectProcess(first.pid)).toBeUndefined();
    expect(await ask(second.url, 'SELECT count() FROM kept')).toBe('4\n');
    await second.stop();
    await running;
  });

  test('an engine that is stuck when its parent is gone is ended', async () => {
    const first = await startElsewhere();
    process.kill(first.pid, 'SIGSTOP');
    await first.kill();
    const second = await start();
    expect(inspectProcess(first.pid)).toBeUndefined();
    await second.stop();
  });

  test('an engine whose parent is alive is left alone', async () => {
    const first = await startElsewhere();
    await expect(start()).rejects.toThrow(/is in use: process \d+/);
    expect(await ask(first.url, 'SELECT 1')).toBe('1\n');
    await first.kill();
    await until(() => inspectProcess(first.pid) === undefined);
  });

  test('a port that is taken is named', async () => {
    const port = Number(new URL(server.url).port);
    await expect(startClickHouse({ directory, port, log: () => {} })).rejects.toThrow('The port is in use');
    await (await start()).stop();
  });
});
