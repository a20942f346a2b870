import { setTimeout as sleep } from 'node:timers/promises';
import { sliceOf } from '../datasets/registry.ts';
import { isProblemCode, Problem } from '../domain/problems.ts';
import { saidBy } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { TenantStaging } from '../staging/tenant-staging.ts';
import type { UploadRecord } from '../staging/upload-record.ts';
import { dispatchSync } from '../sync/dispatch.ts';
import type { PullRecord } from './pull-record.ts';

/** S3 says within a moment that a file is there; looking through a large one takes a while. */
const STAGING_MS = 60_000;
const POLL_MS = 250;

/**
 * Starts the sync of the files of a pull, once they are staged.
 * @returns its id; undefined where another sync is in the way, or a file still being staged: try again later
 * @throws {Problem} where a file was rejected, or they cannot be synced
 */
export async function startSyncOfPull(
  staging: TenantStaging,
  pull: PullRecord,
  remainingMs: () => number,
): Promise<string | undefined> {
  const uploads = await stagedUploads(staging, pull, Math.min(STAGING_MS, remainingMs() / 2));
  if (uploads === undefined) return undefined;
  // The schedule, or somebody, was faster: then it is that sync, if it has all of them.
  const taken = new Set(uploads.map(({ sync_id }) => sync_id));
  const [sync, ...others] = taken;
  if (others.length > 0) throw new Problem('uploads-mismatch', serviceSentence('pull-torn'));
  if (sync) return sync;
  try {
    const log = await dispatchSync(staging.scope, {
      slice: sliceOf(pull),
      trigger: pull.trigger,
      validateOnly: false,
      uploadIds: uploads.map(({ upload_id }) => upload_id),
    });
    return log.id;
  } catch (error) {
    if (error instanceof Problem && error.code === 'sync-in-progress') return undefined;
    throw error;
  }
}

async function stagedUploads(
  { uploads }: TenantStaging,
  { files }: PullRecord,
  waitMs: number,
): Promise<UploadRecord[] | undefined> {
  const until = Date.now() + waitMs;
  for (;;) {
    const found = await Promise.all(Object.values(files).map(({ upload_id }) => uploads.get(upload_id)));
    const known = found.filter((upload) => upload !== undefined);
    const rejected = known.find(({ status }) => status === 'REJECTED' || status === 'EXPIRED');
    if (rejected) throw rejectionOf(rejected);
    if (known.every(({ status }) => status !== 'AWAITING_UPLOAD')) return known;
    if (Date.now() >= until) return undefined;
    await sleep(POLL_MS);
  }
}

function rejectionOf({ file_type, problem }: UploadRecord): Problem {
  const code = problem?.type.replace('/problems/', '') ?? '';
  if (problem === null || !isProblemCode(code)) return new Problem('upload-not-staged');
  const why = saidBy(problem);
  return new Problem(code, serviceSentence('pulled-file-rejected', { file_type, why }), {
    ...(problem.errors ? { errors: [...problem.errors] } : {}),
  });
}
