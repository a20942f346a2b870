import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@clickhouse/client';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClickHouse, startClickHouse } from '../../../local/clickhouse/start.ts';
import { readableText } from '../../../shared/contracts/offline/readable-text.ts';

let directory: string;
let engine: ClickHouse;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'tranche-text-'));
  engine = await startClickHouse({ directory: path.join(directory, 'clickhouse'), port: 0, log: () => {} });
});
afterAll(async () => {
  await engine?.stop();
  await rm(directory, { recursive: true, force: true });
});

test('what is no UTF-8 is shown as the warehouse shows it', async () => {
  const byte = fc.oneof(
    fc.constantFrom(0x41, 0x20, 0x80, 0xbf, 0xc0, 0xc3, 0xe0, 0xed, 0xa0, 0xf0, 0xf4, 0x90, 0xf8, 0xff, 0xef, 0xbb),
    fc.integer({ min: 0x20, max: 0xff }),
  );
  const start = fc.constantFrom('', 'ş', 'x'.repeat(997), 'ş'.repeat(998), '\ufeff');
  const texts = fc.sample(fc.tuple(start, fc.array(byte, { maxLength: 14 })), { numRuns: 2_000, seed: 7 });
  const records = texts.map(([before, bytes]) => Buffer.concat([Buffer.from(before), Buffer.from(bytes)]));
  const client = createClient({ url: engine.url });
  const answer = await client.query({
    query: `SELECT toValidUTF8(substringUTF8(unhex(arrayJoin([${records.map((record) => `'${record.toString('hex')}'`).join(',')}])), 1, 1000)) AS text`,
    format: 'JSONEachRow',
    clickhouse_settings: { max_query_size: '100000000' },
  });
  const shown = await answer.json<{ text: string }>();
  await client.close();
  const different = records.flatMap((record, index) =>
    readableText(record) === shown[index]!.text
      ? []
      : [
          {
            bytes: record.subarray(-16).toString('hex'),
            shown: shown[index]!.text.slice(-16),
            here: readableText(record).slice(-16),
          },
        ],
  );
  expect(different).toEqual([]);
}, 120_000);
