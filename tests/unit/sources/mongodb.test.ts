import fc from 'fast-check';
import { BSON, type Document } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { serviceSentence } from '../../../shared/domain/sentences/service-sentence.ts';
import { BRACKETS, filterOf } from '../../../shared/sources/mongodb/brackets.ts';
import { cellOf, foundIn } from '../../../shared/sources/mongodb/cells.ts';
import { mongodbConfig } from '../../../shared/sources/mongodb/config.ts';
import type { MongoDatabase } from '../../../shared/sources/mongodb/connection.ts';
import { fieldsFor, isFieldPath, valueAtPath } from '../../../shared/sources/mongodb/field-path.ts';
import { mongodb } from '../../../shared/sources/mongodb/mongodb.ts';
import { SourceFault } from '../../../shared/sources/source-fault.ts';

/** As the driver hands it over, where it promotes nothing. */
const throughBson = (value: unknown): unknown =>
  BSON.deserialize(BSON.serialize({ value }), { promoteValues: false, promoteLongs: false }).value;

describe('a value of a document', () => {
  it.each([
    [new BSON.Double(0.1 + 0.2), '0.30000000000000004'],
    [new BSON.Double(1e-7), '0.0000001'],
    [new BSON.Double(1e21), '1000000000000000000000'],
    [new BSON.Double(3), '3'],
    [BSON.Long.fromString('-9223372036854775808'), '-9223372036854775808'],
    [BSON.Decimal128.fromString('1.50'), '1.50'],
    [BSON.Decimal128.fromString('1E+3'), '1000'],
    [BSON.Decimal128.fromString('12345678901234567890.12345678901234'), '12345678901234567890.12345678901234'],
    [new Date('1969-12-31T23:59:59.999Z'), '1969-12-31T23:59:59.999Z'],
    [new BSON.UUID('0197a1b2-0000-7000-8000-000000000021'), '0197a1b2-0000-7000-8000-000000000021'],
    [new BSON.BSONSymbol('EUR'), 'EUR'],
    [[new BSON.Int32(1), 'a', null, true], '1|a||true'],
    [[], ''],
    [null, ''],
  ])('%s is %s', (value, cell) => {
    expect(cellOf(throughBson(value))).toBe(cell);
  });

  it.each(['Int32', 'Double', 'ObjectId', 'Binary', 'BSONSymbol', 'Date'])(
    'is a document, also where that has a field _bsontype that says %s',
    (kind) => {
      // The driver writes no such document. Others have.
      const bytes = Buffer.from(BSON.serialize({ value: { _xsontype: kind, value: 'x' } }));
      bytes.write('_bsontype', bytes.indexOf('_xsontype'));
      const { value } = BSON.deserialize(bytes, { promoteValues: false });
      expect(value).toHaveProperty('_bsontype', kind);
      expect(cellOf(value)).toBeUndefined();
      expect(foundIn(value).message.id).toBe('json-object');
      expect(cellOf(valueAtPath({ value }, 'value.value'))).toBe('x');
    },
  );

  it('is a number exactly, whatever number it is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const cell = cellOf(throughBson(new BSON.Double(number)))!;
        expect(Number(cell)).toBe(number === 0 ? 0 : number);
        if (Math.abs(number) > 1e-300) expect(cell).toMatch(/^-?\d+(?:\.\d+)?$/);
      }),
    );
  });

  it.each([
    [{ nested: 1 }],
    [[['a']]],
    [['a|b']],
    [new BSON.Binary(Buffer.from('x'))],
    [new BSON.Timestamp({ t: 1, i: 1 })],
    [/x/],
  ])('%s is no cell', (value) => {
    expect(cellOf(throughBson(value))).toBeUndefined();
  });
});

describe('a path', () => {
  const document = { a: { b: [{ c: 1 }, { c: 2 }], 'x.y': 3 }, list: [10, 20], id: new BSON.ObjectId() };

  it.each([
    ['a.b.0.c', 1],
    ['a.b.c', [1, 2]],
    ['list.1', 20],
    ['/a/x.y', 3],
    ['a.x.y', undefined],
    ['list.length', undefined],
    ['id.toHexString', undefined],
    ['__proto__.x', undefined],
    ['constructor', undefined],
  ])('%s leads to what is there', (path, value) => {
    expect(valueAtPath(document, path)).toEqual(value);
  });

  it('is one, or is told to be none', () => {
    expect(['', 'a..b', '.a', 'a.', '/a~2'].map(isFieldPath)).toEqual([false, false, false, false, false]);
    expect(['_id', 'a.b', '/a~1b'].map(isFieldPath)).toEqual([true, true, true]);
    expect(fieldsFor(['a.b', 'a.c', '/d/e', '_id'])).toEqual(['a', 'd', '_id']);
    // A projection would take the dot for a path.
    expect(fieldsFor(['/a.b'])).toBeUndefined();
  });
});

describe('the documents behind an _id', () => {
  const numbers = BRACKETS.find(({ type }) => type === 'number')!;
  const nan = new BSON.Double(Number.NaN);

  it('are of its type, and not-a-number is no bound, which nothing is above', () => {
    expect(filterOf(numbers, {})).toEqual({ _id: { $type: 'number' } });
    expect(filterOf(numbers, { after: 1, most: 5 })).toEqual({ _id: { $type: 'number', $gt: 1, $not: { $gt: 5 } } });
    expect(filterOf(numbers, { after: nan })).toEqual({ _id: { $type: 'number', $gte: Number.NEGATIVE_INFINITY } });
    expect(filterOf(numbers, { most: nan })).toEqual({ _id: { $type: 'number', $lte: nan } });
    const texts = BRACKETS.find(({ type }) => type === 'string')!;
    expect(filterOf(texts, { after: 'NaN' })).toEqual({ _id: { $type: 'string', $gt: 'NaN' } });
  });
});

/** No server of a replica set can be had here: what is sent to one is looked at instead. */
describe('a server of MongoDB', () => {
  const faultsOf = (place: object) =>
    mongodbConfig
      .safeParse({ host: 'db.bank.example', database: 'ledger', collections: {}, ...place })
      .error?.issues.map(({ path }) => path.join('.'));

  it('has a name or an address, and its database one that the driver takes', () => {
    for (const host of ['a:b', '1:2:3', 'db.bank.example:27017', '[::1]', 'a/b', '::1%lo'])
      expect(faultsOf({ host })).toEqual(['host']);
    for (const database of ['a.b', 'a b', '$x', 'a/b', 'a\\b', '', 'x'.repeat(64)])
      expect(faultsOf({ database })).toEqual(['database']);
    for (const host of ['::1', '2001:db8::1', '127.0.0.1', 'db-1.bank.example'])
      expect(faultsOf({ host })).toBeUndefined();
    expect(faultsOf({ database: 'kredi_defteri-ş' })).toBeUndefined();
  });
});

describe('a snapshot', () => {
  const moment = new BSON.Timestamp({ t: 1_700_000_000, i: 3 });
  const config = mongodbConfig.parse({
    host: 'db.bank.example',
    database: 'bank',
    collections: Object.fromEntries(
      ['company', 'sepa'].map((name) => [name, { collection: name, columns: { id: '_id' } }]),
    ),
  });
  const replicaSet = (sent: Document[], documents: readonly Document[]): MongoDatabase => ({
    async run(command) {
      sent.push(command);
      if ('hello' in command) return { setName: 'rs0', maxWireVersion: 21 };
      if ('listCollections' in command) return { cursor: { id: 0, firstBatch: [{ name: 'x' }] } };
      const { $type, $gt = -1 } = (command.filter as { _id?: { $type?: string; $gt?: number } })._id ?? {};
      const firstBatch =
        $type === 'number' ? documents.filter(({ _id }) => _id > Number($gt)).slice(0, command.limit) : [];
      return { cursor: { id: 0, firstBatch, atClusterTime: moment } };
    },
    close: async () => {},
  });

  it('is taken once, and all pages of all files are read as of it, by whichever worker', async () => {
    const sent: Document[] = [];
    const documents = Array.from({ length: 450 }, (_, _id) => ({ _id }));
    const open = () => mongodb(config, undefined, { isHasty: true }, replicaSet(sent, documents));
    const signal = new AbortController().signal;
    const first = await open();
    const { fixed, remark } = await first.fixMoment!(signal);
    expect(remark).toBeUndefined();
    const kept = JSON.parse(JSON.stringify({ until: '', fixed }));
    sent.length = 0;
    for (const fileType of ['company', 'sepa']) {
      let rows = 0;
      for (let position = first.begin(fileType, kept); position !== undefined; ) {
        // Another worker for each page.
        const page = await (await open()).read(fileType, JSON.parse(JSON.stringify(position)), signal);
        rows += page.records.length;
        position = page.next as object;
      }
      expect(rows).toBe(450);
    }
    const finds = sent.filter((command) => 'find' in command);
    expect(finds.length).toBeGreaterThan(6);
    for (const { readConcern } of finds) expect(readConcern).toEqual({ level: 'snapshot', atClusterTime: moment });
  });
});

describe('a collection that may not be read', () => {
  const collections = ['company', 'sepa', 'swift'];
  const config = mongodbConfig.parse({
    host: 'db.bank.example',
    database: 'bank',
    collections: Object.fromEntries(collections.map((name) => [name, { collection: name, columns: { id: '_id' } }])),
  });
  const refusing = (forbidden: readonly string[], hello: Document): MongoDatabase => ({
    async run(command) {
      if ('hello' in command) return hello;
      if ('listCollections' in command) return { cursor: { id: 0, firstBatch: [{ name: 'x' }] } };
      if (forbidden.includes(command.find as string))
        throw new SourceFault('source-refuses', serviceSentence('source-no-snapshot'));
      const { $type } = (command.filter as { _id?: { $type?: string } })._id ?? {};
      const atClusterTime = new BSON.Timestamp({ t: 1_700_000_000, i: 3 });
      return { cursor: { id: 0, firstBatch: $type === 'number' ? [{ _id: 1 }] : [], atClusterTime } };
    },
    close: async () => {},
  });

  it.each([
    [['company'], { setName: 'rs0', maxWireVersion: 21 }],
    [['sepa'], { setName: 'rs0', maxWireVersion: 21 }],
    [collections, { setName: 'rs0', maxWireVersion: 21 }],
    [['company'], {}],
    [['company', 'sepa'], {}],
    [collections, {}],
  ])('%s: in a test the others are judged for themselves', async (forbidden, hello) => {
    const connector = await mongodb(config, undefined, { isHasty: true }, refusing(forbidden, hello));
    const signal = new AbortController().signal;
    const { fixed } = await connector.fixMoment!(signal);
    const read = (name: string) =>
      connector.read(name, connector.begin(name, { until: '', fixed }), signal).then(
        ({ records }) => records.length,
        (error: SourceFault) => error.code,
      );
    expect(await Promise.all(collections.map(read))).toEqual(
      collections.map((name) => (forbidden.includes(name) ? 'source-refuses' : 1)),
    );
  });

  it('fails a pull before anything is read', async () => {
    const connector = await mongodb(config, undefined, { isHasty: false }, refusing(['sepa'], {}));
    await expect(connector.fixMoment!(new AbortController().signal)).rejects.toBeInstanceOf(SourceFault);
  });
});
