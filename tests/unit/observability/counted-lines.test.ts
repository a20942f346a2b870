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

/** As a function writes it of each request that it answered. */
const ofFunction = (labels: object, seconds = 0.03) => ({
  http_requests_total: 1,
  http_request_duration_seconds: seconds,
  labels: JSON.stringify({
    tenant: 'BANK001',
    method: 'GET',
    route: '/api/uploads/{upload_id}',
    status: '200',
    ...labels,
  }),
});
/** As the gateway writes it; the line is counted where it refused the request by itself. */
const ofGateway = (parts: object) => ({
  method: 'POST',
  resource: '/api/uploads',
  status: '413',
  latency_ms: '30',
  refusal: 'REQUEST_TOO_LARGE',
  ...parts,
});

test('a request is counted by tenant, route and status, and timed by route', () => {
  const counts = requestCounts(readAnsweredRequest(ofFunction({}))!);
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

test('what the gateway refused by itself is counted too, and what a function answered is so once', () => {
  expect(requestCounts(readAnsweredRequest(ofGateway({}))!)[0]).toEqual({
    name: 'http_requests_total',
    tenantId: '',
    labels: { method: 'POST', route: '/api/uploads', status: '413' },
    value: 1,
  });
  expect(readAnsweredRequest(ofGateway({ refusal: '-' }))).toBeUndefined();
});

test('what a client makes up is no label', () => {
  expect(requestCounts(readAnsweredRequest(ofGateway({ method: 'BREW', resource: '-' }))!)[0]).toMatchObject({
    tenantId: '',
    labels: { method: 'OTHER', route: '{none}' },
  });
  const forged = ofFunction({ tenant: "BANK001' OR 1=1" });
  expect(requestCounts(readAnsweredRequest(forged)!)[0]?.tenantId).toBe('');
});

test('a line of something else is no request', () => {
  expect(readAnsweredRequest({ message: 'hello' })).toBeUndefined();
  expect(readAnsweredRequest('text')).toBeUndefined();
});
