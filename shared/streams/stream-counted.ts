import { emit } from '../observability/emf.ts';
import type { Recorded } from './record-events.ts';

interface About {
  readonly tenant_id: string;
  readonly stream: string;
}

/** Counts what a request brought, for CloudWatch and `/metrics`. */
export function noteReceived(
  { tenant_id: tenant, stream }: About,
  counts: { readonly accepted: number; readonly duplicates: number; readonly rejected: number },
): void {
  const outcomes = { accepted: counts.accepted, duplicate: counts.duplicates, rejected: counts.rejected };
  for (const [outcome, events] of Object.entries(outcomes)) {
    if (events === 0) continue;
    emit({
      values: { stream_events_total: [events, 'count'] },
      dimensions: [{ outcome }, { tenant, stream }],
      counted: { labels: { tenant, stream, outcome } },
    });
  }
}

/** Tells CloudWatch what was recorded. `/metrics` needs no telling: it reads the counters themselves. */
export function noteRecorded({ tenant_id: tenant, stream }: About, { events, alerts, lagSeconds }: Recorded): void {
  emit({
    values: {
      stream_recorded_total: [events, 'count'],
      stream_alerts_total: [alerts, 'count'],
      stream_lag_seconds: [lagSeconds, 'seconds'],
    },
    dimensions: [{}, { tenant, stream }],
  });
}
