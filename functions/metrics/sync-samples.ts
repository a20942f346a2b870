import { loans } from '../../shared/contracts/loans.ts';
import { VARIANTS } from '../../shared/domain/slice.ts';
import { FINAL_STATUSES } from '../../shared/domain/sync.ts';
import type { Sample } from '../../shared/observability/prometheus.ts';
import { type Distribution, SYNC_SECONDS, type SyncTotals } from '../../shared/operations/sync-totals.ts';
import { factTable } from '../../shared/warehouse/tables.ts';

type Labels = Readonly<Record<string, string>>;

const TABLES: Readonly<Record<string, string>> = Object.fromEntries(
  loans.fileTypes.map((fileType) => [fileType.name, factTable(fileType)]),
);

/**
 * A tenant's syncs as samples. What has not happened yet is there as 0: Prometheus sees a counter grow only from one value
 * to the next, so the first failure would go unseen.
 */
export function syncSamples(tenant: string, totals: SyncTotals): Sample[] {
  const operations = new Map(
    VARIANTS.flatMap((variant) =>
      FINAL_STATUSES.map((status) => [
        [variant, status, false].join(),
        { variant, status, validate_only: false, count: 0 },
      ]),
    ) as [string, SyncTotals['operations'][number]][],
  );
  for (const found of totals.operations) {
    operations.set([found.variant, found.status, found.validate_only].join(), found);
  }
  const published = [...operations.values()].filter(
    ({ status, validate_only }) => status === 'COMPLETED' && !validate_only,
  );
  const of = (variant: string): Labels => ({ tenant, loan_type: variant });
  return [
    ...[...operations.values()].map(({ variant, status, validate_only, count }) =>
      sample('sync_operations_total', { ...of(variant), status, validate_only: String(validate_only) }, count),
    ),
    ...published.map(({ variant, count }) => sample('publications_total', of(variant), count)),
    ...totals.times.flatMap(({ variant, duration, wait }) => [
      ...histogram('sync_duration_seconds', of(variant), duration),
      ...histogram('sync_queue_wait_seconds', of(variant), wait),
    ]),
    ...totals.stages.flatMap(({ variant, stage, count, seconds }) => [
      sample('sync_stage_seconds_sum', { ...of(variant), stage }, seconds),
      sample('sync_stage_seconds_count', { ...of(variant), stage }, count),
    ]),
    ...totals.errors.map(({ variant, error_type, count }) =>
      sample('validation_errors_total', { ...of(variant), error_type }, count),
    ),
    ...totals.files.flatMap(({ variant, file_type, published: rows, rejected }) => [
      sample('clickhouse_rows_inserted_total', { ...of(variant), table: TABLES[file_type] ?? file_type }, rows),
      sample('rejected_rows_total', { ...of(variant), file_type }, rejected),
    ]),
    ...totals.last.flatMap(({ variant, ended, succeeded }) => [
      ...(ended === null ? [] : [sample('sync_last_end_timestamp_seconds', of(variant), ended)]),
      ...(succeeded === null ? [] : [sample('sync_last_success_timestamp_seconds', of(variant), succeeded)]),
    ]),
  ];
}

/** Whether a load is missed at this hour; 0 too is told, so that the gauge is there. */
export const missingSamples = (tenant: string, missing: readonly string[]): Sample[] =>
  VARIANTS.map((variant) => sample('sync_missing', { tenant, loan_type: variant }, missing.includes(variant) ? 1 : 0));

const sample = (name: string, labels: Labels, value: number): Sample => ({ name, labels, value });

function histogram(name: string, labels: Labels, { below, count, sum }: Distribution): Sample[] {
  return [
    ...SYNC_SECONDS.map((bound, index) =>
      sample(`${name}_bucket`, { ...labels, le: String(bound) }, below[index] ?? 0),
    ),
    sample(`${name}_bucket`, { ...labels, le: '+Inf' }, count),
    sample(`${name}_sum`, labels, sum),
    sample(`${name}_count`, labels, count),
  ];
}
