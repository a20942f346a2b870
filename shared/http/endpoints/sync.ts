import { z } from 'zod';
import { changedRow, rowChange, syncChanges } from '../../domain/changes.ts';
import { errorGroup } from '../../domain/error-group.ts';
import { pageQuery } from '../../domain/pagination.ts';
import { WRITERS } from '../../domain/roles.ts';
import { newSync, syncConfig, syncConfigPatch, syncLog, syncStatus } from '../../domain/sync.ts';
import { errorType, severity, validationError } from '../../domain/validation-error.ts';
import { fileType, listOf, loanType } from '../../domain/values.ts';
import { endpoint } from '../../lambda/endpoint.ts';

const byLoanType = z.strictObject({ loan_type: loanType });
const byId = z.strictObject({ id: z.uuid() });
const toPresignedUrl = { Location: 'A presigned URL, valid for a short time.' };

export const startSync = endpoint({
  operationId: 'startSync',
  method: 'POST',
  path: '/api/sync',
  summary: 'Load what is staged, now',
  description:
    'With `validate_only` the files are checked and nothing is published. Right after sending files, name them in ' +
    '`upload_ids`: the request then waits until they are staged. Poll the log at `Location` for progress.',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  heavy: true,
  limit: 'syncs',
  roles: WRITERS,
  body: newSync,
  success: {
    status: 202,
    description: 'The sync, queued.',
    schema: syncLog,
    headers: { Location: 'Path of the sync log.' },
  },
  problems: [
    'nothing-staged',
    'sync-in-progress',
    'sync-disabled',
    'upload-not-staged',
    'uploads-mismatch',
    'not-live',
    'warehouse-unavailable',
  ],
});

export const listSyncConfigs = endpoint({
  operationId: 'listSyncConfigs',
  method: 'GET',
  path: '/api/sync/configs',
  summary: 'List the sync configurations, one per loan type',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  success: { status: 200, description: 'All configurations.', schema: listOf(syncConfig) },
  problems: [],
});

export const getSyncConfig = endpoint({
  operationId: 'getSyncConfig',
  method: 'GET',
  path: '/api/sync/configs/{loan_type}',
  summary: 'Read a sync configuration',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  params: byLoanType,
  success: { status: 200, description: 'The configuration.', schema: syncConfig },
  problems: ['not-found'],
});

export const updateSyncConfig = endpoint({
  operationId: 'updateSyncConfig',
  method: 'PATCH',
  path: '/api/sync/configs/{loan_type}',
  summary: 'Change a sync configuration',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  roles: WRITERS,
  params: byLoanType,
  body: syncConfigPatch,
  success: { status: 200, description: 'The configuration as it is now.', schema: syncConfig },
  problems: ['not-found'],
});

export const listSyncLogs = endpoint({
  operationId: 'listSyncLogs',
  method: 'GET',
  path: '/api/sync/logs',
  summary: 'List syncs, newest first',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  query: z.strictObject({ loan_type: loanType.optional(), status: syncStatus.optional(), ...pageQuery }),
  success: { status: 200, description: 'A page of syncs.', schema: listOf(syncLog) },
  problems: ['invalid-cursor'],
});

export const getSyncLog = endpoint({
  operationId: 'getSyncLog',
  method: 'GET',
  path: '/api/sync/logs/{id}',
  summary: 'Read a sync',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  params: byId,
  success: { status: 200, description: 'The sync.', schema: syncLog },
  problems: ['not-found'],
});

export const listSyncErrors = endpoint({
  operationId: 'listSyncErrors',
  method: 'GET',
  path: '/api/sync/logs/{id}/errors',
  summary: 'List the findings of a sync',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  heavy: true,
  params: byId,
  query: z.strictObject({
    file_type: fileType.optional(),
    error_type: errorType.optional(),
    field_name: z.string().min(1).max(100).optional(),
    severity: severity.optional(),
    rule_id: z.string().min(1).max(100).optional(),
    ...pageQuery,
  }),
  success: {
    status: 200,
    description: 'A page of findings, in the order of the file.',
    schema: listOf(validationError),
  },
  problems: ['not-found', 'invalid-cursor', 'warehouse-unavailable'],
});

export const listErrorGroups = endpoint({
  operationId: 'listErrorGroups',
  method: 'GET',
  path: '/api/sync/logs/{id}/error-groups',
  summary: 'The findings of a sync by rule, with counts and examples',
  description: 'While the sync runs these are the findings made so far.',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  heavy: true,
  params: byId,
  query: z.strictObject({
    file_type: fileType.optional(),
    error_type: errorType.optional(),
    field_name: z.string().min(1).max(100).optional(),
    severity: severity.optional(),
    ...pageQuery,
  }),
  success: { status: 200, description: 'A page of groups, the most frequent first.', schema: listOf(errorGroup) },
  problems: ['not-found', 'invalid-cursor', 'query-too-heavy', 'warehouse-unavailable'],
});

export const getSyncChanges = endpoint({
  operationId: 'getSyncChanges',
  method: 'GET',
  path: '/api/sync/logs/{id}/changes',
  summary: 'What a sync changed in the loaded data',
  description:
    'Compared with the load that was current before: rows added, removed and changed, by key, and the totals of the ' +
    'amounts. Computed when the sync has ended; who asks sooner waits for it.',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  heavy: true,
  params: byId,
  success: { status: 200, description: 'The changes, by file.', schema: syncChanges },
  problems: [
    'not-found',
    'nothing-to-compare',
    'sync-in-progress',
    'sync-not-published',
    'query-too-heavy',
    'warehouse-unavailable',
  ],
});

export const listChangedRows = endpoint({
  operationId: 'listChangedRows',
  method: 'GET',
  path: '/api/sync/logs/{id}/changes/rows',
  summary: 'The rows behind the counts of what a sync changed',
  description: 'In the order of their keys, each with its values before and after.',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  heavy: true,
  params: byId,
  query: z.strictObject({
    change: rowChange.optional(),
    file_type: fileType.default('credit'),
    ...pageQuery,
    cursor: z
      .string()
      .min(1)
      .max(6144)
      .optional()
      .meta({ description: 'The `next_cursor` of the page before, unchanged.' }),
  }),
  success: { status: 200, description: 'A page of rows.', schema: listOf(changedRow) },
  problems: [
    'not-found',
    'invalid-cursor',
    'nothing-to-compare',
    'sync-in-progress',
    'sync-not-published',
    'query-too-heavy',
    'warehouse-unavailable',
  ],
});

export const publishSync = endpoint({
  operationId: 'publishSync',
  method: 'POST',
  path: '/api/sync/logs/{id}/publish',
  summary: 'Publish a sync that waits for it',
  description:
    'Of a configuration with `publish: "manual"`. What was loaded becomes visible in one step. A repeat gives the same answer.',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  heavy: true,
  roles: WRITERS,
  params: byId,
  success: { status: 200, description: 'The sync, published.', schema: syncLog },
  problems: ['not-found', 'wrong-state', 'not-live', 'sync-in-progress', 'warehouse-unavailable'],
});

export const discardSync = endpoint({
  operationId: 'discardSync',
  method: 'POST',
  path: '/api/sync/logs/{id}/discard',
  summary: 'Discard a sync that waits to be published',
  description: 'The book stays as it is. A repeat gives the same answer.',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  roles: WRITERS,
  params: byId,
  success: { status: 200, description: 'The sync, discarded.', schema: syncLog },
  problems: ['not-found', 'wrong-state', 'sync-in-progress'],
});

export const downloadSyncErrors = endpoint({
  operationId: 'downloadSyncErrors',
  method: 'GET',
  path: '/api/sync/logs/{id}/errors.csv',
  summary: 'Download all findings of a sync',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  heavy: true,
  params: byId,
  success: { status: 302, description: 'To the CSV file.', headers: toPresignedUrl },
  problems: ['not-found', 'sync-in-progress', 'warehouse-unavailable'],
});

export const downloadRejectedRows = endpoint({
  operationId: 'downloadRejectedRows',
  method: 'GET',
  path: '/api/sync/logs/{id}/rejected.csv',
  summary: 'Download the rejected rows as they were sent, ready to fix and send again',
  description:
    'Each row as it was sent, and in a last column `_tranche_errors` what is wrong with it; that column is ignored when it ' +
    'comes back. Announce the fixed file with `corrects`: this sync.',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  heavy: true,
  params: byId,
  query: z.strictObject({ file_type: fileType }),
  success: { status: 302, description: 'To the CSV file.', headers: toPresignedUrl },
  problems: ['not-found', 'sync-in-progress', 'warehouse-unavailable'],
});
