import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { receiving } from '../../../functions/hooks/receive.ts';
import type { HookStatus } from '../../../shared/domain/hook.ts';
import type { Quotas } from '../../../shared/domain/limits.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { type Limiter, limiterOf } from '../../../shared/limits/limiter.ts';
import type { Applied, Json, ProviderEvent } from '../../../shared/mediator/adapter.ts';
import type { HookEffects } from '../../../shared/mediator/hooks/hook-effects.ts';
import { hookEventsOf } from '../../../shared/mediator/hooks/hook-events.ts';
import type { FindSigner } from '../../../shared/mediator/hooks/known-signers.ts';
import { hooksDue, hooksOld, removeOldHooks } from '../../../shared/mediator/hooks/left-over.ts';
import { readingHooks } from '../../../shared/mediator/hooks/provider-hooks.ts';
import { receiveHook } from '../../../shared/mediator/hooks/receive-hook.ts';
import type { HookSigner } from '../../../shared/mediator/hooks/signature.ts';
import { workOffHooks } from '../../../shared/mediator/hooks/work-off.ts';
import { keepSecret } from '../../../shared/mediator/providers/secrets.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { auditOf, theService } from '../../../shared/operations/audit.ts';
import { database, type Operations } from '../../../shared/operations/database.ts';
import { setSettings } from '../../settings.ts';
import { postgresWith, type TestPostgres } from '../operations/postgres-under-test.ts';

const scope = tenantScope('BANK001');
const logger = makeLogger('test');
let postgres: TestPostgres;
let operations: Operations;
beforeAll(async () => {
  postgres = await postgresWith('BANK001', 'BANK002');
  setSettings({
    DATABASE_URL: postgres.url,
    RATE_LIMITS: 'off',
    MEDIATOR_QUEUE_URL: 'http://127.0.0.1:1/000000000000/mediator',
    PROVIDER_KEY: 'a key of providers for tests only, long enough',
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
  });
  operations = postgres.database.operationsFor(scope);
  for (const code of ['PAY', 'OLD']) {
    for (const tenant of ['BANK001', 'BANK002']) {
      await postgres.database.operationsFor(tenantScope(tenant)).query(
        `INSERT INTO providers (code, name, provider_type, adapter, supported_currencies, supported_countries, is_active, status,
           api_base_url, api_version, signature_scheme, rate_limit, concurrent_requests, settings)
         VALUES ($1, $1, 'payment', 'sandbox', '{EUR}', '{DE}', false, 'offline', 'http://127.0.0.1:1', '1', 'standard', 100, 10, '{}')`,
        [code],
      );
    }
  }
});
afterAll(async () => {
  await database().close();
  await postgres?.stop();
});
beforeEach(() => operations.query('DELETE FROM hook_events'));

/** Writes one down that came a while ago, so that it is due by any clock. */
async function came(event_type: string, { event_id = randomUUID() as string, body = '{}', provider = 'PAY' } = {}) {
  await receiveHook(operations, { provider, event_id, event_type, body: Buffer.from(body), address: '203.0.113.9' });
  return event_id;
}

const about = (transactionId: string): ProviderEvent => ({
  about: 'transaction',
  transactionId,
  reference: null,
  answer: { outcome: 'completed', reference: null, data: null, code: null, message: null },
});

interface Setting {
  /** By the type of the event. */
  readonly applied?: Readonly<Record<string, () => Applied | Promise<Applied>>>;
  readonly remainingMs?: () => number;
}

/** Works off what is due. @returns what was applied, in order, and after how many seconds there is more to do */
async function workOff({ applied = {}, remainingMs = () => 60_000 }: Setting = {}) {
  const done: string[] = [];
  const payloads: Json[] = [];
  const effects: HookEffects = {
    readHook: async (_, _provider, eventType, payload) => {
      payloads.push(payload);
      if (eventType === 'information') return { about: 'information' };
      return Object.hasOwn(applied, eventType) ? about(eventType) : undefined;
    },
    applyTransactionEvent: async (_, provider, event, eventId) => {
      expect(provider).toBe('PAY');
      done.push(eventId);
      return applied[(event as { transactionId: string }).transactionId]!();
    },
    applyVerificationEvent: async () => {
      throw new Error('there are none');
    },
  };
  const next = await workOffHooks({ ...effects, operations, logger, remainingMs });
  return { done, next, payloads };
}

const events = async () => (await hookEventsOf(operations).list({ limit: 100 })).data;
const states = async () =>
  (await events()).map(({ status, outcome, subject, attempts }) => ({ status, outcome, subject, attempts }));
/** As if the time had come. */
const hurry = () => operations.query("UPDATE hook_events SET due_at = now() - interval '1 s' WHERE due_at IS NOT NULL");
const ok =
  (subject = 'tx-1') =>
  (): Applied => ({ status: 'applied', subject, detail: 'completed' });

it('what a provider says back of our secrets in a webhook is taken out, of former ones too', async () => {
  const credentials = [1, 2].map((at) => ({ api_key: `key-of-ours-${at}` }));
  const webhooks = [3, 4].map((byte) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`);
  await operations.transaction(async (inside) => {
    for (const one of credentials) await keepSecret(inside, scope, 'PAY', 'credentials', one, 3600);
    for (const one of webhooks) await keepSecret(inside, scope, 'PAY', 'webhook', one, 3600);
  });
  const secrets = [...credentials.map(({ api_key }) => api_key), ...webhooks];
  const said = secrets.join(' ');
  const payload = {
    data: { transaction_id: 'tx-1', reference: said, code: said, message: said, all: { [said]: secrets } },
  };
  const event = await readingHooks()(operations, 'PAY', 'payment.failure', payload);
  expect(event).toMatchObject({ about: 'transaction', answer: { outcome: 'failed', message: '*** *** *** ***' } });
  for (const secret of secrets) expect(JSON.stringify(event)).not.toContain(secret);
  await operations.query('DELETE FROM provider_secrets');
});

describe('a webhook', () => {
  it('that comes a hundred times at once is one row, and its bytes are kept', async () => {
    const body = Buffer.from([0xff, 0x00, 0x7b, 0x0a]);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        receiveHook(operations, { provider: 'PAY', event_id: 'same', event_type: 't', body, address: '::1' }),
      ),
    );
    expect(answers.filter((answer) => answer?.isNew)).toHaveLength(1);
    const [event, ...others] = await events();
    expect(others).toEqual([]);
    expect(event).toMatchObject({ event_id: 'same', duplicates: 99, status: 'pending', attempts: 0 });
    const read = await hookEventsOf(operations).get(event!.hook_id, true);
    expect(read).toMatchObject({ body: body.toString('base64'), body_encoding: 'base64', body_bytes: 4 });
    // Of another provider it is another.
    expect(
      await receiveHook(operations, { provider: 'OLD', event_id: 'same', event_type: 't', body, address: '::1' }),
    ).toEqual({
      isNew: true,
      isPending: true,
    });
    expect(
      await receiveHook(operations, { provider: 'GONE', event_id: 'x', event_type: 't', body, address: '::1' }),
    ).toBeUndefined();
  });

  it('is applied once, in the order of arrival, with its numbers digit by digit', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 45; at++) ids.push(await came('payment', { body: '{"amount":0.30000000000000004}' }));
    const { done, next, payloads } = await workOff({ applied: { payment: ok() } });
    expect(done).toEqual(ids);
    expect(payloads[0]).toEqual({ amount: '0.30000000000000004' });
    expect(next).toBeUndefined();
    expect(new Set((await states()).map((state) => JSON.stringify(state)))).toEqual(
      new Set([JSON.stringify({ status: 'completed', outcome: 'completed', subject: 'tx-1', attempts: 1 })]),
    );
    expect((await workOff({ applied: { payment: ok() } })).done).toEqual([]);
  });

  it('is applied by one of many workers', async () => {
    for (let at = 0; at < 60; at++) await came('payment');
    const workers = await Promise.all(Array.from({ length: 6 }, () => workOff({ applied: { payment: ok() } })));
    expect(workers.flatMap(({ done }) => done)).toHaveLength(60);
    expect(new Set(workers.flatMap(({ done }) => done)).size).toBe(60);
  });

  it.each<[string, Applied | undefined, HookStatus, string | null]>([
    [
      'applied',
      { status: 'applied', subject: 's', detail: 'processing → completed' },
      'completed',
      'processing → completed',
    ],
    [
      'already so',
      { status: 'already', subject: 's', detail: 'it is completed' },
      'completed',
      'ignored: it is completed',
    ],
    [
      'contradicting',
      { status: 'refused', subject: 's', detail: '5.00 EUR, not 6.00' },
      'failed',
      '5.00 EUR, not 6.00',
    ],
  ])('that is %s says so', async (_name, applied, status, outcome) => {
    await came('payment');
    await workOff({ applied: { payment: () => applied! } });
    expect(await states()).toEqual([{ status, outcome, subject: 's', attempts: 1 }]);
  });

  it('of a kind that nobody knows is parked; one that tells nothing new is completed', async () => {
    await came('information');
    await came('never.heard.of');
    await came('untyped');
    await came('payment', { body: 'not json' });
    const { done } = await workOff({ applied: { payment: ok() } });
    expect(done).toEqual([]);
    expect((await states()).map(({ status, outcome }) => [status, outcome]).toReversed()).toEqual([
      ['completed', 'Nothing follows from it.'],
      ['parked', 'Nobody knows what never.heard.of means.'],
      ['parked', 'It does not say of what type it is.'],
      ['parked', 'The body is no JSON.'],
    ]);
  });

  it('about something that is not there yet is tried after 5 s, 30 s and 2 min, and has failed then', async () => {
    await came('payment');
    const early = (): Applied => ({ status: 'not-found', detail: 'tx-1' });
    for (const [attempts, seconds] of [5, 30, 120].entries()) {
      const asked = Date.now();
      expect((await workOff({ applied: { payment: early } })).next).toBe(seconds);
      const [event] = await events();
      expect(event).toMatchObject({ status: 'pending', attempts: attempts + 1, outcome: 'not found: tx-1' });
      const wait = (Date.parse(event!.due_at!) - asked) / 1000;
      expect(wait).toBeGreaterThan(seconds - 1);
      expect((await workOff({ applied: { payment: early } })).done).toEqual([]);
      await hurry();
    }
    expect((await workOff({ applied: { payment: early } })).next).toBeUndefined();
    expect(await states()).toEqual([{ status: 'failed', outcome: 'not found: tx-1', subject: null, attempts: 4 }]);
    await came('other');
    expect((await workOff({ applied: { other: ok() } })).done).toHaveLength(1);
  });

  it('whose application throws is tried again, without a word of what was thrown, and the others go on', async () => {
    await came('payment');
    await came('other');
    let fails = true;
    const applied = {
      other: ok('o'),
      payment: () => {
        if (fails) throw new Error('DE89370400440532013000 is no IBAN');
        return ok('p')();
      },
    };
    expect((await workOff({ applied })).next).toBe(5);
    expect((await states()).map(({ status, outcome }) => [status, outcome])).toEqual([
      ['completed', 'completed'],
      ['pending', 'It could not be applied, through a fault of ours. The log says why.'],
    ]);
    fails = false;
    await hurry();
    await workOff({ applied });
    expect((await states()).map(({ status, subject }) => [status, subject])).toEqual([
      ['completed', 'o'],
      ['completed', 'p'],
    ]);
  });

  it('of a worker that died is taken by the next one after a minute, but not for ever', async () => {
    const id = await came('payment');
    const died = workOff({ applied: { payment: () => new Promise<Applied>(() => {}) } });
    await expect.poll(async () => (await events())[0]?.status).toBe('processing');
    const [{ due_at } = { due_at: null }] = await events();
    expect(Date.parse(due_at!) - Date.now()).toBeGreaterThan(50_000);
    expect((await workOff({ applied: { payment: ok() } })).done).toEqual([]);
    await hurry();
    expect((await workOff({ applied: { payment: ok() } })).done).toEqual([id]);
    expect(await states()).toMatchObject([{ status: 'completed', attempts: 2 }]);
    void died;
    await operations.query(
      "UPDATE hook_events SET status = 'processing', attempts = 8, due_at = now() - interval '1 second'",
    );
    expect((await workOff({ applied: { payment: ok() } })).done).toEqual([]);
    expect(await states()).toMatchObject([{ status: 'failed', outcome: 'Its worker was cut off 8 times.' }]);
  });

  it('that somebody else settled meanwhile stays as it is; what was applied is never called cancelled', async () => {
    for (const [meanwhile, applied, status] of [
      ['cancel', ok(), 'completed'],
      ['cancel', (): Applied => ({ status: 'not-found', detail: 'x' }), 'cancelled'],
    ] as const) {
      await operations.query('DELETE FROM hook_events');
      await came('payment');
      const [{ hook_id } = { hook_id: '' }] = await events();
      await workOff({
        applied: {
          payment: async () => {
            await hookEventsOf(operations)[meanwhile](hook_id, theService());
            return applied();
          },
        },
      });
      expect(await states()).toMatchObject([{ status }]);
    }
  });

  it('waits for another message where the time is up', async () => {
    await came('payment');
    const { done, next } = await workOff({ applied: { payment: ok() }, remainingMs: () => 10_000 });
    expect([done, next]).toEqual([[], 0]);
  });
});

describe('webhooks that came in', () => {
  it('are listed newest first, page by page, by what they are', async () => {
    const ids = [];
    for (let at = 0; at < 7; at++)
      ids.push(await came(at % 2 === 0 ? 'payment' : 'other', { provider: at < 3 ? 'PAY' : 'OLD' }));
    const list = hookEventsOf(operations).list;
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.data.map(({ event_id }) => event_id));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(ids.toReversed());
    const count = async (filter: object) => (await list({ limit: 100, ...filter })).data.length;
    expect(await count({ provider: 'PAY' })).toBe(3);
    expect(await count({ event_type: 'other', provider: 'PAY' })).toBe(1);
    expect(await count({ event_id: ids[3] })).toBe(1);
    expect(await count({ status: 'parked' })).toBe(0);
    const now = new Date().toISOString();
    expect(await count({ to: now })).toBe(7);
    expect(await count({ from: now })).toBe(0);
    const other = hookEventsOf(postgres.database.operationsFor(tenantScope('BANK002')));
    expect((await other.list({ limit: 100 })).data).toEqual([]);
    await workOff({ applied: { payment: ok('tx-9') } });
    expect(await count({ subject: 'tx-9' })).toBe(2);
  });

  it('are retried when they came to nothing, cancelled while nothing came of them, and it is written down who did', async () => {
    await came('strange');
    await workOff();
    const hooks = hookEventsOf(operations);
    const [{ hook_id } = { hook_id: '' }] = await events();
    const by = { ...theService(), kind: 'key', keyPrefix: 'sk_live_0a1b2c3d' } as const;
    expect(await hooks.retry(hook_id, by)).toMatchObject({ status: 'pending', attempts: 0, completed_at: null });
    await expect(hooks.retry(hook_id, by)).rejects.toMatchObject({ code: 'wrong-state' });
    expect((await workOff({ applied: { strange: ok() } })).done).toHaveLength(1);
    await expect(hooks.retry(hook_id, by)).rejects.toThrow(
      'The webhook is completed; only what is failed, parked can be.',
    );
    await expect(hooks.cancel(hook_id, by)).rejects.toMatchObject({ code: 'wrong-state' });
    await came('strange');
    const [waiting] = await events();
    expect(await hooks.cancel(waiting!.hook_id, by)).toMatchObject({
      status: 'cancelled',
      outcome: 'Given up by sk_live_0a1b2c3d.',
    });
    await hurry();
    expect((await workOff({ applied: { strange: ok() } })).done).toEqual([]);
    expect(await hooks.retry(randomUUID(), by)).toBeUndefined();
    expect(await hooks.get(randomUUID(), true)).toBeUndefined();
    const entries = (await auditOf(operations).list({ limit: 10, target: hook_id })).data;
    expect(entries).toMatchObject([
      {
        action: 'hook.retried',
        before: { provider: 'PAY', status: 'parked' },
        after: { status: 'pending', attempts: 0 },
      },
    ]);
    expect(await hooks.summary()).toMatchObject({
      total: 2,
      completed: 1,
      failed: 0,
      pending: 0,
      parked: 0,
      cancelled: 1,
      success_rate: 1,
    });
  });

  it('show what was sent to those only who may see it', async () => {
    await came('payment', { body: '{ "name":"J\\u00fcrgen" }' });
    const hooks = hookEventsOf(operations);
    const [{ hook_id } = { hook_id: '' }] = await events();
    expect(await hooks.get(hook_id, true)).toMatchObject({
      body: '{ "name":"J\\u00fcrgen" }',
      body_encoding: 'utf-8',
      body_bytes: 24,
    });
    expect(await hooks.get(hook_id, false)).toMatchObject({ body: null, body_encoding: 'hidden', body_bytes: 24 });
  });

  it('are found by the schedule when they wait, and removed after thirty days', async () => {
    expect(await hooksDue(operations)).toBe(false);
    await came('payment');
    expect(await hooksDue(operations)).toBe(false);
    await operations.query("UPDATE hook_events SET due_at = now() - interval '6 s'");
    expect(await hooksDue(operations)).toBe(true);
    await operations.query("UPDATE hook_events SET received_at = now() - interval '30 days' + interval '1 minute'");
    expect([await hooksOld(operations), await removeOldHooks(operations)]).toEqual([false, 0]);
    await operations.query("UPDATE hook_events SET received_at = now() - interval '30 days' - interval '1 minute'");
    expect([await hooksOld(operations), await removeOldHooks(operations)]).toEqual([true, 1]);
    expect(await events()).toEqual([]);
  });
});

/** Counts of one process, in memory. */
function counting(quotas: Quotas): () => Limiter {
  const counts = new Map<string, number>();
  const store = {
    async add(counter: string, _window: unknown, hits = 1) {
      counts.set(counter, (counts.get(counter) ?? 0) + hits);
      return counts.get(counter)!;
    },
  };
  const made = limiterOf({ quotas, store: () => store, logger, clock: () => 0 });
  return () => made;
}

describe('taking webhooks', () => {
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const signer: HookSigner | undefined = { scheme: 'standard', secrets: [secret] };
  let asked = 0;
  const findSigner: FindSigner = async (_, code) => {
    asked += 1;
    return code === 'PAY' ? signer : undefined;
  };
  const receive = receiving(findSigner);
  const take = (
    body: string,
    { tenant_id = 'BANK001', provider_code = 'PAY', key = secret, id = randomUUID() as string, by = receive } = {},
  ) => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const digest = createHmac('sha256', Buffer.from(key.slice(6), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64');
    const headers: Record<string, string> = {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${digest}`,
    };
    const context = { requestId: 'r', address: '203.0.113.9', logger };
    return by(context, { tenant_id, provider_code }, { header: (name) => headers[name], body: Buffer.from(body) });
  };

  it('takes what is signed, also of a provider that is switched off, and says nothing of why it does not', async () => {
    expect(await take('{"type":"payment.success"}', { id: 'evt-1' })).toMatchObject({ isNew: true });
    expect(await take('{}', { id: 'evt-1', provider_code: 'pay' })).toMatchObject({ isNew: false });
    const refusals = await Promise.all(
      [
        { key: `whsec_${randomBytes(24).toString('base64')}` },
        { provider_code: 'NONE' },
        { tenant_id: 'BANK777' },
        { tenant_id: 'BANK002' },
        { tenant_id: "BANK001'" },
      ].map((changes) =>
        take('{}', changes).catch((problem: { code: string; detail: string }) => [problem.code, problem.detail]),
      ),
    );
    // BANK002 has a provider of that code, and this test gives it the same secret.
    expect(refusals[3]).toMatchObject({ isNew: true });
    const [first] = refusals;
    expect(first).toEqual(['signature-invalid', expect.any(String)]);
    for (const at of [1, 2, 4]) expect(refusals[at]).toEqual(first);
    expect(await events()).toMatchObject([{ event_id: 'evt-1', event_type: 'payment.success', duplicates: 1 }]);
  });

  it('refuses an id by which nobody could be known again, once the signature is proven', async () => {
    await expect(take('{}', { id: 'x'.repeat(201) })).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(take('{}', { id: 'x'.repeat(201), key: 'whsec_AAAA' })).rejects.toMatchObject({
      code: 'signature-invalid',
    });
    expect(await events()).toEqual([]);
  });

  it('takes an event of any type, and of none', async () => {
    for (const [body, type] of [
      ['{"event_type":"kyc.verification"}', 'kyc.verification'],
      ['{"type":7,"event_type":"b"}', 'b'],
      ['{"type":"a\\u0000b"}', 'untyped'],
      ['[]', 'untyped'],
      ['nothing', 'untyped'],
      ['', 'untyped'],
    ] as const) {
      await take(body, { id: `of:${body.length}` });
      expect((await events())[0]).toMatchObject({ event_id: `of:${body.length}`, event_type: type });
    }
  });

  it('counts what is proven for its provider, what is not for its address; neither uses the other up', async () => {
    const by = receiving(findSigner, counting({ hooks: 3, 'hook-signatures': 4 }));
    const code = (changes: object) =>
      take('{}', { by, ...changes }).then(
        () => 'taken',
        (problem: { code: string }) => problem.code,
      );
    const stranger = `whsec_${randomBytes(24).toString('base64')}`;
    expect(await code({})).toBe('taken');
    for (let at = 0; at < 4; at++) expect(await code({ key: stranger })).toBe('signature-invalid');
    expect(await code({ key: stranger })).toBe('too-many-requests');
    asked = 0;
    // Whoever is not known by now is not looked up.
    expect(await code({ provider_code: 'NEXT' })).toBe('too-many-requests');
    expect(await code({ key: stranger })).toBe('too-many-requests');
    expect(asked).toBe(0);
    expect([await code({}), await code({})]).toEqual(['taken', 'taken']);
    expect(await code({})).toBe('too-many-requests');
    expect(await events()).toHaveLength(3);
  });
});
