import { v7 as uuid } from 'uuid';
import { makePullRequested } from '../../events/pull-requested.ts';
import { sliceOf } from '../datasets/registry.ts';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { Pull } from '../domain/source.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { correlate, correlation } from '../observability/correlation.ts';
import type { Logger } from '../observability/logger.ts';
import { operationsFor } from '../operations/database.ts';
import { syncConfigsOf } from '../operations/sync-configs.ts';
import { sendPullRequested } from './pull-queue.ts';
import { type FileProgress, type PullRecord, pullsOf } from './pull-record.ts';
import { settlePull } from './settle-pull.ts';
import { type SourceRecord, sourcesOf } from './source-record.ts';

/**
 * Asks for a pull of a source: at most one is under way.
 * @throws {Problem} 409 `pull-in-progress`, `sync-disabled` · 404 `not-found` where the source is gone
 */
export async function startPull(
  scope: TenantScope,
  source: SourceRecord,
  trigger: Pull['trigger'],
  logger: Logger,
): Promise<PullRecord> {
  const slice = sliceOf(source);
  const config = await syncConfigsOf(operationsFor(scope)).get(slice);
  if (config?.is_enabled !== true)
    throw new Problem('sync-disabled', serviceSentence('syncs-disabled', { slice: slice.shortText }));
  const [sources, pulls] = [sourcesOf(scope), pullsOf(scope)];
  const pullId = uuid();
  const claimed = (await sources.claim(source, pullId)) ?? (await claimAfterEnd(scope, source, pullId));
  const now = new Date().toISOString();
  const pull = await pulls.create({
    pull_id: pullId,
    source_id: claimed.source_id,
    source_name: claimed.name,
    dataset: claimed.dataset,
    variant: claimed.variant,
    kind: claimed.kind,
    config: claimed.config,
    trigger,
    files: Object.fromEntries(Object.keys(claimed.config.files).map((fileType) => [fileType, untouched()])),
    until: now,
    request_id: correlation().request_id ?? null,
  });
  correlate({ pull_id: pullId });
  await requestPull(pull).catch((error: Error) => {
    // It will run all the same: reconciliation sends the message again.
    logger.warn('message not sent', { error });
  });
  logger.info('pull queued', { source_id: source.source_id, slice: slice.text, trigger });
  return pull;
}

export const requestPull = ({ tenant_id, pull_id, request_id }: PullRecord, delaySeconds = 0): Promise<void> =>
  sendPullRequested(
    makePullRequested({ tenant_id, pull_id, ...(request_id === null ? {} : { request_id }) }),
    delaySeconds,
  );

/** The pull in the way may be over without anybody having said so. */
async function claimAfterEnd(scope: TenantScope, { source_id }: SourceRecord, pullId: string): Promise<SourceRecord> {
  const sources = sourcesOf(scope);
  const seen = await sources.get(source_id);
  if (seen === undefined) throw new Problem('not-found');
  const current = seen.pull_id === null ? undefined : await pullsOf(scope).get(seen.pull_id);
  const settled = current && (await settlePull(scope, current));
  const isOver = settled?.status === 'SYNCED' || settled?.status === 'FAILED' || !seen.pulling;
  const claimed = isOver ? await sources.claim(seen, pullId) : undefined;
  if (claimed) return claimed;
  throw new Problem('pull-in-progress', serviceSentence('pull-in-progress', { pull_id: seen.pull_id ?? '' }));
}

const untouched = (): FileProgress => ({
  upload_id: uuid(),
  s3_upload_id: null,
  parts: [],
  stored_bytes: 0,
  next_part: 1,
  position: null,
  is_read: false,
  kept: null,
  requests: 0,
  rows: 0,
  repeated_rows: 0,
  bytes: 0,
});
