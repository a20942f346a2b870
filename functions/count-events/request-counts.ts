import type { AnsweredRequest } from '../../events/answered-request.ts';
import { TENANT_ID } from '../../shared/domain/tenancy.ts';
import { inBuckets } from '../../shared/observability/histogram.ts';
import type { Count } from '../../shared/operations/counters.ts';

/** Seconds. The slowest answer that API Gateway waits for takes 29. */
const LATENCY_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30] as const;

const METHODS: readonly string[] = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'];

/**
 * One request: how many by tenant, route and status, and how long by route. A tenant on every bucket of the histogram would
 * make twelve times as many rows, and nobody asks.
 */
export function requestCounts(request: AnsweredRequest): Count[] {
  const tenantId = TENANT_ID.test(request.tenantId) ? request.tenantId : '';
  const method = METHODS.includes(request.method) ? request.method : 'OTHER';
  const labels = { method, route: request.route };
  const status = { status: String(request.status) };
  return [
    { name: 'http_requests_total', tenantId, labels: { ...labels, ...status }, value: 1 },
    ...inBuckets('http_request_duration_seconds', labels, request.seconds, LATENCY_BUCKETS).map((count) => ({
      ...count,
      tenantId: '',
    })),
  ];
}
