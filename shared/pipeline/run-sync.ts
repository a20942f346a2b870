import { v7 as uuid } from 'uuid';
import type { SyncRequested } from '../../events/sync-requested.ts';
import { type Dataset, type FileType, fileTypeOf } from '../contracts/contract.ts';
import { loans } from '../contracts/loans.ts';
import type { SyncLog, SyncNotice } from '../http/schemas/sync.ts';
import { type Logger, loggerFor } from '../observability/logger.ts';
import { operationsFor } from '../operations/database.ts';
import { syncConfigsOf } from '../operations/sync-configs.ts';
import { type SyncLogPatch, syncLogsOf } from '../operations/sync-logs.ts';
import { holdLease, type KeptLease } from '../staging/hold-lease.ts';
import { type Lease, type LeaseHold, LeaseLost, MAX_ATTEMPTS, type SliceLease } from '../staging/lease.ts';
import { settlementOf, settleUploads } from '../staging/settle.ts';
import { stagingFor, type TenantStaging } from '../staging/tenant-staging.ts';
import type { UploadRecord } from '../staging/upload-record.ts';
import { type TenantScope, tenantScope } from '../tenancy.ts';
import { type Warehouse, warehouseFor } from '../warehouse/client.ts';
import { summariseFindings } from '../warehouse/findings.ts';
import { profileOfBatch } from '../warehouse/profile.ts';
import { dropUnpublishedBatches, liveBatches, publicationOf, publish } from '../warehouse/published.ts';
import { factTable } from '../warehouse/tables.ts';
import { type FileCounts, storeFile } from './load-file.ts';
import { StageTimes } from './stage-times.ts';
import { fileFailure, finalFailure, SyncFailure } from './sync-failure.ts';
import { storeWarnings } from './warnings.ts';

/** A presigned URL must outlive the longest load. */
const FILE_URL_SECONDS = 3600;
const BACKOFF_SECONDS = 5;

/** Everything one attempt at a sync works with. */
interface Attempt {
  readonly scope: TenantScope;
  readonly dataset: Dataset;
  readonly lease: Lease;
  readonly hold: LeaseHold;
  readonly kept: KeptLease;
  readonly warehouse: Warehouse;
  readonly staging: TenantStaging;
  readonly logger: Logger;
  /** The rows of this attempt and of no other: an attempt that lost its lease writes where nobody looks. */
  readonly batchId: string;
  readonly times: StageTimes;
  advance(patch: SyncLogPatch): Promise<void>;
}

interface LoadedFile {
  readonly fileType: FileType;
  readonly uploadId: string;
  readonly counts: FileCounts;
}

/**
 * Runs the sync that a message asks for: checks and loads its files into a batch beside the live one, and publishes it in
 * one step if everything adds up. A second delivery, or a message of a sync that is over, does nothing.
 * @throws only if the state of the sync could not be written; the message is then delivered again
 */
export async function runSync(message: SyncRequested, parentLogger: Logger): Promise<void> {
  const { tenant_id, dataset, variant, sync_id } = message;
  const scope = tenantScope(tenant_id);
  const logger = loggerFor(parentLogger, { tenant_id, sync_id, loan_type: variant });
  const staging = stagingFor(scope);
  const slice = staging.lease({ dataset, variant });
  const acquired = await slice.acquire(sync_id, uuid());
  if (!acquired.acquired) {
    logger.info('nothing to do', { reason: acquired.reason });
    return;
  }
  const { lease } = acquired;
  const warehouse = warehouseFor(scope);
  const hold = await aboveLivePublication(slice, acquired.hold, warehouse, lease.variant);
  const logs = syncLogsOf(operationsFor(scope));
  const batchId = uuid();
  await using kept = holdLease(slice, hold);
  const attempt: Attempt = {
    scope,
    dataset: loans,
    lease,
    hold,
    kept,
    warehouse,
    staging,
    logger,
    batchId,
    times: new StageTimes(),
    async advance(patch) {
      await logs.advance(sync_id, patch, { attempt: lease.attempts });
    },
  };
  try {
    await logs.advance(sync_id, { attempt: lease.attempts });
    await work(attempt);
  } catch (error) {
    if (error instanceof LeaseLost) {
      logger.warn('lost the lease; another worker has the sync');
      return;
    }
    await recover(attempt, error);
  }
  await kept.stop();
}

/** A publication must have a higher number than the live one, or nobody would see it. */
async function aboveLivePublication(
  slice: SliceLease,
  hold: LeaseHold,
  warehouse: Warehouse,
  variant: string,
): Promise<LeaseHold> {
  // A warehouse that does not answer is dealt with where it is needed.
  const live = await liveBatches(warehouse, loans, variant).catch(() => undefined);
  return live && live.fencing >= hold.fencing ? slice.raiseFencing(hold, live.fencing) : hold;
}

async function work(attempt: Attempt): Promise<void> {
  const { warehouse, dataset, lease, advance } = attempt;
  const published = await publicationOf(warehouse, dataset, lease.variant, lease.sync_id);
  if (published) {
    // Cut off after publishing: the counts stand in the log already.
    const brought = Object.keys(lease.files).map((name) => fileTypeOf(dataset, name));
    await complete(attempt, brought, published.batches[brought[0]!.name]!);
    return;
  }
  await advance({ status: 'FETCHING', progress: 0.02, batch_id: attempt.batchId });
  const live = await liveBatches(warehouse, dataset, lease.variant);
  const uploads = await attempt.times.measure('fetch', () => fetchUploads(attempt));
  await advance({ status: 'VALIDATING', progress: 0.05 });
  const loaded = await loadFiles(attempt, uploads, live?.batches ?? {});
  await advance({ status: 'NORMALIZING', progress: 0.85 });
  await attempt.times.measure('fetch', () => assertUnchanged(attempt, uploads));
  const { total, summary } = await attempt.times.measure('count', () =>
    summariseFindings(warehouse, attempt.batchId, 'ERROR'),
  );
  await advance({
    status: 'STORING',
    progress: 0.9,
    files: fileCounts(loaded),
    error_count: total,
    error_summary: summary,
  });

  const failure = await gateFailure(attempt, loaded);
  if (failure) throw failure;
  if (!lease.validate_only) {
    attempt.kept.signal.throwIfAborted();
    await attempt.staging.lease(lease).assertHeld(attempt.hold);
    const batches = {
      ...live?.batches,
      ...Object.fromEntries(loaded.map(({ fileType }) => [fileType.name, attempt.batchId])),
    };
    await attempt.times.measure('publish', () =>
      publish(warehouse, dataset, lease.variant, { fencing: attempt.hold.fencing, syncId: lease.sync_id, batches }),
    );
  }
  await complete(
    attempt,
    loaded.map(({ fileType }) => fileType),
    attempt.batchId,
  );
}

/** The staged objects, as they were when they were staged. */
async function fetchUploads(attempt: Attempt): Promise<UploadRecord[]> {
  const ids = Object.values(attempt.lease.files);
  const uploads = await Promise.all(ids.map((id) => attempt.staging.uploads.get(id)));
  for (const [index, upload] of uploads.entries()) {
    if (!upload?.inspected) throw new SyncFailure('file-changed', `The upload ${ids[index]} is not there any more.`);
  }
  const found = uploads as UploadRecord[];
  await assertUnchanged(attempt, found);
  return found;
}

async function assertUnchanged({ staging }: Attempt, uploads: readonly UploadRecord[]): Promise<void> {
  for (const { object_key, inspected, file_type } of uploads) {
    const object = await staging.objects.head(object_key);
    if (object?.etag !== inspected!.etag || object.size !== inspected!.object_size) {
      throw new SyncFailure(
        'file-changed',
        `The ${file_type} file was overwritten or deleted after it was staged. Start a new upload for the new file.`,
      );
    }
  }
}

/**
 * Loads the files in the order of the contract, so that what is referred to is there first. A file is settled while the
 * next one is stored.
 */
async function loadFiles(
  attempt: Attempt,
  uploads: readonly UploadRecord[],
  live: Readonly<Record<string, string>>,
): Promise<LoadedFile[]> {
  const { dataset, lease, warehouse, batchId, staging, times } = attempt;
  const brought = dataset.fileTypes.filter((fileType) => uploads.some((upload) => upload.file_type === fileType.name));
  const settling: Promise<LoadedFile>[] = [];
  try {
    for (const [index, fileType] of brought.entries()) {
      const upload = uploads.find(({ file_type }) => file_type === fileType.name)!;
      const referenced = fileType.reference?.fileType;
      const broughtToo = brought.some(({ name }) => name === referenced);
      const referenceBatchId = referenced === undefined ? undefined : broughtToo ? batchId : live[referenced];
      const { layout, compression, object_size: objectSize } = upload.inspected!;
      const url = await staging.objects.presignedGet(upload.object_key, FILE_URL_SECONDS);
      attempt.kept.signal.throwIfAborted();
      const target = { dataset, variant: lease.variant, batchId, referenceBatchId };
      const failed = (error: unknown): never => {
        throw fileFailure(error, upload.file_type);
      };
      const stored = await storeFile(
        warehouse,
        target,
        fileType,
        { url, compression, objectSize, layout },
        times,
      ).catch(failed);
      const settled = stored
        .settle()
        .then((counts) => ({ fileType, uploadId: upload.upload_id, counts }))
        .catch(failed);
      // Awaited below; until then a failure must not count as unhandled.
      settled.catch(() => {});
      settling.push(settled);
      await attempt.advance({ progress: 0.05 + (0.8 * (index + 1)) / brought.length });
    }
    return await Promise.all(settling);
  } finally {
    // Nothing of this attempt may still be writing when its batch is given up.
    await Promise.allSettled(settling);
  }
}

const fileCounts = (loaded: readonly LoadedFile[]): SyncLog['files'] =>
  Object.fromEntries(
    loaded.map(({ fileType, uploadId, counts }) => [
      fileType.name,
      {
        upload_id: uploadId,
        total_rows: counts.totalRows,
        valid_rows: counts.validRows,
        rejected_rows: counts.rejectedRows,
        error_count: counts.errorCount,
      },
    ]),
  );

/** Too many rejected rows in a file, or in all of them together, keep the portfolio as it is. */
async function gateFailure({ scope, lease }: Attempt, loaded: readonly LoadedFile[]): Promise<SyncFailure | undefined> {
  const config = await syncConfigsOf(operationsFor(scope)).get(lease);
  const highest = config?.max_error_rate ?? 0.5;
  const gated = [
    ...loaded.map(({ fileType, counts }) => ({ what: `the ${fileType.name} file`, ...counts })),
    ...(loaded.length > 1
      ? [
          {
            what: 'all files together',
            totalRows: loaded.reduce((rows, { counts }) => rows + counts.totalRows, 0),
            rejectedRows: loaded.reduce((rows, { counts }) => rows + counts.rejectedRows, 0),
          },
        ]
      : []),
  ];
  for (const { what, totalRows, rejectedRows } of gated) {
    if (rejectedRows > totalRows * highest) {
      return new SyncFailure(
        'error-rate-exceeded',
        `${rejectedRows} of ${totalRows} rows of ${what} were rejected: more than the ${highest * 100} % that this ` +
          'configuration allows. Nothing was published; the data before is in place.',
      );
    }
  }
  const empty = loaded.find(({ counts }) => counts.validRows === 0);
  return empty
    ? new SyncFailure(
        'nothing-valid',
        `No row of the ${empty.fileType.name} file is valid. The data before is in place.`,
      )
    : undefined;
}

/** What is left when the outcome is decided: warnings, notices, the log, the uploads, and old batches. */
async function complete(attempt: Attempt, brought: readonly FileType[], batchId: string): Promise<void> {
  const { warehouse, dataset, lease, scope, hold, staging } = attempt;
  const { warnings, notices } = await attempt.times.measure('warnings', async () => {
    for (const fileType of brought) await storeWarnings(warehouse, dataset, fileType, lease.variant, batchId);
    return {
      warnings: await summariseFindings(warehouse, batchId, 'WARNING'),
      notices: lease.validate_only ? [] : await publicationNotices(attempt, brought),
    };
  });
  await attempt.times.measure('clean-up', () => dropLeftovers(attempt));
  const { stages } = attempt.times;
  await attempt.advance({ status: 'COMPLETED', warning_count: warnings.total, notices, stages });
  await settleUploads(scope, lease.sync_id, settlementOf(lease.validate_only, undefined));
  await attempt.kept.stop();
  await staging.lease(lease).release(hold);
  if (!lease.validate_only) await profileAhead(attempt, brought, batchId);
  attempt.logger.info('sync completed', { validate_only: lease.validate_only, attempt: lease.attempts });
}

/** Computes the profiles that somebody will ask for, now that nobody waits; who asks sooner computes them. */
async function profileAhead(attempt: Attempt, brought: readonly FileType[], batchId: string): Promise<void> {
  const { warehouse, dataset, lease, logger } = attempt;
  for (const { name } of brought) {
    await profileOfBatch(warehouse, dataset, name, lease.variant, batchId).catch((error: Error) =>
      logger.warn('profile not computed', { file_type: name, error }),
    );
  }
}

/** A sync of credits alone leaves the payments as they were, also those of loans that are gone. */
async function publicationNotices(
  { warehouse, dataset, lease }: Attempt,
  brought: readonly FileType[],
): Promise<SyncNotice[]> {
  const live = await liveBatches(warehouse, dataset, lease.variant);
  const notices: SyncNotice[] = [];
  for (const fileType of dataset.fileTypes) {
    const { reference } = fileType;
    const batch = live?.batches[fileType.name];
    const referenced = reference && live?.batches[reference.fileType];
    const isStale = reference && !brought.includes(fileType) && brought.some(({ name }) => name === reference.fileType);
    if (!isStale || !batch || !referenced) continue;
    const target = fileTypeOf(dataset, reference.fileType);
    const [orphans] = await warehouse.rows<{ rows: number }>(
      `SELECT count() AS rows FROM ${factTable(fileType)}
       WHERE ${dataset.variantColumn} = {variant:String} AND batch_id = {batch:UUID} AND ${reference.column} NOT IN (
         SELECT ${target.key[0]} FROM ${factTable(target)}
         WHERE ${dataset.variantColumn} = {variant:String} AND batch_id = {referenced:UUID})`,
      { variant: lease.variant, batch, referenced },
    );
    if (orphans!.rows > 0) {
      notices.push({
        code: 'rows-without-reference',
        detail: `${orphans!.rows} ${fileType.name} rows of an earlier sync name a ${target.name} that this sync no longer brings. Send the ${fileType.name} file too.`,
        count: orphans!.rows,
      });
    }
  }
  return notices;
}

/**
 * After an error: another attempt if that may help, or the end of the sync with a reason. Old data stays as it is. The
 * log keeps its status meanwhile: STORING tells reconciliation that the batch may be published already.
 */
async function recover(attempt: Attempt, error: unknown): Promise<void> {
  const { lease, hold, staging, logger, scope } = attempt;
  const slice = staging.lease(lease);
  if (!(error instanceof SyncFailure)) {
    const published = await isPublished(attempt);
    if (lease.attempts < MAX_ATTEMPTS || published === undefined) {
      logger.warn('sync interrupted; it will be tried again', { attempt: lease.attempts, error: error as Error });
      await slice.requeue(hold, BACKOFF_SECONDS * 2 ** lease.attempts);
      return;
    }
    logger.error('sync interrupted for the last time', { attempt: lease.attempts, published, error: error as Error });
    if (published) {
      await attempt.advance({ status: 'COMPLETED' });
      await settleUploads(scope, lease.sync_id, 'LOADED');
      await slice.release(hold);
      return;
    }
  }
  const failure = finalFailure(error);
  logger.info('sync failed', { code: failure.code, attempt: lease.attempts });
  const warnings = await warningsOfFailed(attempt, failure).catch(() => undefined);
  // Before the log says that it is over: whoever reads that may start the next sync at once.
  await dropLeftovers(attempt);
  await attempt.advance({
    status: 'FAILED',
    failure: failure.document(),
    stages: attempt.times.stages,
    ...(warnings === undefined ? {} : { warning_count: warnings }),
  });
  const rejected = failure.unreadable ? { [failure.unreadable]: failure.document() } : {};
  await settleUploads(scope, lease.sync_id, settlementOf(lease.validate_only, failure.code), rejected);
  await slice.release(hold);
}

/** Nothing depends on it: what stays is dropped after the next sync. */
async function dropLeftovers({ warehouse, dataset, lease, logger }: Attempt): Promise<void> {
  await dropUnpublishedBatches(warehouse, dataset, lease.variant).catch((error: Error) =>
    logger.warn('leftovers not dropped; the next sync will', { error }),
  );
}

/** Undefined if the warehouse does not say. */
async function isPublished({ warehouse, dataset, lease }: Attempt): Promise<boolean | undefined> {
  try {
    return (await publicationOf(warehouse, dataset, lease.variant, lease.sync_id)) !== undefined;
  } catch {
    return undefined;
  }
}

/** A sync that the gate stopped has been checked to the end: its warnings are kept with its errors. */
async function warningsOfFailed(attempt: Attempt, failure: SyncFailure): Promise<number | undefined> {
  if (failure.code !== 'error-rate-exceeded' && failure.code !== 'nothing-valid') return undefined;
  const { warehouse, dataset, lease, batchId } = attempt;
  for (const name of Object.keys(lease.files)) {
    await storeWarnings(warehouse, dataset, fileTypeOf(dataset, name), lease.variant, batchId);
  }
  return (await summariseFindings(warehouse, batchId, 'WARNING')).total;
}
