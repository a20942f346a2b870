import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readAnsweredRequest } from '../../events/answered-request.ts';
import { makeEventsReceived, parseEventsReceived } from '../../events/events-received.ts';
import { parseLogLines } from '../../events/log-lines.ts';
import { parseObjectCreated } from '../../events/object-created.ts';
import { makeScheduleTick, scheduleTick } from '../../events/schedule-tick.ts';
import { makeSyncRequested, parseSyncRequested } from '../../events/sync-requested.ts';

const sample = (name: string): string =>
  readFileSync(new URL(`../../events/${name}.sample.json`, import.meta.url), 'utf8');

test('the sample of sync-requested parses, and what is built parses too', () => {
  const parsed = parseSyncRequested(sample('sync-requested'));
  expect(parsed.tenant_id).toBe('BANK001');
  const { type, version, ...ids } = parsed;
  expect([type, version]).toEqual(['sync-requested', 1]);
  expect(parseSyncRequested(JSON.stringify(makeSyncRequested(ids)))).toEqual(parsed);
});

test('a message from before requests were named parses too', () => {
  const { request_id, ...older } = JSON.parse(sample('sync-requested'));
  expect(request_id).toBeDefined();
  expect(parseSyncRequested(JSON.stringify(older)).request_id).toBeUndefined();
});

test('the samples of log lines and of answered requests parse', () => {
  const { lines } = parseLogLines(JSON.parse(sample('log-lines')));
  expect(lines.map((line) => readAnsweredRequest(JSON.parse(line))?.route)).toEqual(['/api/data']);
  expect(readAnsweredRequest(JSON.parse(sample('answered-request')))).toEqual({
    tenantId: '',
    method: 'POST',
    route: '/api/uploads',
    status: 413,
    seconds: 0.041,
  });
});

test('sync-requested carries ids only: anything more is refused', () => {
  const more = { ...JSON.parse(sample('sync-requested')), rows: [1] };
  expect(() => parseSyncRequested(JSON.stringify(more))).toThrow();
});

test('the sample of object-created gives its bucket and key', () => {
  expect(parseObjectCreated(JSON.parse(sample('object-created')))).toEqual([
    {
      bucket: 'tranche-staging',
      key: 'staging/BANK001/loans/RETAIL/payment_plan/0199c1f0-7c1e-7a53-9d2c-5b9a4f0f7a11.csv.gz',
    },
  ]);
});

test('keys of S3 events are URL-decoded, + being a space', () => {
  const event = JSON.parse(sample('object-created'));
  event.Records[0].s3.object.key = 'a+b%2Bc%3D/%C4%B0stanbul.csv';
  expect(parseObjectCreated(event)[0]?.key).toBe('a b+c=/İstanbul.csv');
});

test('other S3 events and the test message give no objects; a foreign shape is an error', () => {
  const event = JSON.parse(sample('object-created'));
  event.Records[0].eventName = 'ObjectRemoved:Delete';
  expect(parseObjectCreated(event)).toEqual([]);
  expect(parseObjectCreated({ Service: 'Amazon S3', Event: 's3:TestEvent' })).toEqual([]);
  expect(() => parseObjectCreated({ Records: [{}] })).toThrow();
});

test('the sample of the schedule tick parses, and what is built parses too', () => {
  expect(scheduleTick.parse(JSON.parse(sample('schedule-tick'))).time).toBe('2026-01-31T06:01:00Z');
  expect(() => scheduleTick.parse(makeScheduleTick('2026-01-31T06:01:00Z'))).not.toThrow();
});

test('the sample of events-received parses, and what is built parses too; it carries ids only', () => {
  const { type, version, ...ids } = parseEventsReceived(sample('events-received'));
  expect([type, version]).toEqual(['events-received', 1]);
  expect(parseEventsReceived(JSON.stringify(makeEventsReceived(ids)))).toEqual({ type, version, ...ids });
  expect(() =>
    parseEventsReceived(JSON.stringify({ ...JSON.parse(sample('events-received')), amount: '1' })),
  ).toThrow();
});
