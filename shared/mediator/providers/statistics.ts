import { roundedRatio } from '../../domain/exact-ratio.ts';
import type { Queryable } from '../../operations/database.ts';

/** Of the calls of some hours; those that only ask how a provider is do not count. */
export interface ProviderStatistics {
  readonly total_requests: number;
  readonly answered: number;
  readonly declined: number;
  readonly errors: number;
  readonly timeouts: number;
  readonly not_sent: number;
  /** Null where there was none. */
  readonly success_rate: number | null;
  readonly error_rate: number | null;
  /** Milliseconds, of those that were sent. */
  readonly average_response_time: number | null;
  readonly p50_response_time: number | null;
  readonly p95_response_time: number | null;
  readonly active_keys: number;
  readonly webhooks: number;
  readonly webhook_success_rate: number | null;
  /** When the last call was made, or the last webhook came. */
  readonly last_update: string | null;
}

interface Row extends Omit<ProviderStatistics, 'success_rate' | 'error_rate' | 'webhook_success_rate' | 'last_update'> {
  readonly completed_webhooks: number;
  readonly failed_webhooks: number;
  readonly last_update: Date | null;
}

/** One statement: all of it is of one moment. */
export async function statisticsOf(operations: Queryable, code: string, hours: number): Promise<ProviderStatistics> {
  const [row] = await operations.query<Row>(
    `SELECT calls.*, hooks.*, greatest(last_call, last_hook) AS last_update,
       (SELECT count(*)::int FROM provider_keys
        WHERE provider = $1 AND deactivated_at IS NULL AND expires_at > now()) AS active_keys
     FROM (
       SELECT count(*)::int AS total_requests, max(started_at) AS last_call,
         count(*) FILTER (WHERE outcome = 'answered')::int AS answered,
         count(*) FILTER (WHERE outcome = 'declined')::int AS declined,
         count(*) FILTER (WHERE outcome = 'error')::int AS errors,
         count(*) FILTER (WHERE outcome = 'timeout')::int AS timeouts,
         count(*) FILTER (WHERE outcome = 'not-sent')::int AS not_sent,
         round(avg(duration_ms) FILTER (WHERE outcome <> 'not-sent'), 1)::float8 AS average_response_time,
         round((percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_ms) FILTER (WHERE outcome <> 'not-sent'))::numeric, 1)::float8
           AS p50_response_time,
         round((percentile_cont(0.95) WITHIN GROUP (ORDER BY duration_ms) FILTER (WHERE outcome <> 'not-sent'))::numeric, 1)::float8
           AS p95_response_time
       FROM provider_calls
       WHERE provider = $1 AND operation <> 'health' AND started_at > now() - make_interval(hours => $2)) AS calls,
     (SELECT count(*)::int AS webhooks, max(received_at) AS last_hook,
         count(*) FILTER (WHERE status = 'completed')::int AS completed_webhooks,
         count(*) FILTER (WHERE status = 'failed')::int AS failed_webhooks
       FROM hook_events WHERE provider = $1 AND received_at > now() - make_interval(hours => $2)) AS hooks`,
    [code, hours],
  );
  const { completed_webhooks, failed_webhooks, last_update, ...counts } = row!;
  const { total_requests, answered, errors, timeouts, not_sent } = counts;
  return {
    total_requests,
    answered,
    declined: counts.declined,
    errors,
    timeouts,
    not_sent,
    success_rate: share(answered, total_requests),
    error_rate: share(errors + timeouts + not_sent, total_requests),
    average_response_time: counts.average_response_time,
    p50_response_time: counts.p50_response_time,
    p95_response_time: counts.p95_response_time,
    active_keys: counts.active_keys,
    webhooks: counts.webhooks,
    webhook_success_rate: share(completed_webhooks, completed_webhooks + failed_webhooks),
    last_update: last_update?.toISOString() ?? null,
  };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : roundedRatio(part, whole, 4));
