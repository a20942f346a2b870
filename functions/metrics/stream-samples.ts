import type { Sample } from '../../shared/observability/prometheus.ts';
import { LAG_SECONDS, type StreamTotals } from '../../shared/streams/stream-totals.ts';

/** A tenant's streams as samples. What has not happened yet is there as 0, so that its first time is seen. */
export const streamSamples = (tenant: string, totals: readonly StreamTotals[]): Sample[] =>
  totals.flatMap(({ stream, events, alerts, below, lag_seconds, waiting_seconds }) => {
    const labels = { tenant, stream };
    const lag = 'stream_lag_seconds';
    return [
      { name: 'stream_alerts_total', labels, value: alerts },
      ...LAG_SECONDS.map((bound, at) => ({
        name: `${lag}_bucket`,
        labels: { ...labels, le: String(bound) },
        value: below[at] ?? 0,
      })),
      { name: `${lag}_bucket`, labels: { ...labels, le: '+Inf' }, value: events },
      { name: `${lag}_sum`, labels, value: lag_seconds },
      { name: `${lag}_count`, labels, value: events },
      { name: 'stream_waiting_seconds', labels, value: waiting_seconds },
    ];
  });
