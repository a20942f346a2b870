import { v7 as uuid } from 'uuid';
import type { Slice } from '../contracts/slice.ts';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { SyncLog, SyncTrigger } from '../domain/sync.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { correlate, correlation } from '../observability/correlation.ts';
import { makeLogger } from '../observability/logger.ts';
import { type AuditActor, actorLabel } from '../operations/audit.ts';
import { operationsFor } from '../operations/database.ts';
import { syncConfigsOf } from '../operations/sync-configs.ts';
import { type SyncLogs, syncLogsOf } from '../operations/sync-logs.ts';
import { finishStaging } from '../staging/stage.ts';
import { stagingFor, type TenantStaging } from '../staging/tenant-staging.ts';
import type { UploadRecord } from '../staging/upload-record.ts';
import { awaitNamedUploads, type Correction, correctsBesideReplaced, filesOfUploads } from './chosen-uploads.ts';
import { leaseOf } from './lease.ts';
import { prepareSync, requestSync, type SyncOrder } from './prepare-sync.ts';
import { inProgress, readReleased } from './released-lease.ts';
import { NOTHING_SEEN, type SeenFiles } from './take-files.ts';

const logger = makeLogger('dispatch');

export interface SyncRequest {
  readonly slice: Slice;
  readonly trigger: SyncTrigger;
  readonly validateOnly: boolean;
  /** Exactly these uploads; if left out, whatever is staged. */
  readonly uploadIds?: readonly string[] | undefined;
  readonly acceptRemoval?: boolean;
  /** Brings no files, but derives the live batch anew. */
  readonly rebuild?: boolean;
  /** Who asks for it; left out for the schedule. */
  readonly by?: AuditActor;
  /** Asked once it is known what the uploads correct; throws where that cannot be corrected any more. */
  readonly assertCorrectable?: (corrections: readonly Correction[]) => Promise<void>;
}

/** For this long after its end, a sync is still the answer to a request for the uploads that it took. */
const REPEATED_MS = 15 * 60_000;
/** How often a file may be superseded between being found and being taken before the request is turned away. */
const TRIES = 5;

/**
 * Queues a sync over the uploads that are named, or over everything that is staged for a variant, held or not. Once the
 * lease is claimed the sync will run: reconciliation finishes whatever fails or is cut off after that. If one sync has
 * already taken exactly the uploads that are named, that sync is returned.
 * @throws {Problem} 404 `not-found` · 409 `sync-disabled`, `sync-in-progress`, `nothing-staged`, `upload-not-staged` ·
 *   422 `uploads-mismatch`
 */
export async function dispatchSync(scope: TenantScope, request: SyncRequest): Promise<SyncLog> {
  const operations = operationsFor(scope);
  const { slice } = request;
  const config = await syncConfigsOf(operations).get(slice);
  if (config?.is_enabled !== true)
    throw new Problem('sync-disabled', serviceSentence('syncs-disabled', { slice: slice.shortText }));

  const staging = stagingFor(scope);
  const logs = syncLogsOf(operations);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const claimed = await claim(staging, logs, slice, request);
    if ('status' in claimed) return claimed;
    const { order, seen } = claimed;
    const log = await prepareSync(staging, logs, order, { by: request.by, seen });
    if (log === undefined) {
      await leaseOf(staging.scope, slice).abandon(order.sync_id);
      continue;
    }
    await requestSync(staging, order).catch((error: Error) => {
      // The sync will run all the same: reconciliation sends the message again.
      logger.warn('message not sent', { error });
    });
    logger.info('sync queued', { slice: slice.text, trigger: request.trigger, uploads: order.files });
    return log;
  }
  throw new Problem('nothing-staged', serviceSentence('files-being-replaced', { slice: slice.shortText }));
}

/** Claims the lease for the uploads that are named or staged; or finds the sync that has them. */
async function claim(
  staging: TenantStaging,
  logs: SyncLogs,
  slice: Slice,
  request: SyncRequest,
): Promise<{ readonly order: SyncOrder; readonly seen: SeenFiles } | SyncLog> {
  const named = request.uploadIds && (await awaitNamedUploads(staging, slice, request.uploadIds));
  if (named) {
    const taken = await syncOfExactly(logs, named, request.validateOnly);
    if (taken) return taken;
  }
  const lease = leaseOf(staging.scope, slice);
  const current = await readReleased(lease, logs);
  if (current !== undefined && current.state !== 'IDLE') throw inProgress(current);
  const { rebuild = false } = request;
  const seen = rebuild ? NOTHING_SEEN : named ? { uploads: named, pointers: [] } : await stagedFiles(staging, request);
  const { uploads } = seen;
  if (uploads.length === 0 && !rebuild)
    throw new Problem('nothing-staged', serviceSentence('no-file-waits', { slice: slice.shortText }));
  const { files, corrections } = filesOfUploads(uploads, { byName: named !== undefined });
  await request.assertCorrectable?.(corrections);

  const { validateOnly, trigger } = request;
  const syncId = uuid();
  const order: SyncOrder = {
    ...slice,
    sync_id: syncId,
    files,
    by_name: named !== undefined,
    validate_only: validateOnly,
    accept_removal: request.acceptRemoval ?? false,
    rebuild,
    corrects: corrections[0]?.corrects ?? null,
    trigger,
    by: request.by ? actorLabel(request.by) : 'schedule',
    order: null,
    // How much a rebuild reads nobody has counted.
    load_bytes: rebuild ? null : await loadBytesOf(uploads, corrections, logs),
    request_id: correlation().request_id ?? null,
  };
  const claimed = await lease.claim({
    syncId,
    files,
    loadBytes: order.load_bytes,
    byName: order.by_name,
    validateOnly,
    acceptRemoval: order.accept_removal,
    rebuild,
    corrects: order.corrects,
    trigger,
    by: order.by,
    requestId: order.request_id,
  });
  if (!claimed) throw inProgress(await lease.read());
  correlate({ sync_id: syncId });
  return { order, seen };
}

/** What a row is at least, however short its line is: it is the row that takes time. */
const LEAST_ROW_BYTES = 100;

/** Of the files, and of the books that they correct, which are copied. Null if it is not known of one of them. */
async function loadBytesOf(
  uploads: readonly UploadRecord[],
  corrections: readonly Correction[],
  logs: SyncLogs,
): Promise<number | null> {
  let bytes = 0;
  for (const { inspected } of uploads) {
    if (typeof inspected?.content_size !== 'number' || inspected.row_estimate === null) return null;
    bytes += Math.max(inspected.content_size, inspected.row_estimate * LEAST_ROW_BYTES);
  }
  for (const syncId of new Set(corrections.map(({ corrects }) => corrects))) {
    const corrected = await logs.get(syncId);
    for (const { valid_rows, kept_rows } of Object.values(corrected?.files ?? {})) {
      bytes += ((valid_rows ?? 0) + (kept_rows ?? 0)) * LEAST_ROW_BYTES;
    }
  }
  return bytes;
}

/**
 * Which of the staged files may be loaded together. A correction waits while a whole file replaces what it refers to,
 * and one that comes too late does not hold up the other files.
 */
async function fitting(staged: readonly UploadRecord[], request: SyncRequest): Promise<UploadRecord[]> {
  const uploads = staged.filter((upload) => !correctsBesideReplaced(upload, staged));
  const whole = uploads.filter(({ corrects }) => corrects === null);
  if (whole.length === 0 || whole.length === uploads.length) return uploads;
  try {
    await request.assertCorrectable?.(filesOfUploads(uploads, { byName: false }).corrections);
    return uploads;
  } catch (error) {
    if (error instanceof Problem && (error.code === 'not-live' || error.code === 'uploads-mismatch')) return whole;
    throw error;
  }
}

/** What is staged, of which only the uploads that fit. */
async function stagedFiles(staging: TenantStaging, request: SyncRequest): Promise<SeenFiles> {
  const pointers = await staging.staged.ofSlice(request.slice);
  const staged = await Promise.all(pointers.map((pointer) => finishStaging(staging, pointer)));
  return { uploads: await fitting(staged.flat(), request), pointers };
}

/** The sync that has taken exactly these uploads: the schedule may have been faster than the request. */
async function syncOfExactly(
  logs: SyncLogs,
  uploads: readonly UploadRecord[],
  validateOnly: boolean,
): Promise<SyncLog | undefined> {
  const taken = uploads.filter(({ status }) => status === 'SYNCING' || status === 'LOADED');
  const syncId = taken[0]?.sync_id;
  if (taken.length < uploads.length || syncId == null) return undefined;
  const log = await logs.get(syncId);
  if (log === undefined || log.validate_only !== validateOnly) return undefined;
  if (log.completed_at !== null && Date.now() - Date.parse(log.completed_at) > REPEATED_MS) return undefined;
  const brought = Object.values(log.files).flatMap((file) => file?.uploads.map(({ upload_id }) => upload_id) ?? []);
  const asked = new Set(uploads.map(({ upload_id }) => upload_id));
  return brought.length === asked.size && brought.every((uploadId) => asked.has(uploadId)) ? log : undefined;
}
