import { sliceLabels } from '../datasets/labels.ts';
import { codeOf } from '../domain/problems.ts';
import type { SyncLog } from '../domain/sync.ts';
import type { Queryable } from './database.ts';
import { recordOutgoing } from './outbox.ts';

/** Tells of a sync, in the transaction that makes it so. */
export const tellOfSync = (
  inside: Queryable,
  type: 'sync.completed' | 'sync.failed' | 'sync.published',
  log: SyncLog,
): Promise<void> => recordOutgoing(inside, type, told(log));

/** Counts and names of the contract; a file's name may be anything. */
const told = (log: SyncLog) => ({
  sync_id: log.id,
  ...sliceLabels(log),
  trigger: log.trigger,
  validate_only: log.validate_only,
  corrects: log.corrects,
  status: log.status,
  failure: log.failure && codeOf(log.failure),
  files: Object.fromEntries(
    Object.entries(log.files).map(([fileType, { total_rows, valid_rows, rejected_rows, quarantined_rows }]) => [
      fileType,
      { total_rows, valid_rows, rejected_rows, quarantined_rows },
    ]),
  ),
  error_count: log.error_count,
  warning_count: log.warning_count,
  removed_rows: log.removed_rows,
  publication: log.publication,
  published_at: log.published_at,
  completed_at: log.completed_at,
});
