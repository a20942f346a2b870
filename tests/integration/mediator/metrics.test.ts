import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mediatorSamples } from '../../../functions/metrics/mediator-samples.ts';
import { startProvider } from '../../../local/provider-simulator/start-provider.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import type { PaymentOrder } from '../../../shared/mediator/adapter.ts';
import { mediationTotals } from '../../../shared/mediator/mediation-totals.ts';
import { callProvider } from '../../../shared/mediator/providers/call-provider.ts';
import { checkProvider } from '../../../shared/mediator/providers/check-provider.ts';
import { type ProviderRecord, providersOf } from '../../../shared/mediator/providers/provider-record.ts';
import { keepSecret } from '../../../shared/mediator/providers/secrets.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { theOperator } from '../../../shared/operations/audit.ts';
import type { Operations } from '../../../shared/operations/database.ts';
import { setSettings } from '../../settings.ts';
import { postgresWith, type TestPostgres } from '../operations/postgres-under-test.ts';

let postgres: TestPostgres;
let operations: Operations;
let other: Operations;
const lines: Record<string, unknown>[] = [];
beforeAll(async () => {
  setSettings({
    PROVIDER_KEY: 'a key of providers, long enough to be one',
    OUTBOUND_ALLOWED: '127.0.0.0/8',
    // With a writer that is not switched off.
    POWERTOOLS_METRICS_DISABLED: 'false',
    POWERTOOLS_DEV: 'true',
  });
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(JSON.parse(line)));
  postgres = await postgresWith('BANK001', 'BANK002');
  operations = postgres.database.operationsFor(tenantScope('BANK001'));
  other = postgres.database.operationsFor(tenantScope('BANK002'));
});
afterAll(async () => {
  vi.restoreAllMocks();
  await postgres?.stop();
});

const provider = (code: string, url: string): Promise<ProviderRecord | undefined> =>
  providersOf(operations).create(
    {
      ...{ code, name: code, provider_type: 'payment', adapter: 'sandbox', status: 'online', description: null },
      ...{ supported_currencies: ['EUR'], supported_countries: ['DE'], is_active: true, api_base_url: url },
      ...{ sandbox_base_url: null, api_version: '1', signature_scheme: 'standard', rate_limit: 1000 },
      ...{ concurrent_requests: 10, settings: {} },
    },
    theOperator(),
    async (inside) => {
      await keepSecret(inside, operations.scope, code, 'credentials', { api_key: 'a-key-of-the-provider' });
    },
  );

const NOTHING = {
  waiting_seconds: 0,
  transactions_unknown: 0,
  webhooks_failed: 0,
  webhooks_parked: 0,
  providers_down: 0,
};

describe('what /metrics tells of the mediator', () => {
  it('is nothing where there is nothing', async () => {
    expect(await mediationTotals(operations)).toEqual(NOTHING);
  });

  it('is how long ago the oldest was due, whatever it is, and not what is due later', async () => {
    const waits = async (seconds: number) => {
      const { waiting_seconds } = await mediationTotals(operations);
      expect(waiting_seconds).toBeGreaterThanOrEqual(seconds);
      expect(waiting_seconds).toBeLessThan(seconds + 90);
    };
    const transaction = (id: string, due: string) =>
      operations.query(
        `INSERT INTO transactions (transaction_id, transaction_type, status, amount, currency, due_at)
         VALUES ($1, 'payment', 'pending', 1, 'EUR', now() + $2::interval)`,
        [id, due],
      );
    await transaction('later', '1 hour');
    expect(await mediationTotals(operations)).toEqual(NOTHING);
    await transaction('waits', '-100 seconds');
    await waits(100);
    await provider('HOOKS', 'http://127.0.0.1:1');
    await operations.query(
      `INSERT INTO hook_events (hook_id, provider, event_id, event_type, body, body_bytes, due_at)
       VALUES ($1, 'HOOKS', 'a', 'x', '', 0, now() - interval '200 seconds')`,
      [randomUUID()],
    );
    await waits(200);
    await operations.query(
      `INSERT INTO kyc_requests (request_id, request_type, entity_id, verification_type, subject_type, subject_id, provider,
         status, validity_days, requested_by, due_at)
       VALUES ($1, 'provider', 'HOOKS', 'face', 'individual', 'a', 'HOOKS', 'pending', 1, 'somebody', now() - interval '300 seconds')`,
      [randomUUID()],
    );
    await waits(300);
    expect(await mediationTotals(other)).toEqual(NOTHING);
    for (const table of ['transactions', 'hook_events', 'kyc_requests']) await operations.query(`DELETE FROM ${table}`);
    expect(await mediationTotals(operations)).toEqual(NOTHING);
  });

  it('is what somebody has to look at, by tenant', async () => {
    await operations.query(
      `INSERT INTO transactions (transaction_id, transaction_type, status, amount, currency)
       SELECT status || number, 'payment', status, 1, 'EUR'
       FROM unnest(ARRAY['unknown', 'processing', 'completed', 'failed']) AS status, generate_series(1, 2) AS number`,
    );
    await operations.query(
      `INSERT INTO hook_events (hook_id, provider, event_id, event_type, body, body_bytes, status)
       SELECT gen_random_uuid(), 'HOOKS', status || number, 'x', '', 0, status
       FROM unnest(ARRAY['failed', 'parked', 'completed', 'cancelled']) AS status, generate_series(1, 3) AS number
       WHERE status <> 'parked' OR number = 1`,
    );
    // One of them is in use and does not answer; of HOOKS nobody has asked yet.
    for (const code of ['DOWN', 'RESTS', 'FINE']) await provider(code, 'http://127.0.0.1:1');
    await operations.query(
      `UPDATE providers SET is_healthy = (code = 'FINE'), is_active = (code <> 'RESTS') WHERE code <> 'HOOKS'`,
    );
    const totals = await mediationTotals(operations);
    expect(totals).toEqual({
      ...NOTHING,
      ...{ transactions_unknown: 2, webhooks_failed: 3, webhooks_parked: 1, providers_down: 1 },
    });
    const tenant = 'BANK001';
    expect(mediatorSamples(tenant, totals)).toEqual([
      { name: 'mediator_waiting_seconds', labels: { tenant }, value: 0 },
      { name: 'transactions_unknown', labels: { tenant }, value: 2 },
      { name: 'provider_webhooks_unapplied', labels: { tenant, status: 'failed' }, value: 3 },
      { name: 'provider_webhooks_unapplied', labels: { tenant, status: 'parked' }, value: 1 },
      { name: 'providers_down', labels: { tenant }, value: 1 },
    ]);
    expect(await mediationTotals(other)).toEqual(NOTHING);
  });
});

describe('a call of a provider', () => {
  const order: PaymentOrder = {
    ...{ transactionId: 't-1', reference: null, type: 'payment', amount: '10.00', currency: 'EUR', userId: null },
    ...{ source: { account: null, system: 'shop' }, target: { account: null, system: 'bank' }, refundOf: null },
    data: null,
  };
  const counted = () =>
    lines
      .filter((line) => 'provider_calls_total' in line)
      .map((line) => ({ ...JSON.parse(line.labels as string), times: line.provider_calls_total }));
  const timed = () =>
    lines
      .filter((line) => 'provider_call_seconds' in line)
      .map(({ operation, provider_call_seconds: seconds }) => ({ operation, seconds }));

  it('is counted by its kind and what became of it, and timed where it was sent', async () => {
    const simulated = await startProvider({ type: 'payment', port: 0, scenario: 'succeed', settleMs: 10 });
    const record = (await provider('COUNTED', simulated.url))!;
    const about = { operations, provider: record, environment: 'production', subject: 't-1' } as const;
    const logger = makeLogger('test');
    lines.length = 0;
    await callProvider({ ...about, operation: 'order', logger }, (adapter) => adapter.order(order));
    await callProvider({ ...about, operation: 'ask', logger }, (adapter) => adapter.ask(order));
    await checkProvider(operations, record);
    await simulated.stop();
    await operations.query(
      `UPDATE provider_traffic SET open_until = now() + interval '1 hour' WHERE provider = 'COUNTED'`,
    );
    await callProvider({ ...about, operation: 'ask-verification', logger }, (adapter) => adapter.ask(order));
    const [tenant, times] = ['BANK001', 1];
    expect(counted()).toEqual([
      { tenant, times, operation: 'order', outcome: 'answered' },
      { tenant, times, operation: 'ask', outcome: 'answered' },
      { tenant, times, operation: 'check', outcome: 'answered' },
      { tenant, times, operation: 'ask', outcome: 'not-sent' },
    ]);
    expect(timed()).toEqual(['order', 'ask', 'check'].map((operation) => ({ operation, seconds: expect.any(Number) })));
    expect(JSON.stringify(lines)).not.toMatch(/t-1|COUNTED|shop/);
  });
});
