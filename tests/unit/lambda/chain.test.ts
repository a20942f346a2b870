import { globSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { Problem } from '../../../shared/domain/problems.ts';
import { allEndpoints } from '../../../shared/http/endpoints/index.ts';
import { endpoint } from '../../../shared/lambda/endpoint.ts';
import { type ChainOptions, httpFunctionWith } from '../../../shared/lambda/http-function.ts';
import type { Claim, IdempotencyStore, KeptAnswer } from '../../../shared/lambda/idempotency.ts';
import { implement } from '../../../shared/lambda/implement.ts';
import { limiterOf } from '../../../shared/limits/limiter.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { BANK001, type EventParts, gatewayEvent, verifyTestCaller } from '../../gateway-event.ts';

const said = z.strictObject({ said: z.string() });
const make = endpoint({
  operationId: 'make',
  method: 'POST',
  path: '/api/things',
  summary: 'Make',
  tag: 'things',
  access: 'tenant',
  function: 'docs',
  limit: 'rotations',
  roles: ['admin'],
  answersSecret: true,
  body: z.strictObject({ what: z.string() }),
  success: { status: 201, description: 'A thing', schema: said },
  problems: [],
});

/** What happens to a request, in the order in which it happens. */
function chain(more: Partial<ChainOptions> & { handle?: () => Promise<string> } = {}) {
  const steps: string[] = [];
  const kept = new Map<string, KeptAnswer>();
  const idempotency: IdempotencyStore = {
    async claim({ key }): Promise<Claim> {
      steps.push('claim');
      const found = kept.get(key);
      return {
        ...(found ? { kept: found } : {}),
        keep: async (answer) => {
          steps.push('keep');
          kept.set(key, answer);
        },
        free: async () => void steps.push('free'),
      };
    },
  };
  const counts = new Map<string, number>();
  const limiter = limiterOf({
    quotas: { requests: 3, rotations: 2, anonymous: 2 },
    logger: makeLogger('test'),
    store: () => ({
      async add(counter) {
        steps.push(`count ${counter.split('#')[0]}`);
        counts.set(counter, (counts.get(counter) ?? 0) + 1);
        return counts.get(counter)!;
      },
    }),
  });
  const logger = makeLogger('test');
  const note = (message: unknown, details?: unknown) =>
    void steps.push(`log ${message} ${(details as { status?: number })?.status ?? ''}`.trim());
  Object.assign(logger, { info: note, debug: note, error: () => steps.push('log error') });
  const { handle = async () => 'done', ...options } = more;
  const handler = httpFunctionWith(
    {
      idempotency,
      limiter,
      logger,
      async verify(credential) {
        steps.push('verify');
        return verifyTestCaller(credential);
      },
      ...options,
    },
    implement(make, async () => {
      steps.push('handle');
      return { body: { said: await handle() } };
    }),
  );
  const json = { 'Content-Type': 'application/json' };
  return {
    steps,
    async ask(parts: Partial<EventParts> = {}, remainingMs?: number) {
      steps.length = 0;
      const event = gatewayEvent({
        method: 'POST',
        path: '/api/things',
        body: '{"what":"a"}',
        ...parts,
        headers: { ...json, ...parts.headers },
      });
      const context = remainingMs === undefined ? undefined : { getRemainingTimeInMillis: () => remainingMs };
      const { statusCode, headers, body } = await handler(event, context);
      return { status: statusCode, headers: headers as Record<string, string>, body: JSON.parse(body) };
    },
  };
}
const KEY = { 'Idempotency-Key': 'key-1' };

describe('the order of the chain', () => {
  test('of a request that is answered', async () => {
    const { ask, steps } = chain();
    expect((await ask({ headers: KEY })).status).toBe(201);
    expect(steps).toEqual([
      'verify',
      'count requests',
      'count rotations',
      'claim',
      'handle',
      'keep',
      'log request 201',
    ]);
  });

  test.each<[why: string, parts: Partial<EventParts>, status: number, steps: string[]]>([
    ['no credential', { as: null }, 401, ['verify', 'log refused', 'count anonymous', 'log request 401']],
    ['a method that is none here', { method: 'GET' }, 405, ['verify', 'count requests', 'log request 405']],
    [
      'a role that may not, which uses up nothing of what others may',
      { as: { ...BANK001, role: 'viewer' } },
      403,
      ['verify', 'count requests', 'log request 403'],
    ],
    [
      'a body that is none, before its key is taken',
      { body: '{', headers: KEY },
      400,
      ['verify', 'count requests', 'count rotations', 'log request 400'],
    ],
  ])('of a request that is refused for %s', async (_why, parts, status, expected) => {
    const { ask, steps } = chain();
    const answer = await ask(parts);
    expect([answer.status, answer.headers.RateLimit]).toEqual([status, expect.stringContaining('r=')]);
    expect(steps).toEqual(expected);
  });

  test('of one that fails: its key is free again, and the log has the status that the client got', async () => {
    const { ask, steps } = chain({ handle: () => Promise.reject(new Problem('not-found')) });
    expect((await ask({ headers: KEY })).status).toBe(404);
    expect(steps.slice(3)).toEqual(['claim', 'handle', 'free', 'log request 404']);
  });

  test('of one that is repeated: no work is done, and the log has it', async () => {
    const { ask, steps } = chain();
    await ask({ headers: KEY });
    expect((await ask({ headers: KEY })).headers['Idempotency-Replayed']).toBe('true');
    expect(steps.slice(3)).toEqual(['claim', 'log request 201']);
  });

  test('a limit that is used up costs no look at the registry', async () => {
    const { ask, steps } = chain();
    for (let n = 0; n < 3; n++) await ask();
    expect((await ask()).status).toBe(429);
    expect(steps).toEqual(['log request 429']);
  });
});

test('an answer that holds a secret is given again to the credential that got it first, and to no other', async () => {
  let made = 0;
  const limiter = limiterOf({ quotas: {}, logger: makeLogger('test'), store: () => ({ add: async () => 1 }) });
  const { ask } = chain({ limiter, handle: async () => `secret ${++made}` });
  const other = { ...BANK001, key_id: '01890000-0000-7000-8000-000000000002' };
  expect((await ask({ headers: KEY })).body.said).toBe('secret 1');
  expect((await ask({ headers: KEY, as: other })).body.said).toBe('secret 2');
  expect((await ask({ headers: KEY })).body.said).toBe('secret 1');
});

test('of two credentials neither counts', async () => {
  const { ask } = chain();
  const twice = gatewayEvent({ path: '/api/things' });
  const [value = ''] = Object.values(twice.headers);
  expect((await ask({ multiValueHeaders: { authorization: [value, value] } })).status).toBe(401);
  expect((await ask({ multiValueHeaders: { Authorization: [value] } })).status).toBe(201);
});

describe('a request for which there is no time left', () => {
  const never = () => new Promise<never>(() => undefined);
  test.each<[where: string, options: Parameters<typeof chain>[0]]>([
    ['the registry does not answer', { verify: never }],
    ['its handler does not end', { handle: never }],
    ['the table of kept answers is silent', { idempotency: { claim: never } }],
  ])('is answered before the function is cut off, where %s', async (_where, options) => {
    const { ask, steps } = chain(options);
    const answer = await ask({ headers: KEY }, 520);
    expect([answer.status, answer.body.type, answer.body.request_id]).toEqual([504, '/problems/timeout', 'request-1']);
    expect(steps.at(-1)).toBe('log request 504');
    // What it was at may still be done: the key stays taken.
    expect(steps).not.toContain('free');
  });
});

describe('endpoints', () => {
  afterAll(() => vi.unstubAllEnvs());
  test('are in the document, and answered by the function that they name, all of them', async () => {
    const root = path.resolve(import.meta.dirname, '../../../shared');
    const declared = new Set<unknown>();
    const files = globSync(['http/endpoints/*.ts', 'datasets/*/api/endpoints.ts'], { cwd: root });
    for (const file of files.filter((name) => !name.endsWith('/index.ts'))) {
      const module: Record<string, unknown> = await import(path.join(root, file));
      for (const one of Object.values(module)) {
        if (typeof one === 'object' && one !== null && 'operationId' in one) declared.add(one);
      }
    }
    expect(new Set(allEndpoints)).toEqual(declared);
    expect(allEndpoints).toHaveLength(declared.size);
  });
});
