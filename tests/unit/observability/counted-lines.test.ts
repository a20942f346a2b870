import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readAnsweredRequest } from '../../../events/answered-request.ts';
import { makeLogLines, parseLogLines } from '../../../events/log-lines.ts';
import { readCountedLine } from '../../../functions/count-events/counted-line.ts';
import { requestCounts } from '../../../functions/count-events/request-counts.ts';

/** Everything that `emit` writes, with a writer that is not switched off. */
let written: string[];
beforeEach(() => {
  written = [];
  vi.resetModules();
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.spyOn(console, 'log').mockImplementation((line: string) => void written.push(line));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
const emitter = async () => (await import('../../../shared/observability/emf.ts')).emit;
const parsed = () => written.map((line) => JSON.parse(line) as Record<string, unknown>);

test("a measurement is one line of CloudWatch's embedded metric format", async () => {
  const emit = await emitter();
  emit({
    values: { http_requests_total: [1, 'count'], http_request_duration_seconds: [0.25, 'seconds'] },
    dimensions: [{ function: 'data' }, { method: 'GET', route: '/api/data' }],
    properties: { status: 200, request_id: 'r1' },
  });
  expect(parsed()).toEqual([
    {
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: 'Tranche',
            Dimensions: [
              ['service', 'function'],
              ['service', 'method', 'route'],
            ],
            Metrics: [
              { Name: 'http_requests_total', Unit: 'Count' },
              { Name: 'http_request_duration_seconds', Unit: 'Seconds' },
            ],
          },
        ],
      },
      service: 'tranche',
      function: 'data',
      method: 'GET',
      route: '/api/data',
      status: '200',
      request_id: 'r1',
      http_requests_total: 1,
      http_request_duration_seconds: 0.25,
    },
  ]);
});

test('nothing of one measurement is left for the next', async () => {
  const emit = await emitter();
  emit({ values: { a_total: [1, 'count'] }, dimensions: [{ tenant: 'BANK001' }], properties: { upload_id: 'u1' } });
  emit({ values: { b_total: [2, 'count'] }, dimensions: [{}] });
  const [, second] = parsed();
  expect(second).toMatchObject({ b_total: 2 });
  expect(Object.keys(second!).toSorted()).toEqual(['_aws', 'b_total', 'service']);
});

test('what is to be counted is read back from the line; what is not, is not', async () => {
  const emit = await emitter();
  const labels = { tenant: 'BANK001', loan_type: 'RETAIL', status: 'staged' };
  emit({
    values: { uploads_total: [1, 'count'] },
    dimensions: [{ tenant: 'BANK001' }],
    counted: { labels, once: 'x' },
  });
  emit({ values: { cold_starts_total: [1, 'count'] }, dimensions: [{}], counted: { labels: { function: 'data' } } });
  emit({ values: { http_requests_total: [1, 'count'] }, dimensions: [{}] });
  const [upload, start, request] = parsed();
  expect(upload?.counted).toBe('yes');
  expect(readCountedLine(upload)).toEqual({
    counts: [
      { name: 'uploads_total', tenantId: 'BANK001', labels: { loan_type: 'RETAIL', status: 'staged' }, value: 1 },
    ],
    once: 'x',
  });
  expect(readCountedLine(start)?.counts).toEqual([
    { name: 'cold_starts_total', tenantId: '', labels: { function: 'data' }, value: 1 },
  ]);
  expect([request?.counted, readCountedLine(request)]).toEqual([undefined, undefined]);
});

test('a delivery of log lines is known again by the ids of its lines', () => {
  const lines = (...ids: string[]) => ({
    logGroup: 'api',
    logStream: 's',
    logEvents: ids.map((id) => ({ id, timestamp: 1, message: `line ${id}` })),
  });
  const first = parseLogLines(makeLogLines(lines('1', '2')));
  expect(first.lines).toEqual(['line 1', 'line 2']);
  expect(parseLogLines(makeLogLines(lines('1', '2'))).id).toBe(first.id);
  const others = [lines('1', '3'), lines('12'), { ...lines('1', '2'), logGroup: 'other' }];
  for (const other of others) expect(parseLogLines(makeLogLines(other)).id).not.toBe(first.id);
  expect(() => parseLogLines({ awslogs: { data: 'bm90IGd6aXA=' } })).toThrow();
});

const line = (parts: object) => ({
  tenant_id: 'BANK001',
  method: 'GET',
  resource: '/api/uploads/{upload_id}',
  status: '200',
  latency_ms: '30',
  ...parts,
});

test('a request is counted by tenant, route and status, and timed by route', () => {
  const counts = requestCounts(readAnsweredRequest(line({}))!);
  const route = { method: 'GET', route: '/api/uploads/{upload_id}' };
  expect(counts[0]).toEqual({
    name: 'http_requests_total',
    tenantId: 'BANK001',
    labels: { ...route, status: '200' },
    value: 1,
  });
  const at = (le: string) => counts.find(({ labels }) => labels.le === le);
  expect(at('0.025')).toMatchObject({ tenantId: '', labels: route, value: 0 });
  expect(at('0.05')?.value).toBe(1);
  expect(counts.find(({ name }) => name.endsWith('_sum'))?.value).toBe(0.03);
});

test('what a client makes up is no label', () => {
  const labels = (parts: object) => requestCounts(readAnsweredRequest(line(parts))!)[0];
  expect(labels({ method: 'BREW', resource: '-', tenant_id: '-' })).toMatchObject({
    tenantId: '',
    labels: { method: 'OTHER', route: '{none}' },
  });
  expect(labels({ tenant_id: "BANK001' OR 1=1" })?.tenantId).toBe('');
});

test('a line of something else is no request', () => {
  expect(readAnsweredRequest({ message: 'hello' })).toBeUndefined();
  expect(readAnsweredRequest('text')).toBeUndefined();
});
