/** Reads from a server that speaks MongoDB's protocol, which is built for it: that takes minutes on a machine that has not. */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BSON, type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalMongo, startMongo } from '../../local/mongodb/start.ts';
import { mongodbConfig } from '../../shared/sources/mongodb/config.ts';
import { mongoDatabase } from '../../shared/sources/mongodb/connection.ts';
import { loadDriver } from '../../shared/sources/mongodb/driver.ts';
import { mongodb } from '../../shared/sources/mongodb/mongodb.ts';
import type { DataRow } from '../api/answers.ts';
import { type Bank, waitFor } from '../api/bank.ts';
import { useOwnService } from '../api/own-service.ts';
import { makeSource, type Pull } from '../api/sources-and-pulls.ts';
import { faultOf, momentOf, readAll } from '../integration/sources/read-all.ts';
import { setSettings } from '../settings.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'tranche-mongodb-'));
const server: LocalMongo | undefined = await startMongo(path.join(folder, 'data'));
if (server === undefined) console.error('MongoDB sources are not tested: Go is not installed.');

const client = new MongoClient(`mongodb://127.0.0.1:${server?.port ?? 1}/?directConnection=true`);
const database = client.db('bank');
beforeAll(() => setSettings({ OUTBOUND_ALLOWED: '127.0.0.0/8' }));
afterAll(async () => {
  await client.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

let made = 0;
/** A new collection with these documents. */
async function collectionOf(documents: readonly Document[]): Promise<string> {
  made += 1;
  const name = `collection_${made}`;
  for (let at = 0; at < documents.length; at += 1000) {
    await database.collection<Document>(name).insertMany(documents.slice(at, at + 1000));
  }
  return name;
}

const configFor = (collections: object, more: object = {}) =>
  mongodbConfig.parse({
    host: '127.0.0.1',
    port: server?.port,
    database: 'bank',
    tls: 'disable',
    collections,
    ...more,
  });

async function using<T>(
  collections: object,
  work: (connector: Awaited<ReturnType<typeof mongodb>>) => Promise<T>,
  { more = {}, credentials }: { more?: object; credentials?: { username: string; password: string } } = {},
): Promise<T> {
  const config = configFor(collections, more);
  const impatient = mongoDatabase(await loadDriver(), config, credentials, {
    attempts: 1,
    connectMs: 1500,
    commandMs: 10_000,
  });
  const connector = await mongodb(config, credentials, { isHasty: true }, impatient);
  try {
    return await work(connector);
  } finally {
    await connector.close();
  }
}

const rowsOf = async (collection: string, columns: object = { id: '_id', name: 'v' }) =>
  using({ company: { collection, columns } }, async (connector) =>
    readAll(connector, 'company', await momentOf(connector)),
  );

describe.runIf(server)('a collection', () => {
  it('is read whole, whatever its ids are: page by page, and a type at a time', async () => {
    const ids: unknown[] = [
      ...Array.from({ length: 700 }, (_, index) => index - 350),
      ...Array.from({ length: 300 }, (_, index) => index + 0.5),
      ...Array.from({ length: 300 }, (_, index) => BSON.Long.fromNumber(2 ** 52 + index)),
      ...Array.from({ length: 500 }, (_, index) => `text ${index}`),
      ...Array.from({ length: 450 }, () => new BSON.ObjectId()),
      ...Array.from({ length: 210 }, (_, index) => ({ account: index, side: 'left' })),
      ...Array.from({ length: 220 }, (_, index) => new Date(index * 86_400_000 + 123_456)),
      ...Array.from({ length: 205 }, (_, index) => new BSON.Timestamp({ t: index + 1, i: 1 })),
      ...Array.from({ length: 201 }, (_, index) => new BSON.Binary(Buffer.from(`binary ${index}`))),
      true,
      false,
      '',
    ];
    const shuffled = ids.map((_id, number) => ({ _id, v: String(number) })).toSorted(() => Math.random() - 0.5);
    const collection = await collectionOf(shuffled as Document[]);
    const rows = await rowsOf(collection, { name: 'v' });
    expect(rows.map(([v]) => Number(v)).toSorted((a, b) => a - b)).toEqual(ids.map((_, number) => number));
  });

  it('has values as they are, digit by digit', async () => {
    const document = {
      _id: new BSON.ObjectId('65a0b1c2d3e4f5a6b7c8d9e0'),
      int: new BSON.Int32(-7),
      long: BSON.Long.fromString('9007199254740993'),
      double: new BSON.Double(1e-7),
      whole: new BSON.Double(3),
      text: 'a;"b',
      yes: true,
      none: null,
      at: new Date('2024-01-31T10:00:00.123Z'),
      list: ['a', new BSON.Int32(2), null, true],
      owner: { name: 'Ada', lines: [{ n: 'x' }, { n: 'y' }] },
    };
    const collection = await collectionOf([document]);
    const fields = {
      id: '_id',
      a: 'int',
      b: 'long',
      c: 'double',
      d: 'whole',
      e: 'text',
      f: 'yes',
      g: 'none',
      h: 'at',
      i: 'list',
      j: 'owner.name',
      k: 'owner.lines.n',
      l: '/owner/lines/1/n',
      m: 'no.such',
    };
    expect(await rowsOf(collection, fields)).toEqual([
      [
        '65a0b1c2d3e4f5a6b7c8d9e0',
        '-7',
        '9007199254740993',
        '0.0000001',
        '3',
        'a;"b',
        'true',
        '',
        '2024-01-31T10:00:00.123Z',
        'a|2||true',
        'Ada',
        'x|y',
        'y',
        '',
      ],
    ]);
  });

  it('says which document has what is no cell', async () => {
    const collection = await collectionOf([{ _id: 'the first' as never, v: { deep: 1 } }]);
    const faultFor = (columns: object) => faultOf(rowsOf(collection, columns));
    const fault = await faultFor({ id: '_id', name: 'v' });
    expect(fault).toMatchObject({ code: 'source-answer-unexpected', id: 'source-document-no-cell' });
    expect(fault.text).toContain('the first');
    expect(await faultFor({ name: 'w' })).toMatchObject({ id: 'source-document-empty' });
  });

  it('without snapshots is read up to what was there at the beginning, which is said', async () => {
    const collection = await collectionOf(Array.from({ length: 500 }, (_, index) => ({ _id: index as never, v: 'x' })));
    await using({ company: { collection, columns: { id: '_id', name: 'v' } } }, async (connector) => {
      expect(connector.goesOn).toBe(true);
      expect((await connector.fixMoment!(AbortSignal.timeout(10_000))).remark).toMatchObject({ code: 'no-snapshot' });
      const moment = await momentOf(connector);
      let added = 0;
      const rows = await readAll(connector, 'company', moment, async () => {
        added += 1;
        await database.collection<Document>(collection).insertMany([
          { _id: (1000 + added) as never, v: 'later' },
          { _id: `text ${added}` as never, v: 'later' },
        ]);
      });
      expect(added).toBeGreaterThan(1);
      expect(rows.map(([id]) => Number(id))).toEqual(Array.from({ length: 500 }, (_, index) => index));
    });
  });

  it('is refused as what it is: not there, a login that is not known, a server that is none', async () => {
    const columns = { id: '_id' };
    expect(await faultOf(rowsOf('no_such', columns))).toMatchObject({ id: 'source-collection-unknown' });
    const collection = await collectionOf([{ v: 1 }]);
    const moment = (more: object, credentials?: { username: string; password: string }) =>
      using({ company: { collection, columns } }, (connector) => faultOf(momentOf(connector)), {
        more,
        ...(credentials ? { credentials } : {}),
      });
    const login = await moment({}, { username: 'reader', password: 'a wrong password' });
    expect(login).toMatchObject({ code: 'source-refuses', id: 'source-login-refused' });
    expect(login.text).not.toContain('a wrong password');
    expect(await moment({ port: 1 })).toMatchObject({ code: 'source-unreachable' });
    expect(await moment({ host: 'no-such.invalid' })).toMatchObject({ id: 'source-host-unknown' });
    expect(await moment({ host: '10.0.0.1' })).toMatchObject({ code: 'address-not-allowed' });
    expect((await moment({ tls: 'verify-full' })).code).toMatch(/^source-(?:unreachable|refuses)$/);
  });
});

describe.runIf(server)('a pull from MongoDB', () => {
  const service = useOwnService(2);
  /** The server has no index, and looks through all of them for each page. */
  const ROWS = 12_000;

  it('killed in the middle goes on: no document is missing, and none is there twice', async () => {
    const collection = await collectionOf(
      Array.from({ length: ROWS }, (_, index) => ({
        id: `p${index}`,
        payer: 'DE89370400440532013000',
        beneficiary: { iban: 'ES9121000418450200051332' },
        amount: BSON.Long.fromNumber(index + 1),
        currency: 'EUR',
        at: new Date(Date.UTC(2024, 0, 1 + (index % 300))),
        note: 'x'.repeat(200),
      })),
    );
    const rates = await collectionOf([
      { c: 'EUR', usd: 1.1, eur: 1 },
      { c: 'USD', usd: 1, eur: 0.909 },
    ]);
    const companies = await collectionOf([
      { n: 1, name: 'Acme', accounts: ['DE89370400440532013000'] },
      { n: 2, name: 'Bolt', accounts: ['ES9121000418450200051332'] },
    ]);
    let bank: Bank = await service.bank('T_MONGO');
    const source = await makeSource(bank, {
      name: 'Payments',
      dataset: 'cash',
      kind: 'mongodb',
      is_enabled: false,
      config: configFor({
        company: { collection: companies, columns: { id: 'n', name: 'name', ibans: 'accounts' } },
        exchange_rate: { collection: rates, columns: { currency: 'c', usd_rate: 'usd', eur_rate: 'eur' } },
        sepa: {
          collection,
          columns: {
            id: 'id',
            payer_iban: 'payer',
            beneficiary_iban: 'beneficiary.iban',
            amount: 'amount',
            currency: 'currency',
            ts: 'at',
          },
        },
      }),
    });
    const test = await bank.call<{ reachable: boolean; files: object; problems: { code: string }[] }>(
      `/api/sources/${source.source_id}/test`,
      { method: 'POST' },
    );
    expect(test, JSON.stringify(test)).toMatchObject({
      reachable: true,
      files: { company: { rows_seen: 2 }, sepa: { rows_seen: 200 } },
    });
    expect(test.problems.map(({ code }) => code)).toEqual(['no-snapshot']);
    const { pull_id } = await bank.call<Pull>(`/api/sources/${source.source_id}/pull`, { method: 'POST' });
    await waitFor(
      'documents to be read',
      () => bank.call<Pull>(`/api/pulls/${pull_id}`),
      ({ status, files }) => status !== 'QUEUED' && files.company!.rows > 0,
      120_000,
    );
    await service.kill();
    await service.start();
    bank = service.follow(bank);
    const done = await waitFor(
      'the pull',
      () => bank.call<Pull>(`/api/pulls/${pull_id}`),
      ({ status }) => status === 'SYNCED' || status === 'FAILED',
      300_000,
    );
    expect(done.failure).toBeNull();
    expect(done).toMatchObject({ status: 'SYNCED', files: { company: { rows: 2 }, sepa: { rows: ROWS } } });
    const { total_count } = await bank.call<{ total_count: number }>('/api/data', {
      query: { dataset: 'cash', data_type: 'sepa', include: 'quarantined', limit: 1 },
    });
    expect(total_count).toBe(ROWS);
    const [first] = await bank.all<DataRow>('/api/data', {
      dataset: 'cash',
      data_type: 'sepa',
      'filter[id][eq]': 'p7',
    });
    expect(first).toMatchObject({
      amount: expect.stringMatching(/^8(?:\.0+)?$/),
      ts: expect.stringMatching(/^2024-01-08T/),
    });
  });
});
