import { metricLabels } from '../../shared/datasets/labels.ts';
import { allSlices, findDataset } from '../../shared/datasets/registry.ts';
import { readStoredVariant, type SliceName, sliceText } from '../../shared/domain/slice.ts';
import { FINAL_STATUSES } from '../../shared/domain/sync.ts';
import type { Sample } from '../../shared/observability/prometheus.ts';
import { type Distribution, SYNC_SECONDS, type SyncTotals } from '../../shared/operations/sync-totals.ts';

type Labels = Readonly<Record<string, string>>;

const tableOf = (dataset: string, fileType: string): string =>
  findDataset(dataset)?.fileTypes.find(({ name }) => name === fileType)?.table ?? fileType;

/**
 * A tenant's syncs as samples. What has not happened yet is there as 0: Prometheus sees a counter grow only from one value
 * to the next, so the first failure would go unseen.
 */
export function syncSamples(tenant: string, totals: SyncTotals): Sample[] {
  const operations = new Map(
    allSlices.flatMap(({ dataset, storedVariant: variant }) =>
      FINAL_STATUSES.map((status) => [
        [dataset, variant, status, false].join(),
        { dataset, variant, status, validate_only: false, count: 0 },
      ]),
    ) as [string, SyncTotals['operations'][number]][],
  );
  for (const found of totals.operations) {
    operations.set([found.dataset, found.variant, found.status, found.validate_only].join(), found);
  }
  const published = [...operations.values()].filter(
    ({ status, validate_only }) => status === 'COMPLETED' && !validate_only,
  );
  const of = ({ dataset, variant }: { dataset: string; variant: string }): Labels => ({
    tenant,
    ...metricLabels({ dataset, variant: readStoredVariant(variant) }),
  });
  return [
    ...[...operations.values()].map(({ status, validate_only, count, ...slice }) =>
      sample('sync_operations_total', { ...of(slice), status, validate_only: String(validate_only) }, count),
    ),
    ...published.map(({ count, ...slice }) => sample('publications_total', of(slice), count)),
    ...totals.times.flatMap(({ duration, wait, ...slice }) => [
      ...histogram('sync_duration_seconds', of(slice), duration),
      ...histogram('sync_queue_wait_seconds', of(slice), wait),
    ]),
    ...totals.stages.flatMap(({ stage, count, seconds, ...slice }) => [
      sample('sync_stage_seconds_sum', { ...of(slice), stage }, seconds),
      sample('sync_stage_seconds_count', { ...of(slice), stage }, count),
    ]),
    ...totals.errors.map(({ error_type, count, ...slice }) =>
      sample('validation_errors_total', { ...of(slice), error_type }, count),
    ),
    ...totals.files.flatMap(({ file_type, published: rows, rejected, ...slice }) => [
      sample('clickhouse_rows_inserted_total', { ...of(slice), table: tableOf(slice.dataset, file_type) }, rows),
      sample('rejected_rows_total', { ...of(slice), file_type }, rejected),
    ]),
    ...totals.last.flatMap(({ ended, succeeded, ...slice }) => [
      ...(ended === null ? [] : [sample('sync_last_end_timestamp_seconds', of(slice), ended)]),
      ...(succeeded === null ? [] : [sample('sync_last_success_timestamp_seconds', of(slice), succeeded)]),
    ]),
  ];
}

/** Whether a load is missed at this hour; 0 too is told, so that the gauge is there. */
export const missingSamples = (tenant: string, missing: readonly SliceName[]): Sample[] => {
  const missed = missing.map(sliceText);
  return allSlices.map((slice) =>
    sample('sync_missing', { tenant, ...metricLabels(slice) }, missed.includes(slice.text) ? 1 : 0),
  );
};

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
