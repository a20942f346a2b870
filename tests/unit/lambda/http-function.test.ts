import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { integerParameter } from '../../../shared/domain/pagination.ts';
import { Problem } from '../../../shared/domain/problems.ts';
import { filterQuery } from '../../../shared/http/endpoints/data-filter.ts';
import { endpoint } from '../../../shared/lambda/endpoint.ts';
import { httpFunctionWith } from '../../../shared/lambda/http-function.ts';
import { implement } from '../../../shared/lambda/implement.ts';
import { BANK001, type EventParts, gatewayEvent, verifyTestCaller } from '../../gateway-event.ts';

const echo = z.strictObject({ said: z.unknown() });
const readThing = endpoint({
  operationId: 'readThing',
  method: 'GET',
  path: '/api/things/{id}',
  summary: 'Read',
  tag: 'things',
  access: 'tenant',
  function: 'docs',
  params: z.strictObject({ id: z.string().max(10) }),
  query: z.strictObject({ kind: z.enum(['A', 'B']).optional() }),
  success: { status: 200, description: 'A thing', schema: echo },
  problems: ['not-found'],
});
const writeThing = endpoint({
  operationId: 'writeThing',
  method: 'POST',
  path: '/api/things',
  summary: 'Write',
  tag: 'things',
  access: 'tenant',
  function: 'docs',
  roles: ['admin', 'operator'],
  body: z.strictObject({
    kind: z.enum(['A', 'B']),
    size: z.int().min(1).optional(),
    inner: z.record(z.string(), z.unknown()).optional(),
  }),
  success: { status: 201, description: 'A thing', schema: echo },
  problems: [],
});
const ping = endpoint({
  operationId: 'ping',
  method: 'POST',
  path: '/api/ping',
  summary: 'Ping',
  tag: 'things',
  access: 'public',
  function: 'docs',
  success: { status: 200, description: 'Pong', contentType: 'text/plain' },
  problems: [],
});
const search = endpoint({
  operationId: 'search',
  method: 'GET',
  path: '/api/search',
  summary: 'Search',
  tag: 'things',
  access: 'tenant',
  function: 'docs',
  query: z.strictObject({ limit: integerParameter(1, 10).default(5) }),
  openQuery: filterQuery,
  success: { status: 200, description: 'Things', schema: echo },
  problems: [],
});
const fail = endpoint({
  operationId: 'fail',
  method: 'GET',
  path: '/api/fail/{how}',
  summary: 'Fail',
  tag: 'things',
  access: 'public',
  function: 'docs',
  params: z.strictObject({ how: z.string() }),
  success: { status: 200, description: 'Never', schema: echo },
  problems: [],
});

const handler = httpFunctionWith(
  { verify: verifyTestCaller, checkReplies: true },
  implement(readThing, async (context, { params, query }) => ({
    body: { said: { id: params.id, kind: query.kind ?? null, tenant: context.scope.tenantId } },
  })),
  implement(writeThing, async (_context, { body }) => ({
    body: { said: body },
    headers: { Location: '/api/things/1' },
  })),
  implement(ping, async () => ({ body: 'pong' })),
  implement(search, async (_context, { query }) => ({
    body: { said: [query.limit + 1, query.filters.map(({ value }) => value)] },
  })),
  implement(fail, async (_context, { params }) => {
    if (params.how === 'undeclared') return { body: { said: 1, extra: 2 } };
    if (params.how === 'problem') throw new Problem('not-found', 'No such thing.');
    throw new Error('relation "secret_table" does not exist: password=hunter2');
  }),
);

const call = async (parts: EventParts) => {
  const result = await handler(gatewayEvent(parts));
  return { ...result, headers: result.headers as Record<string, string>, json: safeJson(result.body) };
};
const safeJson = (text: string) => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};
const post = (body: unknown, more: Partial<EventParts> = {}) =>
  call({
    method: 'POST',
    path: '/api/things',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    ...more,
  });

describe('routing', () => {
  test.each(['/api/things/7', '/api/things/7/'])('%s reaches its handler', async (path) => {
    const answer = await call({ path });
    expect(answer.statusCode).toBe(200);
    expect(answer.json).toEqual({ said: { id: '7', kind: null, tenant: 'BANK001' } });
  });

  test("the gateway's resource decides where the path has a prefix of its own", async () => {
    const answer = await call({
      path: '/prod/api/things/7',
      resource: '/api/things/{id}',
      pathParameters: { id: '7' },
    });
    expect(answer.statusCode).toBe(200);
  });

  test.each(['/api/nothing', '/', '/api/things/7/8', '//', '/api/things//', '/api/things/%'])('%s', async (path) => {
    const answer = await call({ path });
    expect([404, 405, 200]).toContain(answer.statusCode);
    expect(answer.headers['X-Request-Id']).toBe('request-1');
  });

  test('an unknown path is a 404 problem', async () => {
    const answer = await call({ path: '/api/nothing' });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['Content-Type']).toBe('application/problem+json');
    expect(answer.json).toEqual({
      type: '/problems/not-found',
      title: 'No such thing',
      status: 404,
      detail: 'There is nothing at this address.',
      message: { id: 'nothing-at-address', parameters: {} },
      instance: '/api/nothing',
      request_id: 'request-1',
    });
  });

  test('another method is 405 and says which are allowed', async () => {
    const answer = await call({ method: 'DELETE', path: '/api/things/7' });
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.Allow).toBe('GET, HEAD');
  });

  test('HEAD is GET without the body', async () => {
    const answer = await call({ method: 'HEAD', path: '/api/things/7' });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe('');
  });
});

describe('who may', () => {
  test('no verified credential: 401 with WWW-Authenticate', async () => {
    const answer = await call({ path: '/api/things/7', as: null });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['WWW-Authenticate']).toContain('Api-Key');
  });

  test('public paths need none', async () => {
    expect((await call({ method: 'POST', path: '/api/ping', as: null })).body).toBe('pong');
  });

  test('a role that may not: 403', async () => {
    const answer = await post({ kind: 'A' }, { as: { ...BANK001, role: 'viewer' } });
    expect(answer.statusCode).toBe(403);
    expect(answer.json?.type).toBe('/problems/forbidden');
  });

  test.each([
    ['query', { path: '/api/things/7', query: 'tenant_id=BANK002' }],
    ['repeated in the query', { path: '/api/things/7', query: 'tenant_id=BANK001&tenant_id=BANK002' }],
    ['body', { method: 'POST', path: '/api/things', body: '{"kind":"A","tenant_id":"BANK002"}' }],
    [
      'deep in the body',
      { method: 'POST', path: '/api/things', body: '{"kind":"A","inner":{"x":[{"tenant_id":"BANK002"}]}}' },
    ],
    ['query of a POST', { method: 'POST', path: '/api/things', body: '{"kind":"A"}', query: 'tenant_id=bank001' }],
  ])('another tenant_id in the %s: 403', async (_where, parts) => {
    const answer = await call({ headers: { 'content-type': 'application/json' }, ...parts });
    expect(answer.statusCode).toBe(403);
    expect(answer.json?.type).toBe('/problems/tenant-mismatch');
  });

  test("the caller's own tenant_id is accepted anywhere", async () => {
    expect((await call({ path: '/api/things/7', query: 'tenant_id=BANK001' })).statusCode).toBe(200);
    expect((await post({ kind: 'A', tenant_id: 'BANK001' })).json).toEqual({ said: { kind: 'A' } });
  });
});

describe('what is not accepted', () => {
  test.each([
    ['unknown parameter', 'colour=red', { field: 'colour', code: 'unknown' }],
    ['unknown value', 'kind=C', { field: 'kind', code: 'value' }],
    ['repeated parameter', 'kind=A&kind=B', { field: 'kind', code: 'repeated' }],
    ['prototype', '__proto__=1', { field: '__proto__', code: 'unknown' }],
  ])('%s', async (_name, query, error) => {
    const answer = await call({ path: '/api/things/7', query });
    expect(answer.statusCode).toBe(400);
    expect(answer.json?.errors).toEqual([expect.objectContaining(error)]);
  });

  test.each([
    ['unknown field', { kind: 'A', colour: 'red' }, { field: 'colour', code: 'unknown' }],
    ['missing field', {}, { field: 'kind', code: 'required' }],
    ['wrong type', { kind: 'A', size: '5' }, { field: 'size', code: 'type' }],
    ['fraction', { kind: 'A', size: 1.5 }, { field: 'size', code: 'type' }],
    ['out of range', { kind: 'A', size: 0 }, { field: 'size', code: 'range' }],
    ['not an object', [], { field: '', code: 'type' }],
    ['prototype', JSON.parse('{"kind":"A","__proto__":{"size":1}}'), { field: '__proto__', code: 'unknown' }],
    ['tenant_id of another type', { kind: 'A', tenant_id: 1 }, { field: 'tenant_id', code: 'type' }],
  ])('%s', async (_name, body, error) => {
    const answer = await post(body);
    expect(answer.statusCode).toBe(400);
    expect(answer.json?.errors).toEqual([expect.objectContaining(error)]);
  });

  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/json; charset=iso-8859-9', 415],
    ['', 415],
    ['application/json; charset=UTF-8', 201],
    ['application/vnd.bank+json', 201],
  ])('content type %j: %i', async (type, status) => {
    expect((await post({ kind: 'A' }, { headers: { 'content-type': type } })).statusCode).toBe(status);
  });

  test.each(['', '{', '{"kind":"A"', 'kind=A', '\u0000'])('malformed body %j', async (body) => {
    const answer = await post(undefined, { body });
    expect(answer.statusCode).toBe(400);
    expect(answer.json?.type).toBe('/problems/malformed-body');
  });

  test.each(['12345678901234567890', '1e400', '0.12345678901234567891', '1e-400', '-9007199254740993'])(
    'a number that a float would change: %s',
    async (written) => {
      const answer = await post(undefined, { body: `{"kind":"A","size":${written}}` });
      expect([answer.statusCode, answer.json?.errors]).toEqual([
        400,
        [expect.objectContaining({ field: 'size', code: 'precision', detail: expect.stringContaining(written) })],
      ]);
    },
  );

  test('bytes that are not UTF-8', async () => {
    const body = Buffer.from([0x22, 0xfe, 0x22]).toString('base64');
    expect((await post(undefined, { body, base64: true })).json?.type).toBe('/problems/malformed-body');
  });

  test('a body too large', async () => {
    const answer = await post({ kind: 'A', inner: { x: 'y'.repeat(3 * 1024 ** 2) } });
    expect(answer.statusCode).toBe(413);
  });

  test('a body where none is expected', async () => {
    const answer = await call({
      method: 'POST',
      path: '/api/ping',
      headers: { 'content-type': 'application/json' },
      body: '{"x":1}',
    });
    expect(answer.statusCode).toBe(400);
  });

  test('whatever is sent, a client fault is never 5xx', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), fc.webQueryParameters(), fc.string(), async (body, query, segment) => {
        expect((await post(undefined, { body })).statusCode).toBeLessThan(500);
        expect((await call({ path: `/api/things/${segment}`, query })).statusCode).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['deep, and short', `{"kind":"A","inner":{"x":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`, 400],
    ['as deep as may be', `{"kind":"A","inner":{"x":${'['.repeat(30)}${']'.repeat(30)}}}`, 201],
    ['one deeper', `{"kind":"A","inner":{"x":${'['.repeat(31)}${']'.repeat(31)}}}`, 400],
    ['of objects', `{"kind":"A","inner":${'{"x":'.repeat(9000)}1${'}'.repeat(9000)}}`, 400],
    ['wide', `{"kind":"A","inner":{"x":[${Array(20_000).fill('{}').join(',')}]}}`, 201],
    ['larger than bodies are', `{"kind":"A","inner":{"x":[${Array(500_000).fill('{}').join(',')}]}}`, 413],
  ])('a body that is %s', async (_what, body, status) => {
    expect((await post(undefined, { body })).statusCode).toBe(status);
  });

  test('more values than any body needs, where a large one is taken', async () => {
    const large = { ...writeThing, operationId: 'large', path: '/api/large', maxBodyBytes: 2 * 1024 ** 2 };
    const taking = httpFunctionWith(
      { verify: verifyTestCaller },
      implement(large, async () => ({ body: { said: 1 } })),
    );
    const ask = (values: number) =>
      taking(
        gatewayEvent({
          method: 'POST',
          path: '/api/large',
          headers: { 'Content-Type': 'application/json' },
          body: `{"kind":"A","inner":{"x":[${Array(values).fill('0').join(',')}]}}`,
        }),
      );
    expect((await ask(40_000)).statusCode).toBe(201);
    const refused = await ask(60_000);
    expect([refused.statusCode, JSON.parse(refused.body).errors[0].code]).toEqual([400, 'range']);
  });

  test('thousands of unknown fields: the first hundred are named, and all are counted', async () => {
    const body = { kind: 'C', ...Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`k${index}`, 1])) };
    const answer = await post(body);
    const errors = answer.json?.errors as { field: string; detail: string }[];
    expect(errors).toHaveLength(101);
    expect(errors[100]).toEqual({ field: '…', code: 'more', detail: 'and 4901 more' });
    expect(answer.json?.detail).toMatch(/^Not accepted: kind, k0, .*, and 90 more\.$/);
    expect(Buffer.byteLength(answer.body)).toBeLessThan(32 * 1024);
  });

  test('a path of eight kilobytes is not repeated whole', async () => {
    const answer = await call({ path: `/api/nothing/${'x'.repeat(8000)}` });
    expect(answer.statusCode).toBe(404);
    expect(Buffer.byteLength(answer.body)).toBeLessThan(3000);
  });

  test.each([
    ['path', { path: '/api/things/a%00' }, 'id'],
    ['path, written as it is', { path: '/api/things/a\u0001' }, 'id'],
    ['query', { path: '/api/search', query: 'filter[a]=%00' }, 'filter[a][0]'],
    ['body', { body: '{"kind":"A","inner":{"x":["a\\u0000"]}}' }, 'inner.x[0]'],
    ['name of a field', { body: '{"kind":"A","inner":{"a\\u0000":1}}' }, 'inner.a\u0000'],
    ['body: half a character', { body: '{"kind":"A","inner":{"x":"\\ud800"}}' }, 'inner.x'],
  ])('control characters in the %s', async (_where, parts, field) => {
    const method = 'body' in parts ? 'POST' : 'GET';
    const headers = { 'content-type': 'application/json' };
    const answer = await call({ method, path: '/api/things', headers, ...parts });
    expect(answer.statusCode).toBe(400);
    expect(answer.json?.errors).toEqual([expect.objectContaining({ field, code: 'format' })]);
  });

  test('tabs and line breaks are text like any other', async () => {
    expect((await post({ kind: 'A', inner: { x: 'a\tb\r\nc \u{1f600}' } })).statusCode).toBe(201);
  });
});

describe('parameters with free names', () => {
  test('are parsed beside the fixed ones, and may repeat', async () => {
    const answer = await call({ path: '/api/search', query: 'filter[a]=1&filter[b][gt]=2&filter[b][gt]=3&limit=9' });
    expect(answer.json).toEqual({ said: [10, ['1', '2', '3']] });
  });

  test('are refused where they are malformed', async () => {
    const answer = await call({ path: '/api/search', query: 'filter[a][like]=1' });
    expect(answer.json?.errors).toEqual([expect.objectContaining({ field: 'filter[a][like]' })]);
  });
});

describe('answers', () => {
  test('carry the security headers and the request id', async () => {
    const { headers } = await call({ path: '/api/things/7' });
    expect(headers).toMatchObject({
      'X-Request-Id': 'request-1',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      'Content-Type': 'application/json',
    });
  });

  test('an unexpected error is a 500 without its text', async () => {
    const answer = await call({ path: '/api/fail/badly' });
    expect(answer.statusCode).toBe(500);
    expect(answer.json).toMatchObject({ type: '/problems/internal-error', request_id: 'request-1' });
    expect(answer.body).not.toMatch(/secret_table|hunter2| at /);
  });

  test('a problem is sent as thrown', async () => {
    const answer = await call({ path: '/api/fail/problem' });
    expect(answer.statusCode).toBe(404);
    expect(answer.json?.detail).toBe('No such thing.');
  });

  test('an answer that is not the declared one fails under test', async () => {
    expect((await call({ path: '/api/fail/undeclared' })).statusCode).toBe(500);
  });
});
