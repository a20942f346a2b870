import { readStoredVariant, sliceText } from '../../shared/domain/slice.ts';
import type { Measurement } from '../../shared/observability/emf.ts';
import type { Sample } from '../../shared/observability/prometheus.ts';

interface Gauge {
  /** Without it the number is missing, and not 0. */
  readonly source: string;
  readonly unit: 'count' | 'seconds';
  readonly combine: 'worst' | 'sum';
  readonly where?: (labels: Sample['labels']) => boolean;
}

/** The names are those of `/metrics`. */
const GAUGES: Readonly<Record<string, Gauge>> = {
  staged_files: { source: 'staging', unit: 'count', combine: 'sum' },
  staged_file_age_seconds: {
    source: 'staging',
    unit: 'seconds',
    combine: 'worst',
    where: ({ held }) => held === 'false',
  },
  sync_in_progress_seconds: { source: 'staging', unit: 'seconds', combine: 'worst' },
  sync_queue_oldest_seconds: { source: 'staging', unit: 'seconds', combine: 'worst' },
  sync_missing: { source: 'missing_loads', unit: 'count', combine: 'sum' },
  stream_waiting_seconds: { source: 'streams', unit: 'seconds', combine: 'worst' },
  webhook_waiting_seconds: { source: 'webhooks', unit: 'seconds', combine: 'worst' },
  mediator_waiting_seconds: { source: 'mediator', unit: 'seconds', combine: 'worst' },
  transactions_unknown: { source: 'mediator', unit: 'count', combine: 'sum' },
  provider_webhooks_unapplied: { source: 'mediator', unit: 'count', combine: 'sum' },
  providers_down: { source: 'mediator', unit: 'count', combine: 'sum' },
  postgres_connections: { source: 'postgres', unit: 'count', combine: 'sum' },
  postgres_max_connections: { source: 'postgres', unit: 'count', combine: 'worst' },
  clickhouse_errors_total: { source: 'clickhouse', unit: 'count', combine: 'worst' },
  clickhouse_active_parts: { source: 'clickhouse', unit: 'count', combine: 'worst' },
  clickhouse_running_queries: { source: 'clickhouse', unit: 'count', combine: 'worst' },
};

/** What CloudWatch is told each minute; a scraper gets more. */
export const GAUGE_SOURCES: readonly string[] = [...new Set(Object.values(GAUGES).map(({ source }) => source))];

/**
 * The same samples as at `/metrics`, for CloudWatch's alarms and dashboard: one number over all tenants, so that a bank
 * more is no metric and no alarm more. Whose the worst is stands beside it in the line (`<name>_of`).
 */
export function gauges(samples: readonly Sample[]): Measurement[] {
  const up = new Map(
    samples.filter(({ name }) => name === 'metrics_source_up').map(({ labels, value }) => [labels.source ?? '', value]),
  );
  const told = Object.entries(GAUGES)
    .filter(([, { source }]) => up.get(source) === 1)
    .map(([name, gauge]) => ({ name, unit: gauge.unit, ...combined(name, gauge, samples) }));
  return [
    ...(told.length === 0
      ? []
      : [
          {
            values: Object.fromEntries(told.map(({ name, value, unit }) => [name, [value, unit] as const])),
            dimensions: [{}],
            properties: Object.fromEntries(told.flatMap(({ name, of }) => (of === '' ? [] : [[`${name}_of`, of]]))),
          },
        ]),
    ...[...up].map(([source, value]) => ({
      values: { metrics_source_up: [value, 'count'] as const },
      dimensions: [{}, { source }],
    })),
  ];
}

function combined(name: string, { combine, where }: Gauge, samples: readonly Sample[]): { value: number; of: string } {
  const ours = samples.filter((sample) => sample.name === name && sample.value > 0 && (where?.(sample.labels) ?? true));
  const [worst] = ours.toSorted((a, b) => b.value - a.value);
  const value = combine === 'sum' ? ours.reduce((sum, one) => sum + one.value, 0) : (worst?.value ?? 0);
  const { tenant, dataset, variant, database } = worst?.labels ?? {};
  const slice = dataset === undefined ? undefined : sliceText({ dataset, variant: readStoredVariant(variant ?? '') });
  return { value, of: [tenant, slice, database].filter((part) => part !== undefined).join(' ') };
}
