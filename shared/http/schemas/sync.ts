import { newSync, syncConfig, syncLog } from '../../domain/sync.ts';
import { countLabelFields, EXAMPLE, EXAMPLE_RULE, labelled, sliceParameters } from './slice.ts';

const { batchId, uploadId } = EXAMPLE;

export const syncLogBody = labelled(syncLog, countLabelFields).meta({
  id: 'SyncLog',
  examples: [
    {
      id: batchId,
      tenant_id: 'BANK001',
      ...EXAMPLE.labels,
      batch_id: batchId,
      trigger: 'SCHEDULE',
      validate_only: false,
      corrects: null,
      status: 'COMPLETED',
      progress: 1,
      attempt: 1,
      rebuild: false,
      files: {
        [EXAMPLE.fileType.name]: {
          upload_id: uploadId,
          uploads: [
            {
              upload_id: uploadId,
              file_name: EXAMPLE.fileName,
              size_bytes: 204_311,
              sent_by: 'sk_live_0a1b2c3d',
              total_rows: 1000,
            },
          ],
          total_rows: 1000,
          valid_rows: 998,
          rejected_rows: 2,
          quarantined_rows: 0,
          error_count: 3,
          kept_rows: null,
          returned_rows: null,
          removed_rows: 4,
        },
      },
      derived: {},
      coverage: null,
      settings_version: null,
      error_count: 3,
      warning_count: 12,
      error_summary: {
        by_type: { FORMAT: 2, REQUIRED: 1 },
        by_field: { [EXAMPLE.column.name]: 2, [EXAMPLE.key.name]: 1 },
        by_rule: { [EXAMPLE_RULE]: 2, [`${EXAMPLE.fileType.rulePrefix}-011`]: 1 },
      },
      removed_rows: 4,
      notices: [],
      stages: [{ stage: 'check', duration_ms: 1840 }],
      failure: null,
      publication: 'published',
      published_at: '2026-03-02T09:31:03.000Z',
      ruleset_version: EXAMPLE.version,
      queued_at: '2026-03-02T09:31:00.000Z',
      started_at: '2026-03-02T09:31:01.000Z',
      completed_at: '2026-03-02T09:31:03.250Z',
      duration_ms: 2250,
    },
  ],
});

export const newSyncBody = newSync
  .extend(sliceParameters)
  .superRefine(({ tenant_id, dataset }, context) => {
    if (tenant_id !== undefined || dataset !== undefined) return;
    context.addIssue({ code: 'invalid_type', expected: 'string', path: ['tenant_id'], input: undefined });
  })
  .meta({ id: 'NewSync', examples: [{ tenant_id: 'BANK001', ...EXAMPLE.named }] });

export const syncConfigBody = labelled(syncConfig).meta({
  id: 'SyncConfig',
  examples: [
    {
      tenant_id: 'BANK001',
      ...EXAMPLE.labels,
      is_enabled: true,
      sync_interval_minutes: 1,
      max_error_rate: 0.5,
      max_removed_rate: 0.8,
      requires: [],
      publish: 'automatic',
      last_sync_at: null,
      last_sync_status: 'PENDING',
      created_at: '2026-03-02T09:00:00.000Z',
      updated_at: '2026-03-02T09:00:00.000Z',
    },
  ],
});
