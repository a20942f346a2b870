import { v7 as uuid } from 'uuid';
import type { SyncRequested } from '../../events/sync-requested.ts';
import type { Slice } from '../contracts/slice.ts';
import { sliceOf } from '../datasets/registry.ts';
import { Problem } from '../domain/problems.ts';
import { asDetail } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { SyncFile, SyncLog, SyncNotice } from '../domain/sync.ts';
import { type TenantScope, tenantScope } from '../domain/tenancy.ts';
import { type Logger, loggerFor } from '../observability/logger.ts';
import { noteSyncEnded } from '../observability/sync-ended.ts';
import { operationsFor } from '../operations/database.ts';
import { wakeWebhooks } from '../operations/outbox.ts';
import { syncConfigsOf } from '../operations/sync-configs.ts';
import { type SyncLogs, syncLogsOf } from '../operations/sync-logs.ts';
import { storeGroupFindings } from '../pipeline/row-groups.ts';
import { StageTimes } from '../pipeline/stage-times.ts';
import { storeWarnings } from '../pipeline/warnings.ts';
import { stagingFor } from '../staging/tenant-staging.ts';
import { warehouseFor } from '../warehouse/client.ts';
import { summariseFindings } from '../warehouse/findings.ts';
import { type LiveAndPublished, liveAndPublished, type Publication, publish } from '../warehouse/published.ts';
import type { Attempt } from './attempt.ts';
import { computeAhead } from './compute-ahead.ts';
import { isLive } from './correctable.ts';
import {
  accountForCorrection,
  type CompletedFile,
  completeCorrection,
  stillRejected,
  syncsBehind,
} from './correction.ts';
import { deriveTables } from './derive-tables.ts';
import { complete, recover } from './end-sync.ts';
import { gateFailure } from './error-gate.ts';
import { assertHashedAnew, type FormerKeyFile, filesUnderFormerKey, lastDelivery } from './former-key.ts';
import { holdLease } from './hold-lease.ts';
import { type Lease, type LeaseHold, LeaseLost, leaseOf, type SliceLease } from './lease.ts';
import {
  assertUnchanged,
  type DeliveredFile,
  fetchUploads,
  type LoadedFile,
  loadFiles,
  referencedBatches,
  syncFileOf,
} from './load-uploads.ts';
import { changePublication } from './publication-order.ts';
import { noticesOfRegroup } from './regroup.ts';
import { countRemovedKeys, type Removal } from './removed-keys.ts';
import { replayCorrections } from './replay-corrections.ts';
import { SyncFailure } from './sync-failure.ts';
import { laneOf } from './turns.ts';

/** What is left once a sync is over and its lease released. */
export type Afterwards = () => Promise<void>;

/**
 * Runs the sync that a message asks for: checks and loads its files into a batch beside the live one, and publishes it in
 * one step if everything adds up. A second delivery, or a message of a sync that is over, does nothing.
 * @returns undefined if there was nothing to do
 * @throws only if the state of the sync could not be written; the message is then delivered again
 */
export async function runSync(message: SyncRequested, parentLogger: Logger): Promise<Afterwards | undefined> {
  const { tenant_id, sync_id } = message;
  const scope = tenantScope(tenant_id);
  const slice = sliceOf(message);
  const logger = loggerFor(parentLogger, { slice: slice.text });
  const staging = stagingFor(scope);
  const sliceLease = leaseOf(scope, slice);
  const acquired = await sliceLease.acquire(sync_id, uuid());
  if (!acquired.acquired) {
    logger.info('nothing to do', { reason: acquired.reason });
    return undefined;
  }
  const { lease } = acquired;
  if (lease.order) {
    await finishOrder(scope, lease, acquired.hold, logger);
    return NOTHING;
  }
  logger.info('sync started', { attempt: lease.attempts, trigger: lease.trigger });
  const warehouse = warehouseFor(scope, laneOf(lease) === 'large' ? 'load' : 'small-load');
  // A warehouse that does not answer is dealt with where it is needed.
  let before = await liveAndPublished(warehouse, slice, sync_id).catch(() => undefined);
  const hold = await aboveLivePublication(sliceLease, acquired.hold, before?.live);
  const logs = syncLogsOf(operationsFor(scope));
  const batchId = uuid();
  await using kept = holdLease(sliceLease, hold);
  const attempt: Attempt = {
    scope,
    slice,
    lease,
    hold,
    kept,
    warehouse,
    staging,
    logger,
    batchId,
    times: new StageTimes(),
    async advance(patch) {
      const log = await logs.advance(sync_id, patch, { attempt: lease.attempts });
      if (log?.completed_at) {
        noteSyncEnded(log);
        await wakeWebhooks(tenant_id, logger);
      }
      return log;
    },
  };
  let loaded: SyncLog | undefined;
  try {
    await logs.advance(sync_id, { attempt: lease.attempts });
    before ??= await liveAndPublished(warehouse, slice, sync_id);
    loaded = await work(attempt, before);
  } catch (error) {
    if (error instanceof LeaseLost) {
      logger.warn('lost the lease; another worker has the sync');
      return NOTHING;
    }
    await recover(attempt, error);
  }
  await kept.stop();
  const [log, found] = [loaded, before];
  return log && found ? () => computeAhead(attempt, log, found) : NOTHING;
}

const NOTHING: Afterwards = async () => {};

/** Finishes an order whose request was cut off. If it can no longer be carried out, nothing has changed. */
async function finishOrder(scope: TenantScope, lease: Lease, hold: LeaseHold, logger: Logger): Promise<void> {
  try {
    await changePublication(scope, lease, hold);
    await wakeWebhooks(scope.tenantId, logger);
    logger.info('publication finished', { attempt: lease.attempts, kind: lease.order?.kind });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    logger.warn('publication given up', { attempt: lease.attempts, kind: lease.order?.kind, code: error.code });
  }
}

/** A publication must have a higher number than the live one, or no reader would see it. */
async function aboveLivePublication(
  lease: SliceLease,
  hold: LeaseHold,
  live: Publication | undefined,
): Promise<LeaseHold> {
  return live && live.fencing >= hold.fencing ? lease.raiseFencing(hold, live.fencing) : hold;
}

/**
 * @param before what was published when the lease was taken: nobody else publishes while it is held
 * @returns the log of a load that is live, or waits to be
 */
async function work(attempt: Attempt, before: LiveAndPublished): Promise<SyncLog | undefined> {
  const { live, published } = before;
  const { warehouse, slice, lease, advance } = attempt;
  if (published) {
    // Cut off after publishing: the counts stand in the log already.
    const brought = Object.keys(lease.files).map((name) => slice.fileType(name));
    const outcome = { brought, batchId: published.batchId, publication: 'published', live, isResumed: true } as const;
    return complete(attempt, outcome);
  }
  const logs = syncLogsOf(operationsFor(attempt.scope));
  await advance({ status: 'FETCHING', progress: 0.02, batch_id: attempt.batchId });
  if (lease.rebuild && !live) throw nothingLive(slice);
  const former = await attempt.times.measure('fetch', async () =>
    lease.rebuild && live ? filesUnderFormerKey(attempt, logs, live) : [],
  );
  const delivered = lease.rebuild
    ? former.map(lastDelivery)
    : await attempt.times.measure('fetch', () => fetchUploads(attempt));
  await assertStillLive(attempt, logs, delivered, live);
  await advance({ status: 'VALIDATING', progress: 0.05, ...(live ? { based_on: live.fencing } : {}) });
  const corrected: Record<string, string[]> = {};
  for (const { fileType } of delivered.filter(({ isCorrection }) => isCorrection)) {
    const syncs = await syncsBehind(attempt, logs, fileType, live);
    corrected[fileType.name] = syncs.map(({ batch_id }) => batch_id);
  }
  const replayed = live && former.length > 0 ? await replayCorrections(attempt, former, live) : undefined;
  const book = live && { ...live, batches: replayed?.batches ?? live.batches };
  const loaded = await loadFiles(
    attempt,
    delivered,
    book?.batches ?? {},
    { ...corrected, ...replayed?.contested },
    (file) => removalOf(attempt, file, live),
  );
  const removals = loaded.flatMap(({ removal }) => removal ?? []);
  await advance({ status: 'NORMALIZING', progress: 0.85 });
  const [{ total, summary }] = await Promise.all([
    attempt.times.measure('count', () => summariseFindings(warehouse, attempt.batchId, 'ERROR')),
    attempt.times.measure('fetch', () => assertUnchanged(attempt, delivered)),
  ]);
  const completed = book ? await correct(attempt, logs, loaded, book) : [];
  for (const file of former) {
    if (live) await assertHashedAnew(attempt, file, live);
  }
  await advance({
    status: 'STORING',
    progress: 0.9,
    files: syncFiles(loaded, completed, removals),
    error_count: total,
    error_summary: summary,
    notices: [
      ...loaded.flatMap(({ counts }) => counts.notices),
      // What a rebuild replaces is the same row.
      ...(lease.rebuild ? [] : completed.flatMap(noticesOfCorrection)),
      ...former.map((file) => noticeOfNewKey(file, loaded, completed)),
      ...(live ? await noticesOfMissingRows(attempt, logs, loaded, completed, live) : []),
    ],
    ...(live ? { removed_rows: removals.reduce((sum, { removedRows }) => sum + removedRows, 0) } : {}),
  });

  const config = await syncConfigsOf(operationsFor(attempt.scope)).get(lease);
  const failure = gateFailure(attempt, config, loaded, completed, removals);
  if (failure) throw failure;
  const fileTypes = [
    ...loaded,
    ...completed.filter(({ fileType }) => !loaded.some((file) => file.fileType === fileType)),
  ];
  const derived = await deriveTables(
    attempt,
    fileTypes.map(({ fileType }) => fileType),
    live,
    { whole: delivered.filter((file) => !file.isCorrection).map((file) => file.fileType.name), corrected },
  );
  const publishes = !lease.validate_only && config?.publish !== 'manual';
  const batches = {
    ...live?.batches,
    ...Object.fromEntries(
      [...fileTypes.map(({ fileType }) => fileType.name), ...derived].map((name) => [name, attempt.batchId]),
    ),
  };
  if (publishes) {
    attempt.kept.signal.throwIfAborted();
    await leaseOf(attempt.scope, lease).assertHeld(attempt.hold);
    await attempt.times.measure('publish', () =>
      publish(warehouse, slice, {
        fencing: attempt.hold.fencing,
        syncId: lease.sync_id,
        batchId: attempt.batchId,
        by: lease.by,
        reason: '',
        orderId: lease.sync_id,
        batches,
      }),
    );
  }
  return complete(attempt, {
    brought: loaded.flatMap(({ fileType, isCorrection }) => (lease.rebuild && isCorrection ? [] : [fileType])),
    batchId: attempt.batchId,
    publication: lease.validate_only ? undefined : publishes ? 'published' : 'pending',
    live: publishes ? { batches } : live,
    isResumed: false,
  });
}

const nothingLive = (slice: Slice): SyncFailure =>
  new SyncFailure('nothing-to-derive', serviceSentence('nothing-live', { slice: slice.shortText }));

/** @throws {SyncFailure} `not-live` for a correction of what another load has replaced since it was asked for */
async function assertStillLive(
  { lease }: Attempt,
  logs: SyncLogs,
  delivered: readonly DeliveredFile[],
  live: Publication | undefined,
): Promise<void> {
  if (lease.corrects === null) return;
  const corrected = await logs.get(lease.corrects);
  const stale = delivered.find(
    ({ isCorrection, fileType }) => isCorrection && !(corrected && isLive(live, corrected, fileType.name)),
  );
  if (!stale) return;
  throw new SyncFailure(
    'not-live',
    live
      ? serviceSentence('correction-too-late-other-live', { sync_id: lease.corrects, live_sync_id: live.syncId })
      : serviceSentence('correction-too-late', { sync_id: lease.corrects }),
  );
}

/** Makes the batch of a correction whole, and proves that it is. */
async function correct(
  attempt: Attempt,
  logs: SyncLogs,
  loaded: readonly LoadedFile[],
  live: Publication,
): Promise<CompletedFile[]> {
  if (!loaded.some(({ isCorrection }) => isCorrection)) return [];
  const { warehouse, slice, batchId, times } = attempt;
  // Of the rows that the files brought: those that are kept had theirs when they were loaded.
  await times.measure('warnings', async () => {
    for (const { fileType, isCorrection } of loaded) {
      const references = referencedBatches(fileType, loaded, batchId, live.batches);
      await storeWarnings(warehouse, slice, fileType, batchId, references);
      if (!isCorrection) await storeGroupFindings(warehouse, { slice, batchId }, fileType);
    }
  });
  return times.measure('keep', async () => {
    const completed = await completeCorrection(attempt, logs, loaded, live);
    for (const file of completed) {
      const valid = loaded.find(({ fileType }) => fileType === file.fileType)?.counts.validRows ?? 0;
      await accountForCorrection(attempt, file, valid);
    }
    return completed;
  });
}

/** A row that is sent anew replaces the live one of its key: also one that was rejected because its key was there before. */
const noticesOfCorrection = ({ fileType, replacedRows: rows, regrouped }: CompletedFile): SyncNotice[] => [
  ...(rows === 0
    ? []
    : [
        {
          code: 'rows-replaced',
          ...asDetail(serviceSentence('rows-replaced', { rows, count: rows, file_type: fileType.name })),
          rows,
        },
      ]),
  ...(regrouped ? noticesOfRegroup(fileType, regrouped) : []),
];

/** All rows of the file, also those that a correction had left as they were. */
function noticeOfNewKey(
  { fileType, keyVersion }: FormerKeyFile,
  loaded: readonly LoadedFile[],
  completed: readonly CompletedFile[],
): SyncNotice {
  const valid = loaded.find((file) => file.fileType === fileType)?.counts.validRows ?? 0;
  const kept = completed.find((file) => file.fileType === fileType)?.keptRows ?? 0;
  const rows = valid + kept;
  const said = { rows, count: rows, file_type: fileType.name, key_version: keyVersion };
  return {
    code: 'rows-hashed-anew',
    ...asDetail(serviceSentence('rows-hashed-anew', said)),
    rows,
  };
}

/** A correction of one file, or a rebuild, may leave rows of another that are still to be corrected. */
async function noticesOfMissingRows(
  attempt: Attempt,
  logs: SyncLogs,
  loaded: readonly LoadedFile[],
  completed: readonly CompletedFile[],
  live: Publication,
): Promise<SyncNotice[]> {
  if (!attempt.lease.rebuild && !loaded.some(({ isCorrection }) => isCorrection)) return [];
  const notices: SyncNotice[] = [];
  for (const fileType of attempt.slice.contract.fileTypes) {
    if (loaded.some((file) => file.fileType === fileType)) continue;
    const returned = completed.find((file) => file.fileType === fileType)?.returnedRows ?? 0;
    const missing = await stillRejected(attempt, logs, fileType, live, returned);
    if (!missing) continue;
    const { rows, syncId } = missing;
    const of = { rows, count: rows, file_type: fileType.name, sync_id: syncId };
    const said = serviceSentence('rows-still-rejected', of);
    notices.push({ code: 'rows-still-rejected', ...asDetail(said), rows });
  }
  return notices;
}

/** What would vanish from the live book. A correction takes nothing away. */
async function removalOf(
  attempt: Attempt,
  { fileType, isCorrection }: DeliveredFile,
  live: Publication | undefined,
): Promise<Removal | undefined> {
  const batch = live?.batches[fileType.name];
  if (batch === undefined || isCorrection) return undefined;
  return attempt.times.measure('compare', () => countRemovedKeys(attempt, fileType, batch));
}

function syncFiles(
  loaded: readonly LoadedFile[],
  completed: readonly CompletedFile[],
  removals: readonly Removal[],
): SyncLog['files'] {
  const files: Record<string, SyncFile> = {};
  for (const file of loaded) {
    const removed_rows = removals.find(({ fileType }) => fileType === file.fileType)?.removedRows ?? null;
    files[file.fileType.name] = { ...syncFileOf(file), removed_rows };
  }
  for (const { fileType, keptRows, returnedRows, regrouped } of completed) {
    const file = files[fileType.name] ?? NOT_BROUGHT;
    const quarantined_rows = regrouped?.quarantinedRows ?? file.quarantined_rows;
    files[fileType.name] = {
      ...file,
      quarantined_rows,
      kept_rows: keptRows,
      returned_rows: returnedRows,
      removed_rows: 0,
    };
  }
  return files;
}

/** A file type to which a correction of another one brought rows back. */
const NOT_BROUGHT: SyncFile = {
  upload_id: null,
  uploads: [],
  total_rows: 0,
  valid_rows: 0,
  rejected_rows: 0,
  quarantined_rows: 0,
  error_count: 0,
  kept_rows: null,
  returned_rows: null,
  removed_rows: null,
};
