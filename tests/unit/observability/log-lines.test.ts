import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { correlate, correlated, logComment, uncorrelated } from '../../../shared/observability/correlation.ts';
import { type Logger, loggerFor, makeLogger } from '../../../shared/observability/logger.ts';

type Line = Record<string, unknown> & { details?: Record<string, unknown> };

/** What a logger writes, as lines. Each gets a console of its own, so that nothing goes to the real one. */
function linesOf(write: (logger: Logger) => void): Line[] {
  let written = '';
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      written += String(chunk);
      done();
    },
  });
  const logger = makeLogger('test-component');
  logger.setLogLevel('DEBUG');
  Object.assign(logger, { console: new Console(stream, stream) });
  write(logger);
  return written
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

test('a line says when, how bad, who and what; the particulars stand in details', () => {
  const [line] = linesOf((logger) => logger.warn('something', { rows: 3, upload_id: 'u1' }));
  expect(Object.keys(line!)).toEqual(['timestamp', 'level', 'service', 'component', 'message', 'details']);
  expect(line).toMatchObject({
    level: 'WARN',
    service: 'tranche',
    component: 'test-component',
    message: 'something',
    details: { rows: 3, upload_id: 'u1' },
  });
  // With its offset, here Z.
  expect(line?.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$/);
});

test('the ids of the work are on every line of it, also in what is awaited, and on no other', async () => {
  const seen: Line[] = [];
  const say = (text: string) => seen.push(...linesOf((logger) => logger.info(text)));
  await Promise.all(
    ['r1', 'r2'].map((request_id) =>
      correlated({ request_id }, async () => {
        say(`${request_id} begins`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        correlate({ sync_id: `sync of ${request_id}` });
        await correlated({ tenant_id: 'BANK001' }, async () => say(`${request_id} inside`));
        say(`${request_id} ends`);
        uncorrelated(() => say('a connection'));
      }),
    ),
  );
  say('outside');
  for (const id of ['r1', 'r2']) {
    const ours = seen.filter(({ request_id }) => request_id === id);
    expect(ours.map(({ message, sync_id, tenant_id }) => [message, sync_id, tenant_id])).toEqual([
      [`${id} begins`, undefined, undefined],
      [`${id} inside`, `sync of ${id}`, 'BANK001'],
      [`${id} ends`, `sync of ${id}`, undefined],
    ]);
  }
  expect(seen.filter(({ request_id }) => request_id === undefined).map(({ message }) => message)).toEqual([
    'a connection',
    'a connection',
    'outside',
  ]);
});

test('an error is told by its name and code, in details', () => {
  const error = Object.assign(new RangeError('batch 7 is not there'), { code: 'E7' });
  const [line] = linesOf((logger) => logger.error('failed', { error }));
  expect(line?.details?.error).toMatchObject({ name: 'RangeError', message: 'batch 7 is not there', code: 'E7' });
});

const KEY = `sk_live_${'0123456789abcdef'.repeat(3)}`;
const SIGNATURE = 'f00dcafe'.repeat(8);
const SECRETS: [string, string, string][] = [
  ['an API key', `key ${KEY}!`, KEY.slice(16)],
  ['a token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJCQU5LMDAxIn0.c2lnbmF0dXJl', 'eyJzdWIiOiJCQU5LMDAxIn0'],
  ['a presigned URL', `GET http://s3/b/k?X-Amz-Date=1&X-Amz-Signature=${SIGNATURE}&x=1`, SIGNATURE],
  // audit:not-a-secret
  ['the password of an address', 'connect postgres://tranche:hunter2hunter2@db:5432/x', 'hunter2hunter2'],
  ['a header', `Authorization: Api-Key ${KEY}`, KEY.slice(16)],
  ['a header in JSON', JSON.stringify({ authorization: 'Basic dXNlcjpwYXNzd29yZA==' }), 'dXNlcjpwYXNzd29yZA'],
];

test.each(SECRETS)('%s does not get through, wherever it stands', (_what, text, secret) => {
  const lines = linesOf((logger) => {
    logger.info(text);
    logger.info('in a value', { nested: { list: [text] } });
    logger.error('in an error', { error: new Error(text, { cause: new TypeError(text) }) });
    const child = loggerFor(logger, { known: text });
    Object.assign(child, { console: (logger as unknown as { console: Console }).console });
    child.info('in a key of a child');
  });
  expect(lines).toHaveLength(4);
  expect(JSON.stringify(lines)).not.toContain(secret);
});

test('what is no secret is left as it is', () => {
  const text = 'sync 0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f of sk_live_01234567 at http://127.0.0.1:8000/api/data?x=1';
  expect(linesOf((logger) => logger.info(text))[0]?.message).toBe(text);
});

test('a statement of ClickHouse is told what it is called and who asks', () => {
  const ids = { component: 'run-sync', request_id: 'r1', sync_id: 's1', tenant_id: 'BANK001' };
  const comment = () => JSON.parse(logComment('data-page'));
  expect(correlated(ids, comment)).toEqual({ service: 'tranche', query: 'data-page', ...ids });
  expect(comment()).toEqual({ service: 'tranche', query: 'data-page' });
});
