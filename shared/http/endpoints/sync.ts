import * as z from 'zod';
import { rowChange } from '../../domain/changes.ts';
import { pageQuery, rowCursorParameter } from '../../domain/pagination.ts';
import { WRITERS } from '../../domain/roles.ts';
import { syncConfigPatch, syncStatus } from '../../domain/sync.ts';
import { errorType, severity } from '../../domain/validation-error.ts';
import { listOf } from '../../domain/values.ts';
import { endpoint } from '../../lambda/endpoint.ts';
import { changedRowBody, syncChangesBody } from '../schemas/changes.ts';
import { errorGroupBody, validationErrorBody } from '../schemas/findings.ts';
import { fileTypeName, sliceParameters } from '../schemas/slice.ts';
import { newSyncBody, syncConfigBody, syncLogBody } from '../schemas/sync.ts';

/** In words of the document. */
const SLICE = 'A slice: `dataset.VARIANT`, a variant of the default dataset alone, or a dataset that has no variants.';
const bySlice = z.strictObject({ slice: z.string().max(100).meta({ description: SLICE }) });
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
  body: newSyncBody,
  success: {
    status: 202,
    description: 'The sync, queued.',
    schema: syncLogBody,
    headers: { Location: 'Path of the sync log.' },
  },
  problems: [
    'nothing-staged',
    'sync-in-progress',
    'sync-disabled',
    'upload-not-staged',
    'uploads-mismatch',
    'nothing-to-derive',
    'wrong-state',
    'not-live',
    'warehouse-unavailable',
  ],
});

export const listSyncConfigs = endpoint({
  operationId: 'listSyncConfigs',
  method: 'GET',
  path: '/api/sync/configs',
  summary: 'List the sync configurations of a dataset, one per slice',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  query: z.strictObject(sliceParameters),
  success: { status: 200, description: 'All configurations.', schema: listOf(syncConfigBody) },
  problems: [],
});

export const getSyncConfig = endpoint({
  operationId: 'getSyncConfig',
  method: 'GET',
  path: '/api/sync/configs/{slice}',
  summary: 'Read a sync configuration',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  params: bySlice,
  success: { status: 200, description: 'The configuration.', schema: syncConfigBody },
  problems: ['not-found'],
});

export const updateSyncConfig = endpoint({
  operationId: 'updateSyncConfig',
  method: 'PATCH',
  path: '/api/sync/configs/{slice}',
  summary: 'Change a sync configuration',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  roles: WRITERS,
  params: bySlice,
  body: syncConfigPatch,
  success: { status: 200, description: 'The configuration as it is now.', schema: syncConfigBody },
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
  query: z.strictObject({ ...sliceParameters, status: syncStatus.optional(), ...pageQuery }),
  success: { status: 200, description: 'A page of syncs.', schema: listOf(syncLogBody) },
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
  success: { status: 200, description: 'The sync.', schema: syncLogBody },
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
    file_type: fileTypeName.optional(),
    error_type: errorType.optional(),
    field_name: z.string().min(1).max(100).optional(),
    severity: severity.optional(),
    rule_id: z.string().min(1).max(100).optional(),
    ...pageQuery,
  }),
  success: {
    status: 200,
    description: 'A page of findings, in the order of the file.',
    schema: listOf(validationErrorBody),
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
    file_type: fileTypeName.optional(),
    error_type: errorType.optional(),
    field_name: z.string().min(1).max(100).optional(),
    severity: severity.optional(),
    ...pageQuery,
  }),
  success: { status: 200, description: 'A page of groups, the most frequent first.', schema: listOf(errorGroupBody) },
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
  success: { status: 200, description: 'The changes, by file.', schema: syncChangesBody },
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
    file_type: fileTypeName.optional().meta({ description: 'The first of the dataset where it is not given.' }),
    ...pageQuery,
    cursor: rowCursorParameter,
  }),
  success: { status: 200, description: 'A page of rows.', schema: listOf(changedRowBody) },
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
  success: { status: 200, description: 'The sync, published.', schema: syncLogBody },
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
  success: { status: 200, description: 'The sync, discarded.', schema: syncLogBody },
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
    'comes back. Announce the fixed file with `corrects`: this sync. Of a file with private columns only an admin may have ' +
    'them: 403 to other roles, which may have those of the other files.',
  tag: 'sync',
  access: 'tenant',
  function: 'sync',
  heavy: true,
  params: byId,
  query: z.strictObject({ file_type: fileTypeName }),
  success: { status: 302, description: 'To the CSV file.', headers: toPresignedUrl },
  problems: ['not-found', 'sync-in-progress', 'warehouse-unavailable'],
});
