import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signatureOf } from '../../../shared/contracts/file-signature.ts';
import type { FileLayout } from '../../../shared/contracts/header.ts';
import { allSlices } from '../../../shared/datasets/registry.ts';
import { DamagedGzip, TrailingBytes } from '../../../shared/staging/gzip.ts';
import { objectKey, parseObjectKey } from '../../../shared/staging/object-key.ts';
import { partsOf } from '../../../shared/staging/objects.ts';
import { rowsByLines, rowsByMeanLength } from '../../../shared/staging/row-estimate.ts';
import {
  linesIn,
  PACKING,
  PackedTooTightly,
  readWhole,
  UnpackedTooLarge,
  unpackHead,
} from '../../../shared/staging/unpack.ts';

const layout = (lineEnd: FileLayout['lineEnd'] = 'LF', headerLine = 0): FileLayout => ({
  delimiter: ';',
  columns: ['a'],
  headerLine,
  dataOffset: 2,
  encoding: 'utf-8',
  bom: false,
  lineEnd,
});

/** As a network gives it: in pieces of any size. */
const inPieces = (bytes: Buffer, size: number): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size)),
  );

const NO_LIMIT = { maxBytes: Number.MAX_SAFE_INTEGER };

describe('object keys', () => {
  test('what is built is what is read back', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z][A-Z0-9_]{1,19}$/),
        fc.constantFrom(...allSlices.flatMap((slice) => slice.contract.fileTypes.map(({ name }) => ({ slice, name })))),
        fc.uuid(),
        fc.boolean(),
        (tenantId, { slice, name }, uploadId, gzip) => {
          const { dataset, variant } = slice;
          const address = { tenantId, dataset, variant, fileType: name, uploadId };
          expect(parseObjectKey(objectKey(address, { gzip }))).toEqual(address);
        },
      ),
    );
  });

  const id = '0199c1f0-7c1e-7a53-9d2c-5b9a4f0f7a11';
  test.each([
    `staging/bank001/loans/RETAIL/credit/${id}.csv`,
    `staging/BANK001/loans/retail/credit/${id}.csv`,
    `staging/BANK001/loans/RETAIL/credits/${id}.csv`,
    `staging/BANK001/deposits/RETAIL/credit/${id}.csv`,
    `staging/BANK001/loans/RETAIL/credit/${id}.zip`,
    `staging/BANK001/loans/RETAIL/credit/x/${id}.csv`,
    `x/staging/BANK001/loans/RETAIL/credit/${id}.csv`,
    'staging/BANK001/loans/RETAIL/credit/.csv',
    '',
  ])('%s is no key of an upload', (key) => {
    expect(parseObjectKey(key)).toBeUndefined();
  });
});

describe('parts', () => {
  const MIB = 1024 ** 2;
  test('64 MiB each while that is enough', () => {
    expect(partsOf(0)).toEqual({ part_size: 64 * MIB, part_count: 1 });
    expect(partsOf(64 * MIB)).toEqual({ part_size: 64 * MIB, part_count: 1 });
    expect(partsOf(64 * MIB + 1)).toEqual({ part_size: 64 * MIB, part_count: 2 });
    expect(partsOf(64 * MIB + 1, 8 * MIB)).toEqual({ part_size: 8 * MIB, part_count: 9 });
  });

  test('cover any size within the limits of S3 (10,000 parts of 5 MiB to 5 GiB)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 * 1024 ** 4 }), (size) => {
        const { part_size, part_count } = partsOf(size);
        expect(part_size).toBeGreaterThanOrEqual(5 * MIB);
        expect(part_size).toBeLessThanOrEqual(5 * 1024 ** 3);
        expect(part_count).toBeGreaterThanOrEqual(1);
        expect(part_count).toBeLessThanOrEqual(10_000);
        expect(part_count * part_size).toBeGreaterThanOrEqual(size);
        if (part_count > 1) expect((part_count - 1) * part_size).toBeLessThan(size);
      }),
    );
  });
});

describe('signatures', () => {
  test('gzip, whatever follows', () => expect(signatureOf(Buffer.from([0x1f, 0x8b]))).toEqual({ form: 'gzip' }));
  test.each([
    ['an .xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old Excel workbook/],
    ['a PDF', Buffer.from('%PDF-1.7'), /PDF/],
    ['Zstandard', Buffer.from('28b52ffd00', 'hex'), /Zstandard/],
    ['a tar', Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar')]), /tar archive/],
  ])('%s is named', (_, bytes, advice) => {
    const signature = signatureOf(bytes);
    expect(signature.form === 'foreign' && signature.advice.text).toMatch(advice);
  });
  test('a ZIP archive, which may be a workbook', () =>
    expect(signatureOf(Buffer.from('PK\x03\x04…'))).toEqual({ form: 'zip' }));
  test('a workbook with a password is told from an old one where its directory is shown', () => {
    const compound = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(signatureOf(compound)).toMatchObject({
      form: 'foreign',
      advice: { text: expect.stringMatching(/password\. Remove it/) },
    });
  });
  test.each(['', 'P', 'loan_account_number;customer_id', '\u{feff}a;b'])('%j is text', (text) => {
    expect(signatureOf(Buffer.from(text))).toEqual({ form: 'text' });
  });
});

describe('reading a file', () => {
  test('its hash is that of the stored bytes, its lines are those of the content, in whatever pieces it comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', 'ş', ';', '\n', '\r\n', '\r'), { maxLength: 200 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 50 }),
        async (pieces, gzip, size) => {
          const content = Buffer.from(pieces.join(''));
          const stored = gzip ? gzipSync(content) : content;
          const whole = await readWhole(inPieces(stored, size), { gzip, ...NO_LIMIT });
          const packedSize = gzip ? { packedSize: stored.length } : {};
          expect(whole).toEqual({
            sha256: createHash('sha256').update(stored).digest('hex'),
            ...packedSize,
            ...linesIn(content),
          });
          const lines = content.toString().split('\n');
          expect(whole.lineFeeds).toBe(lines.length - 1);
          expect(whole.emptyLines).toBe(lines.slice(0, -1).filter((line) => line === '' || line === '\r').length);
          expect(whole.longestLine).toBe(Math.max(...lines.map((line) => Buffer.byteLength(line))));
        },
      ),
    );
  });

  const content = Buffer.from(Array.from({ length: 2000 }, (_, i) => `${i};${i * 7919}`).join('\n'));
  const packed = gzipSync(content);

  test('a gzip file out of all proportion is given up, and a dense one of usual size is not', async () => {
    const lines = (bytes: number) => gzipSync(Buffer.alloc(bytes, '\n'));
    const usual = readWhole(inPieces(lines(PACKING.judgedFromBytes), 1e6), { gzip: true, ...NO_LIMIT });
    await expect(usual).resolves.toMatchObject({ emptyLines: PACKING.judgedFromBytes });
    const bomb = readWhole(inPieces(lines(PACKING.judgedFromBytes + 1e6), 1e6), { gzip: true, ...NO_LIMIT });
    await expect(bomb).rejects.toBeInstanceOf(PackedTooTightly);
  });

  test('a gzip stream cut anywhere ends early', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: packed.length - 1 }), async (length) => {
        const reading = readWhole(inPieces(packed.subarray(0, length), 1000), { gzip: true, ...NO_LIMIT });
        await expect(reading).rejects.toMatchObject({ name: 'DamagedGzip', endsEarly: true });
      }),
    );
  });

  test('a gzip stream with a changed byte in its data is damaged', async () => {
    const changed = Buffer.from(packed);
    changed[Math.floor(changed.length / 2)]! ^= 0xff;
    await expect(readWhole(inPieces(changed, 1000), { gzip: true, ...NO_LIMIT })).rejects.toBeInstanceOf(DamagedGzip);
  });

  test('several gzip members are one content', async () => {
    const twice = await readWhole(inPieces(Buffer.concat([packed, packed]), 777), { gzip: true, ...NO_LIMIT });
    expect(twice.bytes).toBe(2 * content.length);
  });

  test('NULs may follow the members, nothing else may; where they end is known', async () => {
    const member = fc
      .array(fc.constantFrom('a', 'ş;', '\n'), { maxLength: 60 })
      .map((pieces) => gzipSync(pieces.join('')));
    await fc.assert(
      fc.asyncProperty(
        fc.array(member, { minLength: 1, maxLength: 3 }),
        fc.nat({ max: 40 }),
        fc.option(fc.tuple(fc.integer({ min: 1, max: 255 }), fc.uint8Array({ maxLength: 5 })), { nil: undefined }),
        fc.integer({ min: 1, max: 60 }),
        async (members, nuls, other, size) => {
          const all = Buffer.concat(members);
          const tail = other ? [Buffer.of(other[0]), Buffer.from(other[1])] : [];
          // What begins like a member is one that breaks off: damage of another kind.
          fc.pre(!(nuls === 0 && other?.[0] === 0x1f && other[1][0] === 0x8b));
          const stored = Buffer.concat([all, Buffer.alloc(nuls), ...tail]);
          const reading = readWhole(inPieces(stored, size), { gzip: true, ...NO_LIMIT });
          if (other) await expect(reading).rejects.toBeInstanceOf(TrailingBytes);
          else expect(await reading).toMatchObject({ packedSize: all.length });
        },
      ),
    );
  });

  test('a member with all that its header may have', async () => {
    const plain = gzipSync('a;b\n');
    const header = Buffer.from([0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 2, 0, 1, 2]);
    const named = Buffer.concat([header, Buffer.from('name\0comment\0'), Buffer.from([9, 9]), plain.subarray(10)]);
    expect(await readWhole(inPieces(named, 3), { gzip: true, ...NO_LIMIT })).toMatchObject({
      bytes: 4,
      packedSize: named.length,
    });
  });

  test('a gzip bomb is stopped at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const reading = readWhole(inPieces(bomb, 1000), { gzip: true, maxBytes: 1_000_000 });
    await expect(reading).rejects.toBeInstanceOf(UnpackedTooLarge);
  });

  test('a failure of the network is not taken for a damaged file', async () => {
    const broken = Readable.from(
      (async function* () {
        yield packed.subarray(0, 100);
        throw new Error('connection reset');
      })(),
    );
    await expect(readWhole(broken, { gzip: true, ...NO_LIMIT })).rejects.toThrow('connection reset');
  });

  test('the head of a gzip file is unpacked as far as it is there', async () => {
    expect(await unpackHead(packed, 1e9)).toEqual({ head: content, exhausted: true });
    const part = await unpackHead(packed.subarray(0, 2000), 1e9);
    expect(part.head.length).toBeGreaterThan(1000);
    expect(content.subarray(0, part.head.length)).toEqual(part.head);
    const cut = await unpackHead(gzipSync(Buffer.alloc(50_000_000)), 1000);
    expect(cut.exhausted).toBe(false);
    expect(cut.head.length).toBeLessThan(200_000);
  });
});

describe('row estimates', () => {
  const rows = (count: number, end: string) => Array.from({ length: count }, (_, i) => `${i + 1000};x`).join(end);
  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ] as const)('%s: counted lines less the header, last line ended or not', (lineEnd, end) => {
    for (const tail of ['', end]) {
      const file = Buffer.from(`a;b${end}${rows(500, end)}${tail}`);
      expect(rowsByLines(linesIn(file), layout(lineEnd))).toBe(500);
      expect(rowsByLines(linesIn(Buffer.concat([Buffer.from(end), file])), layout(lineEnd, 1))).toBe(500);
    }
  });

  test('from the mean line length of the head: exact where all lines are as long', () => {
    const file = Buffer.from(`a;b\n${rows(5000, '\n')}\n`);
    expect(rowsByMeanLength(file.subarray(0, 1000), layout(), file.length)).toBe(5000);
  });

  test('unknown where the head has no whole row', () => {
    expect(rowsByMeanLength(Buffer.from('a;b\nxxxxxx'), layout(), 1_000_000)).toBeNull();
  });
});
