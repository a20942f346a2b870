import * as z from 'zod';
import { message } from './message-schema.ts';
import { reason } from './problem-document.ts';
import { count, fileType, ratio, sliceFields, tenantId, timestamp } from './values.ts';

/**
 * What a sync spends its time on, in the order in which it happens:
 * fetch (are the files as they were staged) · check (fast lane: check, convert, cross-check, store) · inspect (slow lane: the
 * lines that the fast lane left) · duplicates · count (rows in = loaded + rejected) · keep (of a correction: the rows that
 * stay and those that come back) · compare (keys of the live book that the new one has not) · derive (derived tables, and the
 * proofs that they are right) · publish · warnings · clean-up. Where two files pass a stage, their times add up, also where
 * they overlap.
 */
export const SYNC_STAGES = [
  'fetch',
  'check',
  'inspect',
  'duplicates',
  'count',
  'keep',
  'compare',
  'derive',
  'publish',
  'warnings',
  'clean-up',
] as const;
export type SyncStage = (typeof SYNC_STAGES)[number];

export const SYNC_STATUSES = [
  'QUEUED',
  'FETCHING',
  'VALIDATING',
  'NORMALIZING',
  'STORING',
  'COMPLETED',
  'FAILED',
] as const;
export type SyncStatus = (typeof SYNC_STATUSES)[number];
/** The statuses a sync ends with. */
export const FINAL_STATUSES = ['COMPLETED', 'FAILED'] as const satisfies readonly SyncStatus[];

export const SYNC_TRIGGERS = ['SCHEDULE', 'MANUAL'] as const;
export type SyncTrigger = (typeof SYNC_TRIGGERS)[number];

export const syncStatus = z.enum(SYNC_STATUSES).meta({
  id: 'SyncStatus',
  description:
    'COMPLETED with rejected rows is COMPLETED: the counts tell. FAILED: `failure` says why; the data before is in place.',
});

const deliveredUpload = z
  .strictObject({
    upload_id: z.uuid(),
    file_name: z.string().nullable(),
    size_bytes: count.nullable(),
    sent_by: z.string().nullable().meta({ description: 'Who announced it: the prefix of a key, or `operator`.' }),
    total_rows: count.nullable(),
  })
  .meta({ id: 'DeliveredUpload', description: 'One of the uploads that a sync took as one file, in their order.' });
export type DeliveredUpload = z.infer<typeof deliveredUpload>;

const fileCounts = z
  .strictObject({
    upload_id: z.uuid().nullable().meta({
      description: 'The first of `uploads`; null where the sync brought no such file and only rows returned.',
    }),
    uploads: z.array(deliveredUpload),
    total_rows: count.nullable(),
    valid_rows: count.nullable(),
    rejected_rows: count.nullable(),
    quarantined_rows: count
      .nullable()
      .meta({ description: 'Of the valid rows those that are left out unless asked for; null of old syncs.' }),
    error_count: count.nullable(),
    kept_rows: count.nullable().meta({
      description: 'Rows of the live book that a correction left as they were. Kept + valid + returned = live.',
    }),
    returned_rows: count.nullable().meta({
      description:
        'Rows that an earlier sync had rejected for want of their reference, and that a correction brought back.',
    }),
    removed_rows: count
      .nullable()
      .meta({ description: 'Keys of the live book that the new one has not; null where there was none.' }),
  })
  .meta({ id: 'SyncFile', description: 'One file of a sync. Counts are null until it has been checked.' });
export type SyncFile = z.infer<typeof fileCounts>;

const counts = z.record(z.string(), count);
const errorSummary = z
  .strictObject({ by_type: counts, by_field: counts, by_rule: counts })
  .meta({ id: 'ErrorSummary', description: 'Findings of severity ERROR, counted three ways.' });
export type ErrorSummary = z.infer<typeof errorSummary>;

const notice = z
  .strictObject({
    code: z.string(),
    detail: z.string(),
    message: message.exactOptional(),
    rows: count.exactOptional(),
    /** As `rows` was called at first. */
    count: count.exactOptional(),
    upload_ids: z.array(z.uuid()).exactOptional(),
  })
  .meta({
    id: 'SyncNotice',
    description: 'Something worth knowing that rejects nothing, such as an upload that the sync did not take.',
  });
const stageTime = z.strictObject({ stage: z.enum(SYNC_STAGES), duration_ms: count }).meta({
  id: 'StageTime',
  description: 'What a sync spent its time on; known when it has ended.',
});
export type SyncNotice = z.infer<typeof notice>;

const exactAmount = z.string().regex(/^-?[0-9]+([.][0-9]+)?$/);
export const coverage = z
  .strictObject({ rows: count, rows_matched: count, amount: exactAmount, amount_matched: exactAmount })
  .meta({ id: 'SyncCoverage', description: 'Exactly: amounts have all decimals of the dataset.' });
export type SyncCoverage = z.infer<typeof coverage>;

/** What became of a batch that was loaded. */
export const PUBLICATION_STATES = ['pending', 'published', 'discarded'] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];

export const syncLog = z.strictObject({
  id: z.uuid(),
  tenant_id: tenantId,
  ...sliceFields,
  batch_id: z.uuid(),
  trigger: z.enum(SYNC_TRIGGERS),
  validate_only: z.boolean(),
  corrects: z
    .uuid()
    .nullable()
    .meta({ description: 'The sync whose rows this one corrected; null for one that brought whole files.' }),
  status: syncStatus,
  progress: ratio,
  attempt: count.meta({ description: 'How often the work was begun; more than 1 after an interruption.' }),
  rebuild: z.boolean().meta({
    description:
      'Whether it brought no files, and derived the live batch anew. `files` has those that it loaded once more, because their private columns were hashed under a former key; of one that was corrected the counts are those of its last correction, which `kept_rows` completes.',
  }),
  files: z.record(fileType, fileCounts),
  derived: z
    .record(fileType, z.strictObject({ rows: count }))
    .meta({ description: 'By derived table; empty until they have been derived.' }),
  coverage: coverage.nullable().meta({
    description:
      'How much of what was derived is of something that the files have; null where the dataset does not measure it, or ' +
      'the sync has not come to that.',
  }),
  settings_version: count.nullable().meta({
    description: "Of the dataset's settings as they were used; null where it has none, or has not come to that.",
  }),
  error_count: count
    .nullable()
    .meta({ description: 'Findings of severity ERROR; null until the files have been checked.' }),
  warning_count: count.nullable().meta({ description: 'Findings of severity WARNING; those rows are loaded.' }),
  error_summary: errorSummary.nullable(),
  removed_rows: count
    .nullable()
    .meta({ description: 'Keys of the live book that the new one has not, of all files together.' }),
  notices: z.array(notice),
  stages: z.array(stageTime),
  failure: reason.nullable(),
  publication: z
    .enum(PUBLICATION_STATES)
    .nullable()
    .meta({
      description:
        '`pending`: loaded, and waiting for `publish` or `discard`. Null where there is nothing to publish: the sync has ' +
        'not ended, has failed, or only validated its files.',
    }),
  published_at: timestamp.nullable(),
  ruleset_version: z.string(),
  queued_at: timestamp,
  started_at: timestamp.nullable(),
  completed_at: timestamp.nullable(),
  duration_ms: count.nullable().meta({ description: 'From started_at to completed_at.' }),
});
export type SyncLog = z.infer<typeof syncLog>;

/** How many uploads one sync may take. */
const MOST_UPLOADS = 100;

/** `tenant_id` is required here, and compared with the credential's before anything else. */
export const newSync = z.strictObject({
  tenant_id: tenantId.exactOptional().meta({
    description:
      'May be left out where `dataset` is named; clients that are older than the other datasets always name it.',
  }),
  validate_only: z.boolean().default(false),
  upload_ids: z
    .array(z.uuid())
    .min(1)
    .max(MOST_UPLOADS)
    .exactOptional()
    .meta({
      description:
        'Exactly these uploads; several of one file type are one file, in this order. The request waits up to 20 s for ' +
        'those that have been announced and not been staged yet. Without it the sync takes what is staged.',
    }),
  rebuild: z.boolean().exactOptional().meta({
    description:
      'Derives the live batch anew, without any upload: with the settings as they are now. Not with `upload_ids`.',
  }),
  accept_removal: z
    .boolean()
    .exactOptional()
    .meta({ description: 'Publish also where more of the live keys would vanish than `max_removed_rate` allows.' }),
});

export const PUBLISH_MODES = ['automatic', 'manual'] as const;
export type PublishMode = (typeof PUBLISH_MODES)[number];
const publishMode = z.enum(PUBLISH_MODES);

export const syncConfig = z.strictObject({
  tenant_id: tenantId,
  ...sliceFields,
  is_enabled: z.boolean(),
  sync_interval_minutes: z.int().min(1).max(10_080),
  max_error_rate: ratio,
  max_removed_rate: ratio,
  requires: z.array(fileType),
  publish: publishMode,
  last_sync_at: timestamp.nullable(),
  last_sync_status: z.enum(['PENDING', 'COMPLETED', 'FAILED']),
  created_at: timestamp,
  updated_at: timestamp,
});
export type SyncConfig = z.infer<typeof syncConfig>;

/** The removed share is judged only from this many live rows of a file type on: in a small book a few rows are a large share. */
export const REMOVAL_JUDGED_FROM_ROWS = 1000;

export const syncConfigPatch = z
  .strictObject({
    is_enabled: z.boolean().exactOptional(),
    sync_interval_minutes: z.int().min(1).max(10_080).exactOptional().meta({
      description: 'The schedule starts a sync no sooner than this after the one before.',
    }),
    max_error_rate: ratio.exactOptional().meta({
      description: 'A sync fails when the share of rejected rows, of a file or of all, is strictly above it.',
    }),
    max_removed_rate: ratio.exactOptional().meta({
      description:
        'A sync fails when it would remove a larger share of the live keys of a file type. Judged only where at least ' +
        `${REMOVAL_JUDGED_FROM_ROWS.toLocaleString('en')} rows of that file type are live: a smaller book is replaced whatever is missing.`,
    }),
    requires: z
      .array(fileType)
      .exactOptional()
      .meta({ description: 'File types that the schedule waits for, so that they are loaded together.' }),
    publish: publishMode.exactOptional().meta({
      description: '`manual`: a loaded batch waits until it is published, or discarded.',
    }),
  })
  .meta({ id: 'SyncConfigPatch', examples: [{ max_error_rate: 0.02 }] });
export type SyncConfigPatch = z.infer<typeof syncConfigPatch>;

/** A sync that has published its batch. */
export interface EndedSync {
  id: string;
  batchId: string;
  dataset: string;
  variant: string | null;
  completedAt: string;
}
