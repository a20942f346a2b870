import { sliceText } from '../domain/slice.ts';
import type { SyncLog } from '../domain/sync.ts';
import { emit } from './emf.ts';

/** Tells CloudWatch how a sync ended. `/metrics` needs no telling: it adds up the logs themselves. */
export function noteSyncEnded(log: SyncLog): void {
  const files = Object.values(log.files);
  const sum = (field: 'valid_rows' | 'rejected_rows') => files.reduce((rows, file) => rows + (file[field] ?? 0), 0);
  const published = log.publication === 'published';
  const publishing = log.stages.find(({ stage }) => stage === 'publish');
  const loaded = sum('valid_rows');
  const rejected = sum('rejected_rows');
  emit({
    values: {
      ...(log.validate_only
        ? { dry_runs_total: [1, 'count'] as const }
        : {
            sync_operations_total: [1, 'count'] as const,
            sync_failures_total: [log.status === 'FAILED' ? 1 : 0, 'count'] as const,
          }),
      publications_total: [published ? 1 : 0, 'count'],
      clickhouse_rows_inserted_total: [published ? loaded : 0, 'count'],
      rejected_rows_total: [rejected, 'count'],
      // Of a load; an alarm looks at the worst.
      ...(published && loaded + rejected > 0
        ? { rejected_rows_ratio: [rejected / (loaded + rejected), 'ratio'] as const }
        : {}),
      validation_errors_total: [log.error_count ?? 0, 'count'],
      ...(log.duration_ms === null ? {} : { sync_duration_seconds: [log.duration_ms / 1000, 'seconds'] as const }),
      ...(log.started_at === null
        ? {}
        : { sync_queue_wait_seconds: [(Date.parse(log.started_at) - Date.parse(log.queued_at)) / 1000, 'seconds'] }),
      ...(publishing ? { sync_publish_seconds: [publishing.duration_ms / 1000, 'seconds'] as const } : {}),
    },
    dimensions: [{}, { tenant: log.tenant_id, slice: sliceText(log) }],
    properties: { sync_id: log.id, status: log.status, validate_only: String(log.validate_only) },
  });
}
