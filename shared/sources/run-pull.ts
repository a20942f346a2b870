import { v7 as uuid } from 'uuid';
import { readConfig } from '../config.ts';
import { sliceOf } from '../datasets/registry.ts';
import { Problem, type ProblemDocument, problemDocument } from '../domain/problems.ts';
import { sentence } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { MOST_SOURCES } from '../domain/source.ts';
import { type TenantScope, tenantScope } from '../domain/tenancy.ts';
import type { Logger } from '../observability/logger.ts';
import { database } from '../operations/database.ts';
import { tenantsOf } from '../operations/tenants.ts';
import { stagingFor, type TenantStaging } from '../staging/tenant-staging.ts';
import { holdLease } from '../sync/hold-lease.ts';
import { LeaseLost } from '../sync/lease.ts';
import type { Connector, PulledFileType } from './connector.ts';
import { connectorOf } from './connectors.ts';
import { FileWriter } from './file-writer.ts';
import { forgetRest } from './kept-rest.ts';
import { missingValues } from './missing-values.ts';
import {
  type FileProgress,
  PULL_LEASE_MS,
  type PullHold,
  type PullRecord,
  pullsOf,
  untouchedFile,
} from './pull-record.ts';
import { placedColumns } from './pulled-csv.ts';
import { keyOfPulled } from './pulled-key.ts';
import { BrokenOff, SourceFault } from './source-fault.ts';
import { sourcesOf } from './source-record.ts';
import { stagePulledFiles } from './stage-pulled-files.ts';
import { requestPull } from './start-pull.ts';
import { startSyncOfPull } from './sync-of-pull.ts';
import { throwAwayParts } from './throw-away-parts.ts';
import { withdrawFiles } from './withdraw-files.ts';

/** Attempts without a checkpoint between them. */
const MOST_ATTEMPTS = 5;
/** Reading is not lost for longer than this, where pages are small. */
const CHECKPOINT_MS = 10_000;
/** A source whose pages lead in a circle brings what it has brought; one that makes up pages never ends. */
const MOST_PAGES_WITHOUT_NEWS = 100;
const MOST_PAGES = 200_000;
/** Before the function is stopped, what was read is brought to safety, and another one goes on. */
const LEFT_MS = 30_000;
const PAUSE_AFTER_FAULT_MS = 20_000;

/** Time is up, not the work. */
class HandedOver extends Error {}

/**
 * Works at a pull until it is over, its time is up or it is taken away: reads what the source has into files, stages them
 * together, starts one sync. Cut off anywhere, the next worker goes on from the last checkpoint.
 * @param remainingMs how long this worker may live
 * @throws only if the state of the pull could not be written; reconciliation goes on with it
 */
export async function runPull(
  { tenantId, pullId }: { tenantId: string; pullId: string },
  { logger, remainingMs }: { logger: Logger; remainingMs: () => number },
): Promise<void> {
  const scope = tenantScope(tenantId);
  const pulls = pullsOf(scope);
  const acquired = await pulls.acquire(pullId, `pull-source-${uuid()}`);
  if (!acquired) {
    logger.info('the pull is over, or another worker has it');
    return;
  }
  const { hold } = acquired;
  await using kept = holdLease(pulls, hold, { everyMs: PULL_LEASE_MS / 4, leaseMs: PULL_LEASE_MS });
  const work: Work = { scope, staging: stagingFor(scope), hold, signal: kept.signal, remainingMs, logger };
  if (acquired.pull.attempts > MOST_ATTEMPTS) {
    // Whoever had it died each time, and could not say so.
    await fail(work, acquired.pull, interrupted(MOST_ATTEMPTS));
    return;
  }
  try {
    const after = await workAt(work, acquired.pull);
    await kept.stop();
    // Whoever waits for others has not failed.
    const attempts = acquired.pull.attempts - 1;
    if (after === 'waits') await handOver(work, acquired.pull, PAUSE_AFTER_FAULT_MS, { attempts });
    else await pulls.leave(hold, {});
  } catch (error) {
    await kept.stop();
    await afterFailure(work, acquired.pull, error as Error);
  }
}

interface Work {
  readonly scope: TenantScope;
  readonly staging: TenantStaging;
  readonly hold: PullHold;
  /** Fires when the pull is, or may be, another worker's. */
  readonly signal: AbortSignal;
  readonly remainingMs: () => number;
  readonly logger: Logger;
}

async function workAt(work: Work, acquired: PullRecord): Promise<'done' | 'waits'> {
  const { scope, logger } = work;
  await assertActive(scope);
  if (await isOutOfTurn(scope, acquired)) return 'waits';
  let pull = acquired;
  if (pull.status === 'PULLING') {
    pull = await readFiles(work, pull);
    await stagePulledFiles(work.staging, pull);
    pull = await pullsOf(scope).change(work.hold, { status: 'STAGED', is_announced: true, attempts: 0 });
    logger.info('pulled', {
      files: Object.fromEntries(Object.entries(pull.files).map(([type, { rows }]) => [type, rows])),
    });
  }
  const synced = await startSyncOfPull(work.staging, pull, work.remainingMs);
  if (synced === undefined) return 'waits';
  await pullsOf(scope).change(work.hold, { sync_id: synced });
  logger.info('pulled files are being synced', { sync_id: synced });
  return 'done';
}

async function readFiles(work: Work, pull: PullRecord): Promise<PullRecord> {
  const begun = Date.now();
  const connector = await connectorOf(pull, { slice: sliceOf(pull), isHasty: false });
  const timeIsUp = AbortSignal.timeout(Math.floor(Math.max(1, Math.min(work.remainingMs() - LEFT_MS, 2 ** 31 - 1))));
  const reading: Reading = { connector, timeIsUp, signal: AbortSignal.any([work.signal, timeIsUp]) };
  try {
    let after = await asOfOneMoment(work, pull, reading);
    for (const fileType of connector.files) {
      if (!after.files[fileType.fileType]!.is_read) after = await readFile(work, after, reading, fileType);
    }
    return after;
  } catch (error) {
    work.signal.throwIfAborted();
    if (!timeIsUp.aborted || connector.goesOn) throw error;
    const minutes = Math.max(1, Math.round((Date.now() - begun) / 60_000));
    throw new SourceFault('pull-too-long', serviceSentence('pull-too-long', { minutes }));
  } finally {
    await connector.close();
  }
}

/** One worker's reading of a pull. */
interface Reading {
  readonly connector: Connector;
  readonly timeIsUp: AbortSignal;
  /** Fires when time is up, and when the pull is, or may be, another worker's. */
  readonly signal: AbortSignal;
}

/** The pull, with all its files at the same moment: as fixed before, or begun anew where nobody can go on. */
async function asOfOneMoment(work: Work, pull: PullRecord, { connector, signal }: Reading): Promise<PullRecord> {
  const pulls = pullsOf(work.scope);
  if (connector.goesOn) {
    if (!connector.fixMoment || (pull.fixed ?? null) !== null) return pull;
    const { fixed } = await connector.fixMoment(signal);
    return pulls.change(work.hold, { fixed });
  }
  const progress = Object.values(pull.files);
  if (progress.every(({ requests }) => requests === 0) || progress.every(({ is_read }) => is_read)) return pull;
  const files = Object.fromEntries(
    Object.entries(pull.files).map(([fileType, { upload_id }]) => [fileType, untouchedFile(upload_id)]),
  );
  const anew = await pulls.change(work.hold, { files });
  // First nobody names the parts any more. What a crash leaves, the bucket's lifecycle takes.
  await throwAwayParts(work.staging, pull);
  work.logger.info('a pull begins anew', { attempts: pull.attempts });
  return anew;
}

async function readFile(
  work: Work,
  pull: PullRecord,
  { connector, timeIsUp, signal: reading }: Reading,
  { fileType, columns, dropsRepeated }: PulledFileType,
): Promise<PullRecord> {
  const { scope, hold, signal, staging } = work;
  const slice = sliceOf(pull);
  const begun = pull.files[fileType]!;
  const writer = await FileWriter.open(
    {
      scope,
      hold,
      objects: staging.objects,
      key: keyOfPulled(pull, fileType),
      fileType,
      columns: placedColumns(slice, { fileType, columns }),
      dropsRepeated,
      goesOn: connector.goesOn,
      signal,
    },
    begun,
  );
  const { MAX_UPLOAD_BYTES } = readConfig(['staging']).staging;
  const { goesOn } = connector;
  const moment = { until: pull.until, fixed: pull.fixed ?? null };
  let after = pull;
  let savedAt = Date.now();
  let position = begun.kept === null ? connector.begin(fileType, moment) : begun.position;
  let hasUnsaved = false;
  let pagesWithoutNews = 0;
  for (let isRead = false; !isRead; ) {
    try {
      const page = await connector.read(fileType, position, reading);
      const missing =
        writer.requests === 0 ? missingValues(slice, connector, { fileType, columns }, page.records) : undefined;
      if (missing) throw missing;
      const fresh = writer.addPage(page.records, page.next);
      pagesWithoutNews = page.records.length > 0 && fresh === 0 ? pagesWithoutNews + 1 : 0;
      position = page.next;
      isRead = page.next === undefined;
      hasUnsaved = true;
    } catch (error) {
      signal.throwIfAborted();
      if (hasUnsaved && goesOn) await checkpoint(work, after, { fileType, goesOn }, await writer.save());
      throw timeIsUp.aborted ? new HandedOver() : error;
    }
    if (writer.bytes > MAX_UPLOAD_BYTES) {
      throw new Problem(
        'too-large',
        sentence('more-bytes-than-taken', { bytes: writer.bytes, most: MAX_UPLOAD_BYTES }),
      );
    }
    if (pagesWithoutNews > MOST_PAGES_WITHOUT_NEWS || writer.requests > MOST_PAGES) {
      const said = serviceSentence('source-never-ends', { file_type: fileType, pages: writer.requests });
      throw new SourceFault('source-answer-unexpected', said);
    }
    if (isRead || writer.isPartFull || Date.now() - savedAt >= CHECKPOINT_MS) {
      after = await checkpoint(work, after, { fileType, goesOn }, await writer.save());
      await assertActive(work.scope);
      savedAt = Date.now();
      hasUnsaved = false;
    }
  }
  return after;
}

async function checkpoint(
  work: Work,
  pull: PullRecord,
  { fileType, goesOn }: { fileType: string; goesOn: boolean },
  progress: FileProgress,
): Promise<PullRecord> {
  const files = { ...pull.files, [fileType]: progress };
  // What begins anew has not got on.
  const after = await pullsOf(work.scope).change(work.hold, { files, ...(goesOn ? { attempts: 0 } : {}) });
  const before = pull.files[fileType]!.kept;
  if (before !== null) await forgetRest(work.scope, pull.pull_id, before);
  return after;
}

async function assertActive({ tenantId }: TenantScope): Promise<void> {
  const tenant = await tenantsOf(database()).get(tenantId);
  if (tenant?.isActive !== true) throw new Problem('tenant-inactive');
}

/** Pulls of one tenant that are worked at at the same time: half of all workers, so that nobody waits for a neighbour's sources. */
const AT_A_TIME = 2;

async function isOutOfTurn(scope: TenantScope, { pull_id }: PullRecord): Promise<boolean> {
  const others = (await sourcesOf(scope).list({ limit: MOST_SOURCES })).flatMap((source) =>
    source.pulling && source.pull_id !== null && source.pull_id !== pull_id ? [source.pull_id] : [],
  );
  const pulls = await Promise.all(others.map((id) => pullsOf(scope).get(id)));
  const now = Date.now();
  // Of those that begin at the same moment the older one goes on.
  const ahead = pulls.filter((pull) => pull && pull.owner !== null && pull.lease_until > now && pull.pull_id < pull_id);
  return ahead.length >= AT_A_TIME;
}

async function handOver(
  work: Work,
  pull: PullRecord,
  pauseMs: number,
  change: { attempts?: number } = {},
): Promise<void> {
  await pullsOf(work.scope).leave(work.hold, { ...change, resend_at: Date.now() + pauseMs + 60_000 }, pauseMs);
  await requestPull(pull, Math.ceil(pauseMs / 1000)).catch((error: Error) => {
    work.logger.warn('message not sent', { error });
  });
}

async function afterFailure(work: Work, pull: PullRecord, error: Error): Promise<void> {
  const { logger } = work;
  if (error instanceof LeaseLost || work.signal.aborted) {
    logger.warn('the pull was taken away', { error });
    return;
  }
  if (error instanceof HandedOver) {
    logger.info('time is up: another worker goes on');
    await handOver(work, pull, 0);
    return;
  }
  const failure = failureOf(error);
  const isBrokenOff = error instanceof BrokenOff;
  if ((failure === undefined || isBrokenOff) && pull.attempts < MOST_ATTEMPTS) {
    const attempts = pull.attempts;
    if (isBrokenOff) logger.warn('a source broke off, and will be read anew', { failure: failure?.type, attempts });
    else logger.error('a pull was interrupted, and will go on', { error, attempts });
    await handOver(work, pull, PAUSE_AFTER_FAULT_MS);
    return;
  }
  logger[failure ? 'warn' : 'error']('a pull failed', { failure: failure?.type, ...(failure ? {} : { error }) });
  await fail(work, pull, failure ?? interrupted(pull.attempts));
}

async function fail({ scope, staging, hold }: Work, pull: PullRecord, failure: ProblemDocument): Promise<void> {
  const failed = await pullsOf(scope).leave(hold, { status: 'FAILED', failure });
  if (!failed.is_announced) await throwAwayParts(staging, failed);
  await withdrawFiles(staging, failed);
  await sourcesOf(scope).release(pull.source_id, pull.pull_id);
}

function failureOf(error: Error): ProblemDocument | undefined {
  if (error instanceof SourceFault) return error.document();
  return error instanceof Problem && error.status < 500 ? error.document() : undefined;
}

const interrupted = (attempts: number): ProblemDocument =>
  problemDocument('interrupted', serviceSentence('pull-cut-off', { attempts }));
