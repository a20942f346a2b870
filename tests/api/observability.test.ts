import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncLog } from './answers.ts';
import { type Bank, waitFor } from './bank.ts';
import { creditFile, creditRows, fileOf, paymentFile, spoil } from './files.ts';
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
process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
afterAll(() => void collector.close());

const spans = (): Span[] =>
  bodies.flatMap((body) =>
    (JSON.parse(body) as Otlp).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );

type Line = Record<string, unknown> & { readonly component: string; readonly message: string };

describe.skipIf(isGiven())('what the service says of itself', () => {
  const service = useOwnService(3600);
  let bank: Bank;
  let other: Bank;
  beforeAll(async () => {
    bank = await service.bank('T_OBSERVED');
    other = await service.bank('T_UNSEEN');
  });

  const logFiles = () => {
    const folder = path.join(service.home, 'logs');
    return readdirSync(folder).map((name) => path.join(folder, name));
  };
  const logLines = (): Line[] =>
    logFiles().flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Line),
    );

  const scrape = async (authorization: string): Promise<Map<string, number>> => {
    const response = await fetch(`${service.url}/metrics`, { headers: { authorization } });
    if (response.status !== 200) throw new Error(`/metrics answered ${response.status}`);
    const samples = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(samples.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
  };
  const operator = () => `Bearer ${readFileSync(path.join(service.home, 'metrics-token'), 'utf8')}`;
  const sum = (samples: Map<string, number>, name: string, ...parts: string[]): number =>
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
    for (const line of logLines()) {
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
      async () => logLines().filter((line) => line.sync_id === log.id),
      (lines) => lines.some(({ message }) => message === 'sync completed'),
    );
    for (const line of of) expect(line).toMatchObject({ request_id: requestId, tenant_id: bank.tenantId });
    expect(new Set(of.map(({ message }) => message))).toEqual(
      new Set(['sync queued', 'request', 'sync started', 'sync completed']),
    );
    // And nothing of it is to be found by the sync's id alone, or by the request's alone.
    const byRequest = logLines().filter((line) => JSON.stringify(line).includes(requestId));
    expect(byRequest.filter((line) => line.sync_id !== log.id)).toEqual([]);
  });

  it('a sync of the schedule has the id of its tick', async () => {
    const tenant = await service.bank('T_TICKED');
    await tenant.stage(creditFile('RETAIL', 5));
    await service.kill();
    await service.start();
    const again = service.follow(tenant);
    // The first tick comes with the start.
    const [log] = await waitFor(
      'the sync of the schedule',
      async () => (await again.call<{ data: SyncLog[] }>('/api/sync/logs')).data,
      (logs) => logs[0]?.status === 'COMPLETED',
    );
    const lines = await waitFor(
      'the last line of the sync',
      async () => logLines().filter(({ sync_id }) => sync_id === log?.id),
      (found) => found.some(({ message }) => message === 'sync completed'),
    );
    expect(new Set(lines.map(({ request_id }) => request_id)).size).toBe(1);
    expect(new Set(lines.map(({ component }) => component))).toEqual(new Set(['dispatch', 'run-sync']));
    bank = service.follow(bank);
    other = service.follow(other);
  });

  it('whoever polls does not fill the logs', async () => {
    const [log] = (await bank.call<{ data: SyncLog[] }>('/api/sync/logs')).data;
    const poll = async () => {
      await bank.sync(log?.id ?? '');
      await fetch(`${service.url}/health`);
      await scrape(operator());
    };
    // Starts what has to be started.
    await poll();
    await sleep(500);
    const size = () => logFiles().reduce((bytes, file) => bytes + statSync(file).size, 0);
    const before = size();
    for (let round = 0; round < 20; round += 1) await poll();
    await sleep(500);
    expect(size()).toBe(before);
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
    const before = await waitFor(
      'counters at rest',
      async () => {
        const first = await scrape(operator());
        await sleep(700);
        return [first, await scrape(operator())] as const;
      },
      // The two scrapes themselves are all that may have been counted.
      ([first, second]) => sum(second, 'http_requests_total') - sum(first, 'http_requests_total') <= 2,
    ).then(([, second]) => second);
    for (let index = 0; index < 25; index += 1) await bank.ask('/api/sync/configs');
    for (let index = 0; index < 5; index += 1) await bank.ask(`/api/uploads/made-up-${index}`);
    for (let index = 0; index < 7; index += 1) await fetch(`${service.url}/api/tenant`);
    const rows = spoil(creditRows('RETAIL', 10), 3, { original_loan_amount: 'much' });
    await bank.configure('RETAIL', { max_error_rate: 0.9 });
    const log = await bank.deliver(fileOf('credit', 'RETAIL', rows));
    expect(log).toMatchObject({ status: 'COMPLETED', valid_credit_rows: 7 });
    const tenant = `tenant="${bank.tenantId}"`;
    const grown = (after: Map<string, number>, name: string, ...parts: string[]) =>
      sum(after, name, ...parts) - sum(before, name, ...parts);
    const after = await waitFor(
      'the requests to be counted',
      () => scrape(operator()),
      (samples) => grown(samples, 'http_requests_total', 'route="/api/tenant"') >= 7,
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
    const ours = await scrape(`Api-Key ${bank.apiKey}`);
    expect(sum(ours, 'sync_operations_total', 'status="COMPLETED"')).toBeGreaterThan(0);
    const foreign = [...ours.keys()].filter((key) => key.includes('tenant=') && !key.includes(`"${bank.tenantId}"`));
    expect(foreign).toEqual([]);
    for (const name of ['postgres_connections', 'sync_queue_messages', 'http_request_duration_seconds_count']) {
      expect([name, sum(ours, name)]).toEqual([name, 0]);
    }
    for (const authorization of [
      '',
      'Bearer x',
      `Bearer ${operator().slice(7, -1)}`,
      `Api-Key ${operator().slice(7)}`,
    ]) {
      const response = await fetch(`${service.url}/metrics`, { headers: { authorization } });
      expect([response.status, response.headers.has('www-authenticate')]).toEqual([401, true]);
    }
    const named = await fetch(`${service.url}/metrics?tenant_id=${other.tenantId}`, {
      headers: { authorization: `Api-Key ${bank.apiKey}` },
    });
    expect(named.status).toBe(403);
  });

  it('counters go on where they were after kill -9', async () => {
    const counted = (samples: Map<string, number>) =>
      [...samples].filter(([key]) => /^(http_requests_total|sync_|uploads_|data_upload|validation)/.test(key));
    await sleep(1000);
    const before = await scrape(operator());
    await service.kill();
    await service.start();
    const after = await scrape(operator());
    const shrunk = counted(before).filter(
      ([key, value]) => /_(total|count|sum|bucket)\b/.test(key) && !((after.get(key) ?? -1) >= value),
    );
    expect(counted(before).length).toBeGreaterThan(10);
    expect(shrunk).toEqual([]);
  });
});
