import { createHash, createHmac, createSecretKey } from 'node:crypto';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUri } from '../../../../local/aws-signature/encode-uri.ts';
import { AwsChunkedDecoder } from '../../../../local/s3/aws-chunked.ts';
import { parseRange } from '../../../../local/s3/byte-range.ts';
import { DelimitedReader, formBoundary, readUploadForm } from '../../../../local/s3/form-data.ts';
import { compareUtf8, listKeys } from '../../../../local/s3/list-objects.ts';
import type { ChunkSigning } from '../../../../local/s3/signature-v4.ts';
import { parseTarget } from '../../../../local/s3/uri.ts';
import { childrenOf, childText, element, parseXml, textElement } from '../../../../local/s3/xml.ts';

const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array));
/** Bytes with many line breaks and dashes, so that they often look like the beginning of a delimiter. */
const delimiterLike = fc
  .array(fc.constantFrom('\r', '\n', '-', '--', '\r\n--', 'x', 'X', '0'))
  .map((parts) => Buffer.from(parts.join('')));
const content = fc.oneof(bytes, delimiterLike);
const cuts = fc.array(fc.nat({ max: 60 }), { maxLength: 60 });

async function collect(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of source) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Cuts bytes into pieces of the given sizes; what is left comes last. */
function cutUp(whole: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  let start = 0;
  for (const size of sizes) {
    if (size > 0 && start < whole.length) pieces.push(whole.subarray(start, start + size));
    start += size;
  }
  if (start < whole.length) pieces.push(whole.subarray(start));
  return pieces;
}

describe('aws-chunked', () => {
  const signing: ChunkSigning = {
    signingKey: createSecretKey(Buffer.from('key')),
    date: '20260730T120000Z',
    scope: '20260730/eu-central-1/s3/aws4_request',
    seedSignature: '0'.repeat(64),
  };
  const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');

  function encode(
    chunks: readonly Buffer[],
    trailers: readonly (readonly [string, string])[],
    signed: boolean,
  ): Buffer {
    let previous = signing.seedSignature;
    const sign = (algorithm: string, hashes: string): string => {
      const text = [algorithm, signing.date, signing.scope, previous, hashes].join('\n');
      previous = createHmac('sha256', signing.signingKey).update(text).digest('hex');
      return previous;
    };
    const pieces: (Buffer | string)[] = [];
    for (const chunk of [...chunks.filter(({ length }) => length > 0), Buffer.alloc(0)]) {
      const signature = signed
        ? `;chunk-signature=${sign('AWS4-HMAC-SHA256-PAYLOAD', `${sha256('')}\n${sha256(chunk)}`)}`
        : '';
      pieces.push(`${chunk.length.toString(16)}${signature}\r\n`, chunk, chunk.length > 0 ? '\r\n' : '');
    }
    for (const [name, value] of trailers) pieces.push(`${name}:${value}\r\n`);
    if (signed && trailers.length > 0) {
      const lines = trailers.map(([name, value]) => `${name}:${value}\n`).join('');
      pieces.push(`x-amz-trailer-signature:${sign('AWS4-HMAC-SHA256-TRAILER', sha256(lines))}\r\n`);
    }
    pieces.push('\r\n');
    return Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
  }

  async function decode(pieces: Buffer[], signed: boolean) {
    const decoder = new AwsChunkedDecoder(signed ? signing : undefined);
    const source = Readable.from(pieces);
    const decoded = Buffer.concat(await source.pipe(decoder).toArray());
    return { decoded, trailers: [...decoder.trailers] };
  }

  const trailers = fc.uniqueArray(
    fc.tuple(fc.stringMatching(/^x-amz-[a-z0-9]{1,8}$/), fc.stringMatching(/^[A-Za-z0-9+/=]{1,12}$/)),
    {
      maxLength: 3,
      selector: ([name]) => name,
    },
  );
  const body = fc.record({ chunks: fc.array(content, { maxLength: 6 }), trailers, signed: fc.boolean() });

  test('decodes what was encoded, wherever the network cuts it', async () => {
    await fc.assert(
      fc.asyncProperty(body, cuts, async ({ chunks, trailers, signed }, sizes) => {
        const { decoded, trailers: got } = await decode(cutUp(encode(chunks, trailers, signed), sizes), signed);
        expect(decoded.equals(Buffer.concat(chunks))).toBe(true);
        expect(got).toEqual(trailers);
      }),
    );
  });

  test('never takes a truncated body for a whole one', async () => {
    await fc.assert(
      fc.asyncProperty(body, cuts, fc.nat(), async ({ chunks, trailers, signed }, sizes, at) => {
        const encoded = encode(chunks, signed ? [] : trailers, signed);
        // Without the very last line break the body is still complete: some clients leave it out.
        const cut = encoded.subarray(0, at % (encoded.length - 2));
        const whole = Buffer.concat(chunks);
        const outcome = await decode(cutUp(cut, sizes), signed).catch(() => undefined);
        // Only trailers can be missing unnoticed here; the reader knows which it was promised.
        if (outcome)
          expect([outcome.decoded.equals(whole), outcome.trailers.length < trailers.length]).toEqual([true, true]);
      }),
    );
  });

  test('notices any changed byte of a signed body', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(content, { maxLength: 4 }),
        trailers,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (chunks, trailers, at, change) => {
          const encoded = encode(chunks, trailers, true);
          const place = at % encoded.length;
          const whole = Buffer.concat(chunks);
          encoded[place] = encoded[place]! ^ change;
          const outcome = await decode([encoded], true).catch(() => undefined);
          // A size may be written in another way (`A` for `a`), and trailer names in another case; the content may not change.
          if (outcome) expect(outcome.decoded.equals(whole) && outcome.trailers.length === trailers.length).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each([
    ['no size', 'zz\r\n'],
    ['a chunk that is too long', '1\r\nab\r\n0\r\n\r\n'],
    ['a bare line feed', '1\na\r\n0\r\n\r\n'],
    ['bytes after the end', '0\r\n\r\nx'],
    ['an endless line', '1'.repeat(5000)],
    ['a trailer without a name', '0\r\n:x\r\n\r\n'],
  ])('refuses %s', async (_, text) => {
    await expect(decode([Buffer.from(text)], false)).rejects.toMatchObject({ name: 'S3Error', status: 400 });
  });
});

describe('form data', () => {
  const boundary = 'XX0';
  const fieldText = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.toWellFormed());

  test('fields and file come out as they went in, wherever the network cuts them', async () => {
    const fields = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z][a-z-]{0,8}$/), fieldText), {
      maxLength: 4,
      selector: ([name]) => name,
    });
    await fc.assert(
      fc.asyncProperty(fields, content, cuts, fc.boolean(), async (entries, file, sizes, preamble) => {
        fc.pre(entries.every(([name, value]) => name !== 'file' && !value.includes(`--${boundary}`)));
        fc.pre(!file.includes(`\r\n--${boundary}`));
        const text = entries.map(
          ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
        );
        const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="ş %22a%22.csv"\r\nContent-Type: text/csv\r\n\r\n`;
        const tail = `\r\n--${boundary}\r\nContent-Disposition: form-data; name="late"\r\n\r\nx\r\n--${boundary}--\r\n`;
        const whole = Buffer.concat([
          Buffer.from(`${preamble ? 'preamble\r\n' : ''}${text.join('')}${head}`),
          file,
          Buffer.from(tail),
        ]);
        const form = await readUploadForm(Readable.from(cutUp(whole, sizes)), boundary);
        expect([...form.fields]).toEqual(entries);
        expect(form.fileName).toBe('ş "a".csv');
        expect((await collect(form.content)).equals(file)).toBe(true);
      }),
    );
  });

  test('a form that breaks off is never taken for whole', async () => {
    const whole = Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\ncontent\r\n--${boundary}--\r\n`,
    );
    const complete = whole.indexOf(`\r\n--${boundary}--`) + `\r\n--${boundary}`.length;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: complete - 1 }), cuts, async (length, sizes) => {
        const read = async () => {
          const form = await readUploadForm(Readable.from(cutUp(whole.subarray(0, length), sizes)), boundary);
          return collect(form.content);
        };
        await expect(read()).rejects.toMatchObject({ code: 'IncompleteBody' });
      }),
    );
  });

  test('splits at a delimiter as indexOf would', async () => {
    await fc.assert(
      fc.asyncProperty(
        delimiterLike,
        fc.constantFrom('\r\n--X', '--', '\r\n\r\n'),
        cuts,
        async (whole, delimiter, sizes) => {
          const reader = new DelimitedReader(Readable.from(cutUp(whole, sizes)));
          const expected = whole.indexOf(delimiter);
          const piece = collect(reader.until(Buffer.from(delimiter)));
          if (expected < 0) await expect(piece).rejects.toMatchObject({ code: 'IncompleteBody' });
          else expect((await piece).equals(whole.subarray(0, expected))).toBe(true);
        },
      ),
    );
  });

  test.each(['multipart/form-data', 'multipart/form-data; boundary=', 'text/plain; boundary=x'])(
    '%s has no boundary',
    (type) => {
      expect(() => formBoundary(type)).toThrow(expect.objectContaining({ code: 'MalformedPOSTRequest' }));
    },
  );
});

describe('XML', () => {
  /** what XML 1.0 can hold at all */
  const xmlText = fc
    .string({ unit: 'grapheme' })
    .filter((text) => text.isWellFormed() && !/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text));

  test('text that is written is read back', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(xmlText, xmlText)), (pairs) => {
        const items = pairs.map(([key, value]) =>
          element('Item', textElement('Key', key), textElement('Value', value)),
        );
        const root = parseXml(`<?xml version="1.0"?>\n${element('Root', ...items)}`);
        expect(childrenOf(root, 'Item').map((item) => [childText(item, 'Key'), childText(item, 'Value')])).toEqual(
          pairs,
        );
      }),
    );
  });

  test('reads what other clients write: namespaces, attributes, comments, CDATA, white space', () => {
    const root = parseXml(`\ufeff<?xml version='1.0'?><!-- <a> --><s3:Delete xmlns:s3="http://s3/" x='/'>
      <s3:Object><s3:Key><![CDATA[a<&]]>&lt;&#x15f;&#305;</s3:Key ></s3:Object><Quiet/></s3:Delete>`);
    expect(root.name).toBe('Delete');
    expect(childrenOf(root, 'Object').map((object) => childText(object, 'Key'))).toEqual(['a<&<şı']);
    expect(childText(root, 'Quiet')).toBe('');
  });

  test.each([
    '',
    'text',
    '<a>',
    '<a></b>',
    '</a>',
    '<a/><b/>',
    '<a>&x;</a>',
    '<a>&#xD800;</a>',
    '<a',
    '<a b></a>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<![CDATA[',
  ])('refuses %j', (text) => {
    expect(() => parseXml(text)).toThrow(expect.objectContaining({ code: 'MalformedXML', status: 400 }));
  });

  test('never fails in another way, whatever it gets', () => {
    const soup = fc.array(
      fc.constantFrom(
        '<',
        '>',
        '/',
        'a',
        '&',
        ';',
        '#',
        'x',
        '"',
        "'",
        '=',
        ' ',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '<?',
        '?>',
        '<a>',
        '</a>',
      ),
    );
    fc.assert(
      fc.property(soup, (parts) => {
        try {
          parseXml(parts.join(''));
        } catch (error) {
          expect(error).toMatchObject({ code: 'MalformedXML' });
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('listing', () => {
  const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', '-', 'ş', '\uffee', '😀'), minLength: 1, maxLength: 6 });

  test('keys are ordered as their UTF-8 bytes', () => {
    const text = fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed());
    fc.assert(
      fc.property(fc.oneof(text, key), fc.oneof(text, key), (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      { numRuns: 500 },
    );
  });

  test('the pages together are what one look at all keys gives', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 40 }),
        fc.constantFrom('', 'a', 'a/', 'ş', 'b/a'),
        fc.constantFrom('', '/', '-', 'a/'),
        fc.integer({ min: 1, max: 7 }),
        (keys, prefix, delimiter, limit) => {
          const sorted = keys.toSorted(compareUtf8);
          const found = { keys: [] as string[], commonPrefixes: [] as string[] };
          let after: string | undefined = '';
          while (after !== undefined) {
            const page = listKeys(sorted, { prefix, delimiter, after, limit });
            expect(page.keys.length + page.commonPrefixes.length).toBeLessThanOrEqual(limit);
            found.keys.push(...page.keys);
            found.commonPrefixes.push(...page.commonPrefixes);
            after = page.next;
          }
          const groups = sorted
            .filter((name) => name.startsWith(prefix))
            .map((name) => {
              const cut = delimiter === '' ? -1 : name.indexOf(delimiter, prefix.length);
              return { name, group: cut < 0 ? undefined : name.slice(0, cut + delimiter.length) };
            });
          expect(found.keys).toEqual(groups.filter(({ group }) => group === undefined).map(({ name }) => name));
          expect(found.commonPrefixes).toEqual([...new Set(groups.flatMap(({ group }) => group ?? []))]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('nothing is asked for, nothing is given', () => {
    expect(listKeys(['a', 'b'], { prefix: '', delimiter: '', after: '', limit: 0 })).toEqual({
      keys: [],
      commonPrefixes: [],
      next: undefined,
    });
  });
});

test('a range, where it applies, lies within the object', () => {
  const number = fc.oneof(fc.constant(''), fc.nat({ max: 12 }).map(String));
  fc.assert(
    fc.property(number, number, fc.nat({ max: 10 }), (first, last, size) => {
      const whole = '0123456789'.slice(0, size);
      let expected = whole;
      if (first !== '' && (last === '' || Number(first) <= Number(last)))
        expected = whole.slice(Number(first), last === '' ? size : Number(last) + 1);
      else if (first === '' && last !== '') expected = Number(last) === 0 ? '' : whole.slice(-Number(last));
      const asked = first !== '' ? last === '' || Number(first) <= Number(last) : last !== '';
      if (asked && expected === '') {
        expect(() => parseRange(`bytes=${first}-${last}`, size)).toThrow(expect.objectContaining({ status: 416 }));
        return;
      }
      const range = parseRange(`bytes=${first}-${last}`, size);
      expect(range !== undefined).toBe(asked);
      if (range) expect(whole.slice(range.start, range.end + 1)).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

test('a request target gives back the bucket, key and query that were encoded into it', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((value) => value.isWellFormed());
  fc.assert(
    fc.property(
      text,
      fc.array(
        fc.tuple(
          text.filter((name) => name !== ''),
          text,
        ),
      ),
      (key, query) => {
        const path = key.split('/').map(encodeUri).join('/');
        const search = query.map(([name, value]) => `${encodeUri(name)}=${encodeUri(value)}`).join('&');
        expect(parseTarget(`/bucket/${path}?${search}`)).toEqual({
          bucket: 'bucket',
          key,
          path: `/bucket/${path}`,
          query,
        });
      },
    ),
  );
});
