import { type FileType, referencesOf, severityOfReference } from '../contracts/contract.ts';
import type { ProblemCode } from '../domain/problems.ts';
import { asDetail } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { SyncLog, SyncNotice } from '../domain/sync.ts';
import { theService } from '../operations/audit.ts';
import { operationsFor } from '../operations/database.ts';
import { syncLogsOf } from '../operations/sync-logs.ts';
import { IN_KEY_ORDER } from '../pipeline/load-target.ts';
import { orphansSql, type ReferenceBatches, referenceParameters } from '../pipeline/reference-check.ts';
import { storeGroupFindings } from '../pipeline/row-groups.ts';
import { forgetWarnings, storeWarnings } from '../pipeline/warnings.ts';
import { dropWorkTables } from '../pipeline/work-tables.ts';
import { identifier } from '../sql/quoting.ts';
import { rowCount } from '../sql/statement.ts';
import { summariseFindings } from '../warehouse/findings.ts';
import { dropUnpublishedBatches, liveAndPublished, liveBatches, type Publication } from '../warehouse/published.ts';
import { inBatch } from '../warehouse/tables.ts';
import type { Attempt } from './attempt.ts';
import { leaseOf, MAX_ATTEMPTS } from './lease.ts';
import { discardUploads, settlementOf, settleStaleCorrections, settleUploads } from './settle.ts';
import { finalFailure, SyncFailure } from './sync-failure.ts';

const BACKOFF_SECONDS = 5;

/** What a sync has loaded. */
export interface Outcome {
  readonly brought: readonly FileType[];
  readonly batchId: string;
  /** Undefined of a sync that was not to load anything. */
  readonly publication: 'published' | 'pending' | undefined;
  /** What is live now: that of this sync, if it is published. */
  readonly live: Book | undefined;
  /** Whether an earlier attempt was cut off after it had got so far. */
  readonly isResumed: boolean;
}
type Book = Pick<Publication, 'batches'>;

/**
 * What is left when the outcome is decided: warnings, notices, the log, the uploads, and old batches.
 * @returns the log of a load that is live, or waits to be
 */
export async function complete(
  attempt: Attempt,
  { brought, batchId, publication, live, isResumed }: Outcome,
): Promise<SyncLog | undefined> {
  const { warehouse, slice, lease, scope, hold } = attempt;
  const { warnings, notices } = await attempt.times.measure('warnings', async () => {
    // A correction has its warnings already: its batch now holds rows that it did not bring.
    if (lease.corrects === null) {
      if (isResumed) await forgetWarnings(warehouse, batchId, brought);
      const batches = { ...live?.batches, ...Object.fromEntries(brought.map(({ name }) => [name, batchId])) };
      for (const fileType of brought) {
        await storeWarnings(warehouse, slice, fileType, batchId, referencedIn(fileType, batches));
        await storeGroupFindings(warehouse, { slice, batchId }, fileType);
      }
    }
    return {
      warnings: await summariseFindings(warehouse, batchId, 'WARNING'),
      notices: publication === 'published' ? await publicationNotices(attempt, brought, live) : [],
    };
  });
  const discarded = publication ? await discardOlderPending(attempt) : [];
  await attempt.times.measure('clean-up', () => dropLeftovers(attempt, publication === 'pending' ? [batchId] : []));
  const { stages } = attempt.times;
  const log = await attempt.advance({
    status: 'COMPLETED',
    warning_count: warnings.total,
    closing_notices: [...notices, ...discarded],
    stages,
    ...(publication ? { publication } : {}),
  });
  await settleUploads(scope, lease, settlementOf(lease.validate_only, undefined));
  await attempt.kept.stop();
  await leaseOf(scope, lease).release(hold);
  attempt.logger.info('sync completed', {
    validate_only: lease.validate_only,
    attempt: lease.attempts,
    duration_ms: log?.duration_ms,
    rows: rowsOf(log?.files ?? {}),
  });
  return publication && log;
}

/** Where the rows of a file type find what they refer to, by the batch of each file type. */
const referencedIn = (fileType: FileType, batches: Readonly<Record<string, string>>): ReferenceBatches =>
  Object.fromEntries(
    referencesOf(fileType).map(({ fileType: target }) => {
      const batch = batches[target];
      return [target, batch === undefined ? [] : [batch]];
    }),
  );

/** If several loads wait to be published, only the newest can be meant. @returns a notice of each that was discarded */
async function discardOlderPending({ scope, staging, lease }: Attempt): Promise<SyncNotice[]> {
  const logs = syncLogsOf(operationsFor(scope));
  const notices: SyncNotice[] = [];
  for (const { log } of await logs.pending(lease)) {
    if (log.id === lease.sync_id) continue;
    const discarded = await logs.decide(log.id, 'discarded', theService());
    if (!discarded) continue;
    await discardUploads(staging, discarded);
    notices.push({ code: 'load-discarded', ...asDetail(serviceSentence('load-discarded', { sync_id: log.id })) });
  }
  return notices;
}

/** What an operator asks first: how many rows of each file are in, and how many are not. */
const rowsOf = (files: SyncLog['files']) =>
  Object.fromEntries(
    Object.entries(files).map(([name, { valid_rows, rejected_rows }]) => [
      name,
      { loaded: valid_rows, rejected: rejected_rows },
    ]),
  );

/** A sync that brings only what is referred to leaves the rows that refer to it as they were, those too whose row is gone. */
async function publicationNotices(
  { warehouse, slice, lease }: Attempt,
  brought: readonly FileType[],
  live: Book | undefined,
): Promise<SyncNotice[]> {
  const { contract } = slice;
  const notices: SyncNotice[] = [];
  for (const fileType of contract.fileTypes) {
    const batch = live?.batches[fileType.name];
    for (const reference of referencesOf(fileType)) {
      const referenced = live?.batches[reference.fileType];
      const isStale = !brought.includes(fileType) && brought.some(({ name }) => name === reference.fileType);
      // A correction keeps what it finds, including rows that had lost their reference before.
      if ((!isStale && lease.corrects === null) || !batch || !referenced) continue;
      const columns = ['row_number', ...reference.columns.map(identifier)].join(', ');
      const rows = `SELECT ${columns} FROM ${fileType.table} WHERE ${inBatch(contract)}`;
      const { rows: orphans } = await warehouse.row({
        name: 'rows-without-reference',
        row: rowCount,
        sql: `SELECT count() AS rows FROM (${orphansSql(contract, fileType, reference, rows)})`,
        parameters: {
          variant: slice.storedVariant,
          batch,
          ...referenceParameters(fileType, { [reference.fileType]: [referenced] }),
        },
        settings: IN_KEY_ORDER,
      });
      if (orphans === 0) continue;
      const code = severityOfReference(reference) === 'ERROR' ? 'rows-without-reference' : 'rows-of-unknown-reference';
      notices.push({
        code,
        ...asDetail(
          serviceSentence(code, {
            rows: orphans,
            count: orphans,
            file_type: fileType.name,
            referred_file_type: reference.fileType,
          }),
        ),
        rows: orphans,
        count: orphans,
      });
    }
  }
  return notices;
}

/**
 * After an error: another attempt if that may help, or the end of the sync with a reason. Old data stays as it is. The
 * log keeps its status meanwhile: STORING tells reconciliation that the batch may be published already.
 */
export async function recover(attempt: Attempt, error: unknown): Promise<void> {
  const { lease, hold, logger, scope } = attempt;
  const sliceLease = leaseOf(scope, lease);
  if (!(error instanceof SyncFailure)) {
    const published = await isPublished(attempt);
    if (lease.attempts < MAX_ATTEMPTS || published === undefined) {
      logger.warn('sync interrupted; it will be tried again', { attempt: lease.attempts, error: error as Error });
      await sliceLease.requeue(hold, BACKOFF_SECONDS * 2 ** lease.attempts);
      return;
    }
    logger.error('sync interrupted for the last time', { attempt: lease.attempts, published, error: error as Error });
    if (published) {
      await attempt.advance({ status: 'COMPLETED', publication: 'published' });
      await settleUploads(scope, lease, 'LOADED');
      await sliceLease.release(hold);
      return;
    }
  }
  const failure = finalFailure(error);
  logger.info('sync failed', { code: failure.code, attempt: lease.attempts });
  const warnings = await warningsOfFailed(attempt, failure).catch(() => undefined);
  // Before the log says that the sync is over, because a client that reads that may start the next one at once. A batch
  // that may still be agreed to is kept, so that the rows that would vanish can be looked at.
  await dropLeftovers(attempt, failure.code === 'removes-too-much' ? [attempt.batchId] : []);
  await attempt.advance({
    status: 'FAILED',
    failure: failure.document(),
    stages: attempt.times.stages,
    ...(warnings === undefined ? {} : { warning_count: warnings }),
  });
  const rejected = Object.fromEntries(failure.unreadable.map((uploadId) => [uploadId, failure.document()]));
  if (failure.code === 'not-live') await settleStaleCorrections(scope, lease, failure.document());
  else await settleUploads(scope, lease, settlementOf(lease.validate_only, failure.code), rejected);
  await sliceLease.release(hold);
}

/**
 * Nothing depends on it: what is left is dropped after the next sync.
 * @param waiting batches of this sync that may still be published
 */
async function dropLeftovers(
  { scope, warehouse, slice, lease, logger }: Attempt,
  waiting: readonly string[],
): Promise<void> {
  try {
    await dropWorkTables(warehouse, slice);
    const pending = await syncLogsOf(operationsFor(scope)).pending(lease);
    const batches = [...waiting, ...pending.map(({ log }) => log.batch_id)];
    await dropUnpublishedBatches(warehouse, slice, batches);
  } catch (error) {
    logger.warn('leftovers not dropped; the next sync will', { error: error as Error });
  }
}

/** Undefined if the warehouse does not say. */
async function isPublished({ warehouse, slice, lease }: Attempt): Promise<boolean | undefined> {
  try {
    return (await liveAndPublished(warehouse, slice, lease.sync_id)).published !== undefined;
  } catch {
    return undefined;
  }
}

/** Failures of a sync whose files were checked and loaded before it was stopped. */
const CHECKED_TO_THE_END: readonly string[] = [
  'error-rate-exceeded',
  'nothing-valid',
  'removes-too-much',
  'control-total-mismatch',
] satisfies ProblemCode[];

/** A sync that the gate stopped has been checked to the end: its warnings are kept with its errors. */
async function warningsOfFailed(attempt: Attempt, failure: SyncFailure): Promise<number | undefined> {
  if (!CHECKED_TO_THE_END.includes(failure.code)) return undefined;
  if (attempt.lease.corrects !== null)
    return (await summariseFindings(attempt.warehouse, attempt.batchId, 'WARNING')).total;
  const { warehouse, slice, lease, batchId } = attempt;
  const live = await liveBatches(warehouse, slice);
  const batches = { ...live?.batches, ...Object.fromEntries(Object.keys(lease.files).map((name) => [name, batchId])) };
  for (const name of Object.keys(lease.files)) {
    const fileType = slice.fileType(name);
    await storeWarnings(warehouse, slice, fileType, batchId, referencedIn(fileType, batches));
    await storeGroupFindings(warehouse, { slice, batchId }, fileType);
  }
  return (await summariseFindings(warehouse, batchId, 'WARNING')).total;
}
