import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Scenario } from '../../../local/provider-simulator/scenarios.ts';
import { type SimulatedProvider, startProvider } from '../../../local/provider-simulator/start-provider.ts';
import { Problem } from '../../../shared/domain/problems.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import type { Answer, PaymentOrder, VerificationOrder } from '../../../shared/mediator/adapter.ts';
import { FAILURES_TO_OPEN } from '../../../shared/mediator/providers/admission.ts';
import { callProvider, type ProviderCall } from '../../../shared/mediator/providers/call-provider.ts';
import {
  areChecksDue,
  areProviderRecordsOld,
  askForChecks,
  CHECKS_AGAIN,
  checkDueProviders,
  checkProvider,
  removeOldProviderRecords,
} from '../../../shared/mediator/providers/check-provider.ts';
import { chosenProvider } from '../../../shared/mediator/providers/chosen-provider.ts';
import { httpDescription } from '../../../shared/mediator/providers/description.ts';
import { type ProviderKey, providerKeysOf } from '../../../shared/mediator/providers/provider-keys.ts';
import {
  type NewProvider,
  nextCheckAt,
  type ProviderRecord,
  providersOf,
} from '../../../shared/mediator/providers/provider-record.ts';
import { SANDBOX_DESCRIPTION } from '../../../shared/mediator/providers/sandbox-description.ts';
import { keepSecret, openedSecrets, rotateSecrets } from '../../../shared/mediator/providers/secrets.ts';
import { statisticsOf } from '../../../shared/mediator/providers/statistics.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { theOperator } from '../../../shared/operations/audit.ts';
import type { Operations } from '../../../shared/operations/database.ts';
import { setSettings } from '../../settings.ts';
import { postgresWith, type TestPostgres } from '../operations/postgres-under-test.ts';

const logger = makeLogger('test');
const by = theOperator();
let postgres: TestPostgres;
let operations: Operations;
let other: Operations;
const simulators: SimulatedProvider[] = [];

beforeAll(async () => {
  setSettings({ PROVIDER_KEY: 'a key of providers, long enough to be one', OUTBOUND_ALLOWED: '127.0.0.0/8' });
  postgres = await postgresWith('BANK001', 'BANK002');
  operations = postgres.database.operationsFor(tenantScope('BANK001'));
  other = postgres.database.operationsFor(tenantScope('BANK002'));
});
afterAll(() => postgres?.stop());
afterEach(async () => {
  await Promise.all(simulators.splice(0).map((one) => one.stop()));
});

async function simulator(scenario: Scenario = 'succeed', more: { lateMs?: number; apiKeys?: string[] } = {}) {
  const one = await startProvider({ type: 'payment', port: 0, scenario, settleMs: 10, ...more });
  simulators.push(one);
  return one;
}

let made = 0;
async function provider(
  url: string,
  { apiKey = 'a-key-of-the-provider', ...more }: Partial<NewProvider> & { apiKey?: string } = {},
): Promise<ProviderRecord> {
  const code = more.code ?? `P${(made++).toString().padStart(4, '0')}`;
  const wanted: NewProvider = {
    ...{ code, name: code, provider_type: 'payment', adapter: 'sandbox', status: 'online', description: null },
    ...{ supported_currencies: ['EUR'], supported_countries: ['DE'], is_active: true, api_base_url: url },
    ...{ sandbox_base_url: null, api_version: '1', signature_scheme: 'standard', rate_limit: 1000 },
    ...{ concurrent_requests: 10, settings: {}, ...more },
  };
  const record = await providersOf(operations).create(wanted, by, async (inside) => {
    await keepSecret(inside, operations.scope, code, 'credentials', { api_key: apiKey });
    await keepSecret(inside, operations.scope, code, 'webhook', 'whsec_AAAA');
  });
  if (!record) throw new Error(`there is a provider ${code}`);
  return record;
}

let orders = 0;
const order = (more: Partial<PaymentOrder> = {}): PaymentOrder => ({
  ...{
    transactionId: `t-${orders++}`,
    type: 'payment',
    amount: '10.00',
    currency: 'EUR',
    userId: null,
    refundOf: null,
  },
  ...{ source: { account: null, system: 'shop' }, target: { account: null, system: 'bank' }, data: null, ...more },
});

function send(record: ProviderRecord, wanted = order(), more: Partial<ProviderCall> = {}): Promise<Answer> {
  const about = { environment: 'production', operation: 'order', subject: wanted.transactionId } as const;
  return callProvider({ operations, provider: record, logger, ...about, ...more }, (adapter) => adapter.order(wanted));
}
const ask = (record: ProviderRecord, wanted: PaymentOrder): Promise<Answer> => {
  const about = { environment: 'production', operation: 'ask', subject: wanted.transactionId } as const;
  return callProvider({ operations, provider: record, logger, ...about }, (adapter) => adapter.ask(wanted));
};

const callsOf = (code: string) =>
  operations.query<{
    operation: string;
    attempt: number;
    outcome: string;
    http_status: number | null;
    failure: string | null;
  }>(
    `SELECT operation, attempt, outcome, http_status, failure FROM provider_calls
     WHERE provider = $1 AND operation <> 'health' ORDER BY call_id`,
    [code],
  );
const trafficOf = async (code: string) =>
  (
    await operations.query<{ failures_in_a_row: number; is_open: boolean; places: number }>(
      `SELECT failures_in_a_row, coalesce(open_until > now(), false) AS is_open,
         (SELECT count(*)::int FROM provider_places WHERE provider = $1) AS places
       FROM provider_traffic WHERE provider = $1 AND environment = 'production'`,
      [code],
    )
  )[0]!;
const openedNow = (code: string) =>
  operations.query("UPDATE provider_traffic SET open_until = now() - interval '1 second' WHERE provider = $1", [code]);

/**
 * A provider that does what it is asked, and of which an answer gets lost: whatever it answers instead, it was done.
 * @param answer the status of its answer, by how many requests there were
 */
async function carryingOutAndBreaking(answer: (number: number) => 'breaks' | number, word?: string) {
  let [requests, closesAfterFirst] = [0, false];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      requests += 1;
      const status = answer(requests);
      if (closesAfterFirst) server.close();
      if (status === 'breaks') return request.socket.destroy();
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
      return response.end(JSON.stringify(word === undefined ? { code: 'no' } : { status: word }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    closeAfterFirst: () => {
      closesAfterFirst = true;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Where nobody listens. */
const NOBODY = 'http://127.0.0.1:9';

describe('a call', () => {
  it('carries out a payment, a refund and a verification, and is written down without what was sent', async () => {
    const simulated = await simulator();
    const record = await provider(simulated.url);
    const payment = order({ data: { card: 'a-secret-card' } });
    expect(await send(record, payment)).toMatchObject({
      outcome: 'completed',
      reference: expect.stringMatching(/^pay_/),
      data: { amount: '10.00', currency: 'EUR' },
      code: null,
    });
    expect(simulated.requests()[0]).toMatchObject({
      headers: { 'x-api-key': 'a-key-of-the-provider', 'idempotency-key': payment.transactionId },
      body: { transaction_id: payment.transactionId, amount: '10.00', source: { system: 'shop' } },
    });
    const refund = order({
      type: 'refund',
      amount: '4.00',
      refundOf: { transactionId: payment.transactionId, reference: null },
    });
    expect(await send(record, refund)).toMatchObject({
      outcome: 'completed',
      reference: expect.stringMatching(/^ref_/),
    });
    expect(await ask(record, refund)).toMatchObject({
      outcome: 'completed',
      reference: expect.stringMatching(/^ref_/),
    });
    const wanted: VerificationOrder = {
      ...{ requestId: 'k-1', verificationType: 'document', subjectType: 'individual', subjectId: 's-1' },
      data: { document_number: 'a-secret-number' },
    };
    const about = { environment: 'production', operation: 'verify', subject: 'k-1' } as const;
    const answer = await callProvider({ operations, provider: record, logger, ...about }, (one) => one.verify(wanted));
    expect(answer).toMatchObject({ outcome: 'completed', reference: expect.stringMatching(/^ver_/) });
    const calls = await operations.query('SELECT * FROM provider_calls WHERE provider = $1 ORDER BY call_id', [
      record.code,
    ]);
    expect(calls).toHaveLength(4);
    expect(calls[0]).toMatchObject({
      subject: payment.transactionId,
      outcome: 'answered',
      http_status: 201,
      failure: null,
    });
    expect(JSON.stringify(calls)).not.toMatch(/secret|a-key-of/);
  });

  it('that is declined has failed, for the reason that was given', async () => {
    const record = await provider((await simulator()).url);
    expect(await send(record, order({ amount: '1.51' }))).toMatchObject({
      outcome: 'failed',
      code: 'do_not_honour',
      message: 'The simulator was told to decline it.',
    });
    expect((await callsOf(record.code)).map(({ outcome }) => outcome)).toEqual(['declined']);
    expect((await trafficOf(record.code)).failures_in_a_row).toBe(0);
  });

  it('that is not answered leaves it unknown, until the provider is asked', async () => {
    const simulated = await simulator();
    const record = await provider(simulated.url);
    const wanted = order({ data: { simulate: 'timeout' } });
    const remainingMs = () => 6500;
    expect(await send(record, wanted, { remainingMs })).toEqual({ outcome: 'unknown', reason: 'timeout' });
    expect(await callsOf(record.code)).toMatchObject([{ outcome: 'timeout', http_status: null, failure: 'timeout' }]);
    expect(await ask(record, wanted)).toMatchObject({ outcome: 'completed' });
    expect(await ask(record, order())).toEqual({ outcome: 'unheard', reason: 'answered 404' });
    expect(simulated.jobs()).toHaveLength(1);
  });

  it('is repeated after a crash, because the provider does the same key once', async () => {
    const simulated = await simulator('down');
    const record = await provider(simulated.url);
    const wanted = order();
    const sent = send(record, wanted);
    await expect.poll(() => simulated.requests().length).toBe(1);
    simulated.setScenario('succeed');
    expect(await sent).toMatchObject({ outcome: 'completed' });
    expect(await callsOf(record.code)).toMatchObject([
      { attempt: 1, outcome: 'error', http_status: 503 },
      { attempt: 2, outcome: 'answered', http_status: 201 },
    ]);
    expect(simulated.jobs()).toHaveLength(1);
    expect((await trafficOf(record.code)).places).toBe(0);
  });

  it('is never repeated once it may have arrived, where the provider promises nothing', async () => {
    const simulated = await simulator('down');
    const description = httpDescription.parse({
      ...JSON.parse(JSON.stringify(SANDBOX_DESCRIPTION)),
      idempotency: { is_honoured: false },
    });
    const record = await provider(simulated.url, { adapter: 'http', description });
    expect(await send(record)).toEqual({ outcome: 'unknown', reason: 'answered 503' });
    expect(simulated.requests()).toHaveLength(1);
    // What only asks may be repeated; and what certainly has not arrived.
    expect(await ask(record, order())).toEqual({ outcome: 'unknown', reason: 'answered 503' });
    expect(simulated.requests()).toHaveLength(4);
    const away = await provider(NOBODY, { adapter: 'http', description });
    expect(await send(away)).toEqual({ outcome: 'not-sent', reason: 'connection (ECONNREFUSED)' });
    expect((await callsOf(away.code)).map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'not-sent'],
      [2, 'not-sent'],
      [3, 'not-sent'],
    ]);
  });

  const verification = (requestId: string): VerificationOrder => ({
    ...{ requestId, verificationType: 'document', subjectType: 'individual', subjectId: 's-1', data: null },
  });
  const verify = (record: ProviderRecord, wanted: VerificationOrder): Promise<Answer> => {
    const about = { environment: 'production', operation: 'verify', subject: wanted.requestId } as const;
    return callProvider({ operations, provider: record, logger, ...about }, (adapter) => adapter.verify(wanted));
  };

  // 'gone': nobody listens any more.
  it.each(['gone', 401, 403, 404, 429, 400, 402, 422] as const)(
    'that may have arrived is unknown, whatever comes of sending it again: %s',
    async (then) => {
      for (const what of ['order', 'verify'] as const) {
        await using carried = await carryingOutAndBreaking((number) =>
          number > 1 && then !== 'gone' ? then : 'breaks',
        );
        const record = await provider(carried.url);
        // The second is by the former credentials, where these are what is refused.
        const rotated = { credentials: { api_key: 'a-newer-key' }, graceSeconds: 60 };
        if (then === 401) await rotateSecrets(operations, record.code, rotated, by);
        if (then === 'gone') carried.closeAfterFirst();
        const answer = what === 'order' ? await send(record) : await verify(record, verification('k-2'));
        expect(answer, what).toMatchObject({ outcome: 'unknown' });
        expect((await callsOf(record.code)).length).toBeGreaterThan(1);
        expect(await trafficOf(record.code)).toMatchObject({ places: 0 });
      }
    },
  );

  it('that may have arrived has ended where the provider says so by its own word for it', async () => {
    for (const [status, word, outcome] of [
      [402, 'declined', 'failed'],
      [200, 'declined', 'failed'],
      [200, 'succeeded', 'completed'],
      [422, 'succeeded', 'unknown'],
    ] as const) {
      await using carried = await carryingOutAndBreaking((number) => (number > 1 ? status : 'breaks'), word);
      expect(await send(await provider(carried.url)), `${status} ${word}`).toMatchObject({ outcome });
    }
  });

  it('that asks by sending the same again is not answered by a refusal', async () => {
    const { orders: calls, verification_status: _, ...rest } = SANDBOX_DESCRIPTION;
    const description = httpDescription.parse(
      JSON.parse(JSON.stringify({ ...rest, orders: { usual: { order: calls.usual!.order } } })),
    );
    for (const then of ['gone', 401, 404, 422, 429] as const) {
      await using carried = await carryingOutAndBreaking(() => (then === 'gone' ? 'breaks' : then));
      const record = await provider(carried.url, { adapter: 'http', description });
      if (then === 'gone') await carried.close();
      expect(['unknown', 'not-sent'], String(then)).toContain((await ask(record, order())).outcome);
      const about = { environment: 'production', operation: 'ask-verification', subject: 'k-3' } as const;
      const answer = await callProvider({ operations, provider: record, logger, ...about }, (adapter) =>
        adapter.askVerification(verification('k-3')),
      );
      expect(['unknown', 'not-sent'], String(then)).toContain(answer.outcome);
    }
  });

  it('does not go out with an id that would make another address, nor where there is no such environment', async () => {
    const simulated = await simulator();
    const record = await provider(simulated.url);
    expect(await ask(record, order({ transactionId: '..' }))).toMatchObject({ outcome: 'not-sent' });
    expect(await ask(record, order({ transactionId: 'a/../b?c#d' }))).toMatchObject({ outcome: 'unheard' });
    expect(simulated.requests().map(({ path }) => path)).toEqual(['/v1/payments/a%2F..%2Fb%3Fc%23d']);
    const real = await provider(simulated.url, { adapter: 'http', description: SANDBOX_DESCRIPTION });
    expect(await send(real, order(), { environment: 'sandbox' })).toMatchObject({ outcome: 'not-sent' });
  });

  it('is made with the former credentials while the provider does not take the new ones', async () => {
    const simulated = await simulator('succeed', { apiKeys: ['a-former-key'] });
    const record = await provider(simulated.url, { apiKey: 'a-former-key' });
    await rotateSecrets(operations, record.code, { credentials: { api_key: 'a-new-key' }, graceSeconds: 60 }, by);
    expect(await send(record)).toMatchObject({ outcome: 'completed' });
    expect(simulated.requests().map(({ status, headers }) => [status, headers['x-api-key']])).toEqual([
      [401, 'a-new-key'],
      [201, 'a-former-key'],
    ]);
    expect((await trafficOf(record.code)).failures_in_a_row).toBe(0);
    await rotateSecrets(operations, record.code, { credentials: { api_key: 'a-third-key' }, graceSeconds: 0 }, by);
    expect(await send(record)).toEqual({ outcome: 'not-sent', reason: 'answered 401' });
    // No answer ever shows them.
    const [{ said } = { said: '' }] = await operations.query<{ said: string }>(
      'SELECT json_agg(c)::text AS said FROM provider_calls c',
    );
    expect(said).not.toMatch(/a-(former|new|third)-key/);
  });

  it('with something new goes only to one that is in use; what is under way is asked about all the same', async () => {
    const simulated = await simulator();
    const record = await provider(simulated.url);
    const wanted = order({ transactionId: 'ödeme 1/ş' });
    expect(await send(record, wanted)).toMatchObject({ outcome: 'completed' });
    expect(simulated.requests()[0]!.headers['idempotency-key']).toBe('%C3%B6deme%201%2F%C5%9F');
    const off = { ...record, is_active: false };
    expect(await send(off)).toEqual({ outcome: 'not-sent', reason: 'it is switched off' });
    expect(await send({ ...record, status: 'maintenance' })).toEqual({
      outcome: 'not-sent',
      reason: 'it is maintenance',
    });
    expect(await ask(off, wanted)).toMatchObject({ outcome: 'completed' });
    expect(simulated.requests()).toHaveLength(2);
  });

  it('that breaks off here leaves it unknown, and gives its place back', async () => {
    const record = await provider(NOBODY);
    const about = { environment: 'production', operation: 'order', subject: 't' } as const;
    const broken = () => Promise.reject(new Error('a bug'));
    expect(await callProvider({ operations, provider: record, logger, ...about }, broken)).toMatchObject({
      outcome: 'unknown',
    });
    expect(await trafficOf(record.code)).toMatchObject({ places: 0, failures_in_a_row: 1 });
  });
});

describe('the circuit breaker', () => {
  it('opens after so many calls that came to nothing, lets one try, and closes when that goes well', async () => {
    const simulated = await simulator('down');
    const record = await provider(simulated.url);
    const onlyOnce = { remainingMs: () => 20_000 };
    for (let failed = 1; failed <= FAILURES_TO_OPEN; failed += 1) {
      expect(await send(record, order(), onlyOnce)).toMatchObject({ outcome: 'unknown' });
      expect(await trafficOf(record.code)).toMatchObject({
        failures_in_a_row: failed,
        is_open: failed === FAILURES_TO_OPEN,
      });
    }
    const before = simulated.requests().length;
    expect(await send(record, order(), onlyOnce)).toMatchObject({
      outcome: 'not-sent',
      reason: 'its circuit is open: too many calls in a row came to nothing',
    });
    expect((await providersOf(operations).get(record.code))!.open_until).not.toBeNull();
    // Its time is over: one tries, others wait for that.
    await openedNow(record.code);
    const tries = await Promise.all(Array.from({ length: 10 }, () => send(record, order(), onlyOnce)));
    expect(tries.filter(({ outcome }) => outcome === 'unknown')).toHaveLength(1);
    expect(simulated.requests()).toHaveLength(before + 1);
    expect((await trafficOf(record.code)).is_open).toBe(true);
    simulated.setScenario('succeed');
    await openedNow(record.code);
    expect(await send(record)).toMatchObject({ outcome: 'completed' });
    expect(await trafficOf(record.code)).toMatchObject({ failures_in_a_row: 0, is_open: false });
    expect((await providersOf(operations).get(record.code))!.open_until).toBeNull();
  });

  it('is of one environment: a broken sandbox stops nothing in production', async () => {
    const record = await provider((await simulator()).url, { sandbox_base_url: NOBODY });
    for (let failed = 0; failed < FAILURES_TO_OPEN; failed += 1) {
      await send(record, order(), { environment: 'sandbox', remainingMs: () => 20_000 });
    }
    expect(await send(record, order(), { environment: 'sandbox' })).toMatchObject({
      reason: expect.stringContaining('circuit'),
    });
    expect(await send(record)).toMatchObject({ outcome: 'completed' });
  });
});

describe('limits', () => {
  it('let out as many requests a minute as there may be, whoever counts', async () => {
    const record = await provider((await simulator()).url, { rate_limit: 7, concurrent_requests: 100 });
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(record)));
    // A minute may have turned in between.
    const sent = answers.filter(({ outcome }) => outcome === 'completed').length;
    expect(sent).toBeGreaterThanOrEqual(7);
    expect(sent).toBeLessThanOrEqual(14);
    expect(answers.find(({ outcome }) => outcome === 'not-sent')).toMatchObject({
      reason: 'its requests of this minute are used up',
    });
    expect((await trafficOf(record.code)).failures_in_a_row).toBe(0);
  });

  it('let in as many calls at a time as it takes, and forget those whose worker died', async () => {
    const simulated = await simulator('late', { lateMs: 3000 });
    const record = await provider(simulated.url, { concurrent_requests: 3 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(record)));
    expect(answers.filter(({ outcome }) => outcome === 'completed')).toHaveLength(3);
    expect(
      answers.filter((one) => 'reason' in one && one.reason === 'as many calls as it takes are under way'),
    ).toHaveLength(5);
    expect((await trafficOf(record.code)).places).toBe(0);
    await operations.query(
      `INSERT INTO provider_places (place_id, provider, environment, held_until)
       SELECT gen_random_uuid(), $1, 'production', now() - interval '1 second' FROM generate_series(1, 3)`,
      [record.code],
    );
    simulated.setScenario('succeed');
    expect(await send(record)).toMatchObject({ outcome: 'completed' });
  });

  it('count the calls of a key exactly, by the day and by the month', async () => {
    const simulated = await simulator();
    const record = await provider(simulated.url, { concurrent_requests: 100 });
    const keys = providerKeysOf(operations, record.code);
    const wanted = {
      environment: 'production',
      user_id: 'shop',
      daily_limit: 8,
      monthly_limit: 224,
      expires_in_days: 365,
    } as const;
    const key = (await keys.create(wanted, by)) as ProviderKey;
    expect(await keys.create(wanted, by)).toBe('taken');
    const tried = await Promise.allSettled(
      Array.from({ length: 20 }, () => send(record, order(), { keyId: key.key_id })),
    );
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(8);
    expect(simulated.jobs()).toHaveLength(8);
    for (const one of tried) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'quota-used-up', status: 429 });
    }
    expect(await keys.usage(key.key_id)).toMatchObject({
      ...{ daily_used: 8, daily_remaining: 0, monthly_used: 8, monthly_remaining: 216 },
      last_used_at: expect.any(String),
    });
    expect(await trafficOf(record.code)).toMatchObject({ places: 0 });
    await keys.resetLimits(key.key_id, by);
    expect(await send(record, order(), { keyId: key.key_id })).toMatchObject({ outcome: 'completed' });
    // Of a month, whatever day it was.
    await operations.query(
      `INSERT INTO provider_key_usage SELECT $1, date_trunc('month', now() AT TIME ZONE 'UTC')::date + 0, 224
       ON CONFLICT (key_id, day) DO UPDATE SET calls = 224`,
      [key.key_id],
    );
    const refused = send(record, order(), { keyId: key.key_id });
    await expect(refused).rejects.toThrow(Problem);
    await expect(refused).rejects.toThrow('this month');
    const ended = await keys.deactivate(key.key_id, by);
    expect(ended).toMatchObject({ is_active: false, deactivated_at: expect.any(String) });
    expect(await send(record, order(), { keyId: key.key_id })).toMatchObject({
      reason: 'the provider key is not in force',
    });
    const [first] = (await keys.list({ limit: 10 })).data;
    expect(first).toEqual(ended);
    // Another of the same user may be made now; one of another environment or provider is none.
    const anew = (await keys.create(wanted, by)) as ProviderKey;
    expect(await send(record, order(), { keyId: anew.key_id, environment: 'sandbox' })).toMatchObject({
      outcome: 'not-sent',
    });
  });
});

describe('secrets', () => {
  it('are in force from now on, hold on for a while, and open nowhere else', async () => {
    const { code } = await provider(NOBODY, { apiKey: 'first-of-all' });
    expect(await openedSecrets(operations, code, 'credentials')).toEqual([{ api_key: 'first-of-all' }]);
    expect(await openedSecrets(operations, code, 'webhook')).toEqual(['whsec_AAAA']);
    const until = await rotateSecrets(operations, code, { webhook: 'whsec_BBBB', graceSeconds: 3600 }, by);
    expect(Date.parse(until!) - Date.now()).toBeGreaterThan(3_500_000);
    await rotateSecrets(operations, code, { webhook: 'whsec_CCCC', graceSeconds: 7200 }, by);
    expect(await openedSecrets(operations, code, 'webhook')).toEqual(['whsec_CCCC', 'whsec_BBBB', 'whsec_AAAA']);
    expect(await openedSecrets(operations, code, 'credentials')).toHaveLength(1);
    expect(await rotateSecrets(operations, code, { webhook: 'whsec_DDDD', graceSeconds: 0 }, by)).toBeNull();
    expect(await openedSecrets(operations, code, 'webhook')).toEqual(['whsec_DDDD']);
    const rows = await operations.query<{ sealed: Buffer }>('SELECT sealed FROM provider_secrets WHERE provider = $1', [
      code,
    ]);
    expect(rows.map(({ sealed }) => sealed.toString('latin1')).join()).not.toMatch(/whsec|first-of-all/);
    const another = await provider(NOBODY);
    await operations.query(
      `UPDATE provider_secrets SET sealed = (SELECT sealed FROM provider_secrets WHERE provider = $1 AND kind = 'webhook')
       WHERE provider = $2 AND kind = 'webhook'`,
      [code, another.code],
    );
    await expect(openedSecrets(operations, another.code, 'webhook')).rejects.toThrow();
    const [{ entries } = { entries: '' }] = await postgres.database.registry.query<{ entries: string }>(
      'SELECT json_agg(e)::text AS entries FROM _audit.entries e',
    );
    expect(entries).toContain('provider.credentials-rotated');
    expect(entries).not.toMatch(/whsec_|first-of-all/);
  });
});

describe('the provider that is chosen', () => {
  it('takes it, is there, and is the better one', async () => {
    const of = (code: string, more: Partial<NewProvider> = {}) =>
      provider(NOBODY, { code, supported_currencies: ['TRY'], supported_countries: ['TR'], ...more });
    await of('CHOICEA');
    await of('CHOICEB');
    await of('CHOICEC', { supported_countries: ['DE'] });
    await of('CHOICED', { status: 'maintenance' });
    await of('CHOICEE', { is_active: false });
    await of('CHOICEF', { provider_type: 'bank' });
    await of('CHOICEG', { provider_type: 'kyc' });
    const choose = async (more: Partial<Parameters<typeof chosenProvider>[1]> = {}) =>
      (await chosenProvider(operations, { type: 'payment', currency: 'TRY', country: 'TR', tried: [], ...more }))?.code;
    expect(await choose()).toBe('CHOICEA');
    expect(await choose({ tried: ['CHOICEA'] })).toBe('CHOICEB');
    expect(await choose({ tried: ['CHOICEA', 'CHOICEB'] })).toBe('CHOICEF');
    expect(await choose({ tried: ['CHOICEA', 'CHOICEB', 'CHOICEF'] })).toBeUndefined();
    expect(await choose({ country: null, tried: ['CHOICEA', 'CHOICEB'] })).toBe('CHOICEC');
    expect(await choose({ type: 'deposit' })).toBe('CHOICEF');
    expect(await choose({ type: 'verification', currency: null })).toBe('CHOICEG');
    expect(await choose({ currency: 'CHF' })).toBeUndefined();
    // The share of calls of the last hour; then health; then the circuit.
    const called = (code: string, outcome: string, at: string) =>
      operations.query(
        `INSERT INTO provider_calls (provider, environment, operation, attempt, started_at, duration_ms, outcome)
         VALUES ($1, 'production', 'order', 1, now() - $2::interval, 5, $3)`,
        [code, at, outcome],
      );
    await called('CHOICEA', 'error', '2 hours');
    expect(await choose()).toBe('CHOICEA');
    await called('CHOICEA', 'error', '1 minute');
    expect(await choose()).toBe('CHOICEB');
    await operations.query("UPDATE providers SET is_healthy = false WHERE code = 'CHOICEB'");
    expect(await choose({ tried: ['CHOICEF'] })).toBe('CHOICEA');
    await operations.query(
      "UPDATE provider_traffic SET open_until = now() + interval '1 minute' WHERE provider = 'CHOICEA' AND environment = 'production'",
    );
    expect(await choose({ tried: ['CHOICEF'] })).toBe('CHOICEB');
    expect(await choose({ tried: ['CHOICEB', 'CHOICEF'] })).toBeUndefined();
    expect(await chosenProvider(other, { type: 'payment', currency: 'TRY', country: 'TR', tried: [] })).toBeUndefined();
  });
});

describe('checks', () => {
  const told = (code: string) =>
    operations.query<{ data: Record<string, unknown> }>(
      `SELECT data FROM outbox WHERE type = 'provider.status-changed' AND data->>'provider' = $1 ORDER BY occurred_at`,
      [code],
    );
  const work = (remainingMs = () => 60_000) => checkDueProviders({ operations, logger, remainingMs });
  // Times are kept in milliseconds, and rounded: `now()` may be one later.
  const dueNow = (code: string) =>
    operations.query("UPDATE providers SET next_check_at = now() - interval '1 second' WHERE code = $1", [code]);
  const only = (code: string) =>
    operations.query("UPDATE providers SET next_check_at = now() + interval '1 day' WHERE code <> $1", [code]);

  it('on demand are believed at once, and told where they are news', async () => {
    const simulated = await simulator();
    const record = await provider(simulated.url);
    expect(await checkProvider(operations, record)).toMatchObject({
      provider: { is_healthy: true, health_detail: 'answered 200', last_check_at: expect.any(String) },
      isNews: false,
    });
    simulated.setScenario('down');
    expect(await checkProvider(operations, record)).toMatchObject({
      provider: { is_healthy: false, health_detail: 'answered 503' },
      isNews: true,
    });
    expect(await checkProvider(operations, record)).toMatchObject({ isNews: false });
    await simulated.stop();
    expect(await checkProvider(operations, record)).toMatchObject({
      provider: { health_detail: 'connection (ECONNREFUSED)' },
    });
    expect(await told(record.code)).toMatchObject([{ data: { is_healthy: false, previous_is_healthy: true } }]);
    // How it is says nothing of how calls go.
    expect((await statisticsOf(operations, record.code, 24)).total_requests).toBe(0);
  });

  it('by the schedule are tried again for a quarter of an hour before it is down, and tell when it is back', async () => {
    const simulated = await simulator();
    const { code } = await provider(simulated.url);
    await only(code);
    await dueNow(code);
    expect(await areChecksDue(operations)).toBe(true);
    expect(await work()).toBeUndefined();
    expect(await areChecksDue(operations)).toBe(false);
    const now = async () => (await providersOf(operations).get(code))!;
    expect((await now()).is_healthy).toBe(true);
    simulated.setScenario('down');
    for (let failed = 1; failed <= CHECKS_AGAIN; failed += 1) {
      await dueNow(code);
      expect(await work()).toBeGreaterThan(200);
      expect((await now()).is_healthy).toBe(true);
      expect(await told(code)).toEqual([]);
    }
    await dueNow(code);
    await work();
    expect(await now()).toMatchObject({ is_healthy: false, health_detail: 'answered 503' });
    expect(await told(code)).toHaveLength(1);
    simulated.setScenario('succeed');
    expect(await askForChecks(operations)).toBeGreaterThan(0);
    await only(code);
    await work();
    expect(await now()).toMatchObject({ is_healthy: true });
    expect(await told(code)).toMatchObject([{ data: { is_healthy: false } }, { data: { is_healthy: true } }]);
    // Two workers at once ask once.
    const before = simulated.requests().length;
    await dueNow(code);
    await Promise.all([work(), work(), work()]);
    expect(simulated.requests()).toHaveLength(before + 1);
  });

  it('come once an hour, each provider at a time of its own', () => {
    const start = Date.UTC(2026, 2, 2, 9, 0, 0);
    for (let at = start; at < start + 3_600_000; at += 97_000) {
      const wait = nextCheckAt('PAYSIM', at).getTime() - at;
      expect(wait).toBeGreaterThanOrEqual(30 * 60_000);
      expect(wait).toBeLessThanOrEqual(90 * 60_000);
    }
    const first = nextCheckAt('PAYSIM', start).getTime();
    expect(nextCheckAt('PAYSIM', first).getTime()).toBe(first + 3_600_000);
    expect(nextCheckAt('BANKSIM', start).getTime()).not.toBe(first);
  });
});

describe('records', () => {
  it('are of one bank, changed by version, told of where the status changes, and kept while they are named', async () => {
    const record = await provider(NOBODY, { code: 'KEPT' });
    expect(await providersOf(other).get('KEPT')).toBeUndefined();
    expect((await providersOf(other).list({ limit: 10 })).data).toEqual([]);
    const changed = await providersOf(operations).change('KEPT', by, () => ({ rate_limit: 5, settings: { a: ['b'] } }));
    expect(changed).toMatchObject({ rate_limit: 5, settings: { a: ['b'] }, version: 2, name: record.name });
    const off = { status: 'offline', message: 'Broken.' } as const;
    expect(await providersOf(operations).setStatus('KEPT', off, by)).toMatchObject({ status: 'offline', version: 3 });
    await providersOf(operations).setStatus('KEPT', { ...off, message: null }, by);
    const outbox = await operations.query("SELECT FROM outbox WHERE data->>'provider' = 'KEPT'");
    expect(outbox).toHaveLength(1);
    await operations.query(
      `INSERT INTO transactions (transaction_id, transaction_type, status, amount, currency, provider)
       VALUES ('named', 'payment', 'completed', 1, 'EUR', 'KEPT')`,
    );
    expect(await providersOf(operations).remove('KEPT', by)).toBe('in-use');
    await operations.query("DELETE FROM transactions WHERE transaction_id = 'named'");
    expect(await providersOf(operations).remove('KEPT', by)).toBe('removed');
    expect(await providersOf(operations).remove('KEPT', by)).toBe('not-found');
    expect(await operations.query("SELECT FROM provider_secrets WHERE provider = 'KEPT'")).toEqual([]);
  });

  it('of calls are counted, and gone after thirty days', async () => {
    const { code } = await provider(NOBODY, { code: 'COUNTED' });
    const call = (outcome: string, ms: number, age = '1 minute') =>
      operations.query(
        `INSERT INTO provider_calls (provider, environment, operation, attempt, started_at, duration_ms, outcome)
         VALUES ($1, 'production', 'order', 1, now() - $2::interval, $3, $4)`,
        [code, age, ms, outcome],
      );
    expect(await statisticsOf(operations, code, 24)).toMatchObject({
      ...{ total_requests: 0, success_rate: null, error_rate: null, average_response_time: null, last_update: null },
    });
    for (let ms = 1; ms <= 10; ms += 1) await call('answered', ms * 10);
    await call('declined', 110);
    await call('error', 120);
    await call('timeout', 30_000);
    await call('not-sent', 0);
    await call('answered', 5, '2 days');
    await operations.query(
      `INSERT INTO hook_events (hook_id, provider, event_id, event_type, body, body_bytes, status)
       SELECT gen_random_uuid(), $1, n::text, 'x', '', 0, (ARRAY['completed', 'completed', 'failed', 'parked'])[n] FROM generate_series(1, 4) n`,
      [code],
    );
    expect(await statisticsOf(operations, code, 24)).toMatchObject({
      ...{ total_requests: 14, answered: 10, declined: 1, errors: 1, timeouts: 1, not_sent: 1 },
      ...{ success_rate: 0.7143, error_rate: 0.2143, p50_response_time: 70 },
      ...{ webhooks: 4, webhook_success_rate: 0.6667, last_update: expect.any(String) },
    });
    expect((await statisticsOf(operations, code, 72)).total_requests).toBe(15);
    const tidy = { operations, logger, remainingMs: () => 60_000 };
    await removeOldProviderRecords(tidy);
    expect(await areProviderRecordsOld(operations)).toBe(false);
    await call('answered', 5, '31 days');
    expect(await areProviderRecordsOld(operations)).toBe(true);
    await removeOldProviderRecords(tidy);
    expect(await areProviderRecordsOld(operations)).toBe(false);
    expect((await callsOf(code)).length).toBe(15);
  });
});
