import * as z from 'zod';
import { reason } from './problem-document.ts';
import { count, sliceFields, timestamp } from './values.ts';

/**
 * QUEUED → PULLING → STAGED → SYNCED, or FAILED from any of them. STAGED: all files are there, and the sync that takes them is
 * on its way. SYNCED: that sync is completed. FAILED: `failure` says why; nothing of the pull was published, unless the sync
 * says otherwise.
 */
export const PULL_STATUSES = ['QUEUED', 'PULLING', 'STAGED', 'SYNCED', 'FAILED'] as const;
export type PullStatus = (typeof PULL_STATUSES)[number];
export const FINAL_PULL_STATUSES: readonly PullStatus[] = ['SYNCED', 'FAILED'];

/** How the service reads them: shared/sources/ has a folder for each. */
export const SOURCE_KINDS = ['http_pages', 'postgres', 'mongodb'] as const;
export type SourceKindName = (typeof SOURCE_KINDS)[number];

export const PULL_TRIGGERS = ['SCHEDULE', 'MANUAL'] as const;

export const pullStatus = z.enum(PULL_STATUSES).meta({
  id: 'PullStatus',
  description:
    'QUEUED → PULLING → STAGED (all files are there, and their sync is on its way) → SYNCED (it is completed); or FAILED, ' +
    'and `failure` says why.',
});

const pulledFile = z.strictObject({
  requests: count.meta({ description: 'Answers of the source that were read.' }),
  rows: count.meta({ description: 'Written into the file.' }),
  repeated_rows: count.meta({
    description: 'Records left out, because an earlier page had brought the very same ones.',
  }),
  bytes: count.meta({ description: 'Of the file.' }),
  upload_id: z.uuid().nullable().meta({ description: 'Null until the file is complete.' }),
});

export const pull = z.strictObject({
  pull_id: z.uuid(),
  source_id: z.uuid(),
  ...sliceFields,
  trigger: z.enum(PULL_TRIGGERS),
  status: pullStatus,
  files: z.record(z.string(), pulledFile).meta({ description: 'By file type.' }),
  sync_id: z.uuid().nullable(),
  failure: reason.nullable(),
  created_at: timestamp,
  started_at: timestamp.nullable(),
  completed_at: timestamp.nullable(),
});
export type Pull = z.infer<typeof pull>;
export type PulledFile = z.infer<typeof pulledFile>;

export const MOST_SOURCES = 100;
export const MAX_SOURCE_NAME = 100;
/** A week, as for syncs. */
export const MOST_INTERVAL_MINUTES = 10_080;
