import type { Queryable } from '../operations/database.ts';

/** What `/metrics` tells of the mediator's work for a tenant. */
export interface MediationTotals {
  /** How long ago the oldest was due of what nobody does: a transaction, a webhook that came in, or a verification. */
  readonly waiting_seconds: number;
  /** Transactions that may have been done and may not. */
  readonly transactions_unknown: number;
  /** Webhooks of which nothing came, until somebody looks. */
  readonly webhooks_failed: number;
  readonly webhooks_parked: number;
  /** Providers in use that do not answer. */
  readonly providers_down: number;
}

/** One statement, of a few rows of an index each: whatever was done before is not looked at. */
export async function mediationTotals(operations: Queryable): Promise<MediationTotals> {
  const [totals] = await operations.query<MediationTotals>(
    `SELECT coalesce(greatest(0, extract(epoch FROM now() - least(
         (SELECT min(due_at) FROM transactions),
         (SELECT min(due_at) FROM hook_events),
         (SELECT min(due_at) FROM kyc_requests)))::float8), 0) AS waiting_seconds,
       (SELECT count(*)::int FROM transactions WHERE status = 'unknown') AS transactions_unknown,
       (SELECT count(*)::int FROM hook_events WHERE status = 'failed') AS webhooks_failed,
       (SELECT count(*)::int FROM hook_events WHERE status = 'parked') AS webhooks_parked,
       (SELECT count(*)::int FROM providers WHERE is_active AND is_healthy = false) AS providers_down`,
  );
  return totals!;
}
