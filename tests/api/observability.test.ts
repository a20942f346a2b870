import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncLog } from './answers.ts';
import { type Bank, waitFor } from './bank.ts';
import { creditFile, creditRows, fileOf, paymentFile, spoil } from './files.ts';
import { logLines, operatorOf, type Samples, scrape } from './observed.ts';
import { useOwnService } from './own-service.ts';
import { isGiven } from './tenants.ts';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}
interface Otlp {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
}

/** Takes spans as a collector does. It listens before the service starts, which is told of it by the environment. */
const bodies: string[] = [];
const collector = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => {
    body += text;
  });
  request.on('end', () => {
    if (request.url === '/v1/traces') bodies.push(body);
    response.end('{}');
  });
});
await new Promise<void>((listening) => collector.listen(0, '127.0.0.1', listening));
const OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
afterAll(() => void collector.close());

const spans = (): Span[] =>
  bodies.flatMap((body) =>
    (JSON.parse(body) as Otlp).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );

describe.skipIf(isGiven())('what the service says of itself', () => {
  /** A request that takes as long has its line (shared/http/serve.ts). */
  const SLOW_MS = 2000;
  const service = useOwnService(3600, undefined, { OTEL_EXPORTER_OTLP_ENDPOINT });
  let bank: Bank;
  let other: Bank;
  beforeAll(async () => {
    bank = await service.bank('T_OBSERVED');
    other = await service.bank('T_UNSEEN');
  });

  const sum = (samples: Samples, name: string, ...parts: string[]): number =>
    [...samples].reduce(
      (total, [key, value]) =>
        key.startsWith(`${name}{`) && parts.every((part) => key.includes(part)) ? total + value : total,
      0,
    );

  async function startAndWait(): Promise<{ requestId: string; log: SyncLog }> {
    const answer = await bank.ask<SyncLog>('/api/sync', {
      method: 'POST',
      body: { tenant_id: bank.tenantId, loan_type: 'RETAIL' },
    });
    expect(answer.status).toBe(202);
    return { requestId: answer.headers.get('x-request-id') ?? '', log: await bank.waitForSync(answer.body.id) };
  }

  it('every line has the same form', async () => {
    await bank.ask('/api/nowhere');
    for (const line of logLines(service)) {
      expect(line).toMatchObject({
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        level: expect.stringMatching(/^(DEBUG|INFO|WARN|ERROR)$/),
        service: 'tranche',
        component: expect.any(String),
        message: expect.any(String),
      });
      const known = ['timestamp', 'level', 'service', 'component', 'request_id', 'sync_id', 'tenant_id', 'message'];
      expect(Object.keys(line).filter((key) => ![...known, 'details'].includes(key))).toEqual([]);
    }
  });

  it('one id finds all of a sync, from the request to the end', async () => {
    await bank.stage(creditFile('RETAIL', 20));
    const { requestId, log } = await startAndWait();
    const of = await waitFor(
      'the last line of the sync',
      async () => logLines(service).filter((line) => line.sync_id === log.id),
      (lines) => lines.some(({ message }) => message === 'sync completed'),
    );
    for (const line of of) expect(line).toMatchObject({ request_id: requestId, tenant_id: bank.tenantId });
    expect(new Set(of.map(({ message }) => message))).toEqual(
      new Set(['sync queued', 'request', 'sync started', 'sync completed']),
    );
    // And nothing of it is to be found by the sync's id alone, or by the request's alone.
    const byRequest = logLines(service).filter((line) => JSON.stringify(line).includes(requestId));
    expect(byRequest.filter((line) => line.sync_id !== log.id)).toEqual([]);
  });

  it('whoever polls does not fill the logs', async () => {
    const [log] = (await bank.call<{ data: SyncLog[] }>('/api/sync/logs')).data;
    /** A request that has its line, and has it now: what was asked before it has its own by then, if any. */
    const mark = async () => {
      const id = (await bank.ask(`/api/sync/logs/${randomUUID()}`)).headers.get('x-request-id');
      await waitFor(
        'the line of a request that is refused',
        async () => logLines(service).some(({ request_id }) => request_id === id),
        (isThere) => isThere,
      );
      return id;
    };
    const poll = async () => {
      await bank.sync(log?.id ?? '');
      await fetch(`${service.url}/health`);
      await scrape(service);
    };
    // Starts what has to be started.
    await poll();
    await mark();
    const before = new Set(logLines(service).map((line) => JSON.stringify(line)));
    for (let round = 0; round < 20; round += 1) await poll();
    const marked = await mark();
    const since = logLines(service).filter((line) => !before.has(JSON.stringify(line)));
    // Where the machine is busy a request may be slow, and that is worth a line.
    const isSlow = ({ details }: (typeof since)[number]) =>
      Number((details as { duration_ms?: number })?.duration_ms) >= SLOW_MS;
    expect(since.filter((line) => line.request_id !== marked && !isSlow(line))).toEqual([]);
  });

  it('one sync is one trace, with all that it asked of others', async () => {
    await bank.stage(creditFile('RETAIL', 20));
    await bank.stage(paymentFile('RETAIL', 20));
    const { requestId } = await startAndWait();
    const traceId = requestId.replaceAll('-', '');
    const ofSync = await waitFor(
      'the spans of the sync',
      async () => spans().filter((span) => span.traceId === traceId),
      (found) => found.some(({ name }) => name === 'run-sync'),
    );
    const ids = new Set(ofSync.map(({ spanId }) => spanId));
    expect(ofSync.filter(({ parentSpanId }) => !parentSpanId).map(({ name }) => name)).toEqual(['POST /api/sync']);
    expect(ofSync.filter(({ parentSpanId }) => parentSpanId && !ids.has(parentSpanId))).toEqual([]);
    const names = new Set(ofSync.map(({ name }) => name));
    for (const name of ['POST /api/sync', 'sqs SendMessage', 'run-sync', 'clickhouse publish', 'postgres UPDATE']) {
      expect(names).toContain(name);
    }
    for (const name of ['dynamodb UpdateItem', 's3 HeadObject', 'sync check', 'sync publish']) {
      expect(names).toContain(name);
    }
  });

  it('spans hold no SQL, no value, no address, and no health or metrics', () => {
    const said = bodies.join('\n');
    expect(said.length).toBeGreaterThan(1000);
    for (const word of ['FROM ', 'VALUES', 'SELECT count', 'http://', 'X-Amz', 'LOAN_000001', bank.apiKey]) {
      expect(said).not.toContain(word);
    }
    expect(spans().filter(({ name }) => /health|metrics/.test(name))).toEqual([]);
    // Nor anything that those ask of others: it would be a trace of its own.
    const ofNone = spans().filter(({ parentSpanId }) => !parentSpanId);
    expect(ofNone.filter(({ name }) => /^(clickhouse|postgres|dynamodb|s3|sqs) /.test(name))).toEqual([]);
  });

  it('counts every request once, whoever answered it, and the sync as its log has it', async () => {
    // Lines are counted in the order in which they were written: with this one counted, all before it are.
    const marks = (samples: Samples) => sum(samples, 'http_requests_total', 'route="/api/audit"', 'status="401"');
    await fetch(`${service.url}/api/audit`);
    const before = await waitFor(
      'the requests before to be counted',
      () => scrape(service),
      (samples) => marks(samples) === 1,
    );
    for (let index = 0; index < 25; index += 1) await bank.ask('/api/sync/configs');
    for (let index = 0; index < 5; index += 1) await bank.ask(`/api/uploads/made-up-${index}`);
    for (let index = 0; index < 7; index += 1) await fetch(`${service.url}/api/tenant`);
    const rows = spoil(creditRows('RETAIL', 10), 3, { original_loan_amount: 'much' });
    await bank.configure('RETAIL', { max_error_rate: 0.9 });
    const log = await bank.deliver(fileOf('credit', 'RETAIL', rows));
    expect(log).toMatchObject({ status: 'COMPLETED', valid_credit_rows: 7 });
    const tenant = `tenant="${bank.tenantId}"`;
    const grown = (after: Samples, name: string, ...parts: string[]) =>
      sum(after, name, ...parts) - sum(before, name, ...parts);
    const after = await waitFor(
      'the requests to be counted',
      () => scrape(service),
      (samples) =>
        grown(samples, 'http_requests_total', 'route="/api/tenant"') >= 7 &&
        grown(samples, 'uploads_total', tenant, 'status="announced"') >= 1,
    );
    const requests = (...parts: string[]) => grown(after, 'http_requests_total', ...parts);
    expect(requests(tenant, 'route="/api/sync/configs"', 'status="200"')).toBe(25);
    expect(requests(tenant, 'route="/api/uploads/{upload_id}"', 'status="400"')).toBe(5);
    expect(requests('route="/api/tenant"', 'status="401"')).toBe(7);
    expect(grown(after, 'http_request_duration_seconds_count', 'route="/api/tenant"')).toBe(7);
    expect(grown(after, 'sync_operations_total', tenant, 'status="COMPLETED"')).toBe(1);
    expect(grown(after, 'clickhouse_rows_inserted_total', tenant, 'table="fact_credit"')).toBe(7);
    expect(grown(after, 'rejected_rows_total', tenant)).toBe(3);
    expect(grown(after, 'validation_errors_total', tenant)).toBe(log.error_count);
    expect(grown(after, 'sync_duration_seconds_count', tenant)).toBe(1);
    expect(grown(after, 'uploads_total', tenant, 'status="announced"')).toBe(1);
    expect([...after.keys()].filter((key) => key.includes('made-up'))).toEqual([]);
    const down = [...after].filter(([key, value]) => key.startsWith('metrics_source_up') && value !== 1);
    expect(down).toEqual([]);
  });

  it('shows a tenant its own numbers only, and nobody else any', async () => {
    const ours = await scrape(service, `Api-Key ${bank.apiKey}`);
    expect(sum(ours, 'sync_operations_total', 'status="COMPLETED"')).toBeGreaterThan(0);
    const foreign = [...ours.keys()].filter((key) => key.includes('tenant=') && !key.includes(`"${bank.tenantId}"`));
    expect(foreign).toEqual([]);
    for (const name of ['postgres_connections', 'sync_queue_messages', 'http_request_duration_seconds_count']) {
      expect([name, sum(ours, name)]).toEqual([name, 0]);
    }
    for (const authorization of [
      '',
      'Bearer x',
      `Bearer ${operatorOf(service).slice(7, -1)}`,
      `Api-Key ${operatorOf(service).slice(7)}`,
    ]) {
      const response = await fetch(`${service.url}/metrics`, { headers: { authorization } });
      expect([response.status, response.headers.has('www-authenticate')]).toEqual([401, true]);
    }
    const named = await fetch(`${service.url}/metrics?tenant_id=${other.tenantId}`, {
      headers: { authorization: `Api-Key ${bank.apiKey}` },
    });
    expect(named.status).toBe(403);
  });

  it('refuses a tenant that could be none, also from the installation itself', async () => {
    for (const [authorization, status] of [
      [operatorOf(service), 400],
      ['', 401],
    ] as const) {
      for (const tenant of ['x', '', '%00', "A'B", 'x'.repeat(500)]) {
        const response = await fetch(`${service.url}/metrics?tenant_id=${tenant}`, { headers: { authorization } });
        expect([tenant, response.status]).toEqual([tenant, status]);
      }
    }
  });
});
