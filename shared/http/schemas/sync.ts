import { z } from 'zod';
import { SYNC_STAGES } from '../../pipeline/stage-times.ts';
import { FILE_TYPES } from '../../staging/file-kind.ts';
import { reason } from './problem.ts';
import { count, loanType, ratio, tenantId, timestamp } from './values.ts';

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

const fileCounts = z
  .strictObject({
    upload_id: z.uuid(),
    total_rows: count.nullable(),
    valid_rows: count.nullable(),
    rejected_rows: count.nullable(),
    error_count: count.nullable(),
  })
  .meta({ id: 'SyncFile', description: 'One file of a sync. Counts are null until it has been checked.' });
export type SyncFile = z.infer<typeof fileCounts>;

const counts = z.record(z.string(), count);
const errorSummary = z
  .strictObject({ by_type: counts, by_field: counts, by_rule: counts })
  .meta({ id: 'ErrorSummary', description: 'Findings of severity ERROR, counted three ways.' });
export type ErrorSummary = z.infer<typeof errorSummary>;

const notice = z.strictObject({ code: z.string(), detail: z.string(), count }).meta({
  id: 'SyncNotice',
  description: 'Something worth knowing that rejects nothing, such as a warning seen in many rows.',
});
const stageTime = z.strictObject({ stage: z.enum(SYNC_STAGES), duration_ms: count }).meta({
  id: 'StageTime',
  description: 'What a sync spent its time on; known when it has ended.',
});
export type SyncNotice = z.infer<typeof notice>;

export const syncLog = z
  .strictObject({
    id: z.uuid(),
    tenant_id: tenantId,
    dataset: z.string(),
    loan_type: loanType,
    batch_id: z.uuid(),
    trigger: z.enum(SYNC_TRIGGERS),
    validate_only: z.boolean(),
    status: syncStatus,
    progress: ratio,
    attempt: count.meta({ description: 'How often the work was begun; more than 1 after an interruption.' }),
    files: z.partialRecord(z.enum(FILE_TYPES), fileCounts),
    total_credit_rows: count.nullable(),
    valid_credit_rows: count.nullable(),
    total_payment_rows: count.nullable(),
    valid_payment_rows: count.nullable(),
    error_count: count
      .nullable()
      .meta({ description: 'Findings of severity ERROR; null until the files have been checked.' }),
    warning_count: count.nullable().meta({ description: 'Findings of severity WARNING; those rows are loaded.' }),
    error_summary: errorSummary.nullable(),
    notices: z.array(notice),
    stages: z.array(stageTime),
    failure: reason.nullable(),
    ruleset_version: z.string(),
    queued_at: timestamp,
    started_at: timestamp.nullable(),
    completed_at: timestamp.nullable(),
    duration_ms: count.nullable().meta({ description: 'From started_at to completed_at.' }),
  })
  .meta({
    id: 'SyncLog',
    examples: [
      {
        id: '0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f',
        tenant_id: 'BANK001',
        dataset: 'loans',
        loan_type: 'RETAIL',
        batch_id: '0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f',
        trigger: 'SCHEDULE',
        validate_only: false,
        status: 'COMPLETED',
        progress: 1,
        attempt: 1,
        files: {
          credit: {
            upload_id: '0195c3a4-6f1e-7c21-9b7e-0a1b2c3d4e5f',
            total_rows: 1000,
            valid_rows: 998,
            rejected_rows: 2,
            error_count: 3,
          },
        },
        total_credit_rows: 1000,
        valid_credit_rows: 998,
        total_payment_rows: null,
        valid_payment_rows: null,
        error_count: 3,
        warning_count: 12,
        error_summary: {
          by_type: { FORMAT: 2, REQUIRED: 1 },
          by_field: { loan_start_date: 2, customer_id: 1 },
          by_rule: { 'LOAN-CREDIT-191': 2, 'LOAN-CREDIT-020': 1 },
        },
        notices: [],
        stages: [{ stage: 'check', duration_ms: 1840 }],
        failure: null,
        ruleset_version: 'loans-1',
        queued_at: '2026-03-02T09:31:00.000Z',
        started_at: '2026-03-02T09:31:01.000Z',
        completed_at: '2026-03-02T09:31:03.250Z',
        duration_ms: 2250,
      },
    ],
  });
export type SyncLog = z.infer<typeof syncLog>;

/** `tenant_id` is required here, and compared with the credential's before anything else. */
export const newSync = z
  .strictObject({ tenant_id: tenantId, loan_type: loanType, validate_only: z.boolean().default(false) })
  .meta({ id: 'NewSync', examples: [{ tenant_id: 'BANK001', loan_type: 'RETAIL' }] });

export const syncConfig = z
  .strictObject({
    tenant_id: tenantId,
    dataset: z.string(),
    loan_type: loanType,
    is_enabled: z.boolean(),
    sync_interval_minutes: z.int().min(1).max(10_080),
    max_error_rate: ratio,
    last_sync_at: timestamp.nullable(),
    last_sync_status: z.enum(['PENDING', 'COMPLETED', 'FAILED']),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({
    id: 'SyncConfig',
    examples: [
      {
        tenant_id: 'BANK001',
        dataset: 'loans',
        loan_type: 'RETAIL',
        is_enabled: true,
        sync_interval_minutes: 1,
        max_error_rate: 0.5,
        last_sync_at: null,
        last_sync_status: 'PENDING',
        created_at: '2026-03-02T09:00:00.000Z',
        updated_at: '2026-03-02T09:00:00.000Z',
      },
    ],
  });
export type SyncConfig = z.infer<typeof syncConfig>;

export const syncConfigPatch = z
  .strictObject({
    is_enabled: z.boolean().exactOptional(),
    sync_interval_minutes: z.int().min(1).max(10_080).exactOptional().meta({
      description: 'The schedule starts a sync no sooner than this after the one before.',
    }),
    max_error_rate: ratio.exactOptional().meta({
      description: 'A sync fails when the share of rejected rows, of a file or of all, is strictly above it.',
    }),
  })
  .meta({ id: 'SyncConfigPatch', examples: [{ max_error_rate: 0.02 }] });
export type SyncConfigPatch = z.infer<typeof syncConfigPatch>;
