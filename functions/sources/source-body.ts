import { sliceLabels } from '../../shared/datasets/labels.ts';
import type { PullRecord } from '../../shared/sources/pull-record.ts';
import { targetOf } from '../../shared/sources/source-kinds.ts';
import type { SourceRecord } from '../../shared/sources/source-record.ts';

/** A source as the API answers it. */
export const sourceBody = (source: SourceRecord) => ({
  source_id: source.source_id,
  tenant_id: source.tenant_id,
  name: source.name,
  ...sliceLabels(source),
  ...targetOf(source),
  has_credentials: source.sealed !== null,
  interval_minutes: source.interval_minutes,
  is_enabled: source.is_enabled,
  pull_id: source.pull_id,
  next_pull_at: source.is_enabled ? new Date(source.next_at).toISOString() : null,
  created_at: source.created_at,
  updated_at: source.updated_at,
});

/** Of a pull whose files are announced, they have uploads. */
export const pullBody = (pull: PullRecord) => ({
  pull_id: pull.pull_id,
  source_id: pull.source_id,
  ...sliceLabels(pull),
  trigger: pull.trigger,
  status: pull.status,
  files: Object.fromEntries(
    Object.entries(pull.files).map(([fileType, { requests, rows, repeated_rows, bytes, upload_id }]) => [
      fileType,
      { requests, rows, repeated_rows, bytes, upload_id: pull.is_announced ? upload_id : null },
    ]),
  ),
  sync_id: pull.sync_id,
  failure: pull.failure,
  created_at: pull.created_at,
  started_at: pull.started_at,
  completed_at: pull.completed_at,
});
