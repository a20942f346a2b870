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
import { type PullRecord, pullsOf, untouchedFile } from './pull-record.ts';
import { settlePull } from './settle-pull.ts';
import { filesOf, targetOf } from './source-kinds.ts';
import { type SourceRecord, sourcesOf } from './source-record.ts';

/**
 * Asks for a pull of a source: at most one is under way.
 * @param recorded writes down who asked, around what the staging table is asked: Postgres has been asked before
 * @throws {Problem} 409 `pull-in-progress`, `sync-disabled` · 404 `not-found` where the source is gone
 */
export async function startPull(
  scope: TenantScope,
  source: SourceRecord,
  trigger: Pull['trigger'],
  logger: Logger,
  recorded: (claim: () => Promise<PullRecord>) => Promise<PullRecord> = (claim) => claim(),
): Promise<PullRecord> {
  const slice = sliceOf(source);
  const config = await syncConfigsOf(operationsFor(scope)).get(slice);
  if (config?.is_enabled !== true)
    throw new Problem('sync-disabled', serviceSentence('syncs-disabled', { slice: slice.shortText }));
  const pullId = uuid();
  await settleLast(scope, source);
  const pull = await recorded(() => claim(scope, source, pullId, trigger));
  correlate({ pull_id: pullId });
  await requestPull(pull).catch((error: Error) => {
    // It will run all the same: reconciliation sends the message again.
    logger.warn('message not sent', { error });
  });
  logger.info('pull queued', { source_id: source.source_id, slice: slice.text, trigger });
  return pull;
}

/** The pull in the way may be over without anybody having said so. */
async function settleLast(scope: TenantScope, { pulling, pull_id }: SourceRecord): Promise<void> {
  const last = pulling && pull_id !== null ? await pullsOf(scope).get(pull_id) : undefined;
  if (last) await settlePull(scope, last);
}

async function claim(
  scope: TenantScope,
  source: SourceRecord,
  pullId: string,
  trigger: Pull['trigger'],
): Promise<PullRecord> {
  const sources = sourcesOf(scope);
  const claimed = await sources.claim(source, pullId);
  if (!claimed) {
    const seen = await sources.get(source.source_id);
    if (!seen) throw new Problem('not-found');
    throw new Problem('pull-in-progress', serviceSentence('pull-in-progress', { pull_id: seen.pull_id ?? '' }));
  }
  return pullsOf(scope).create({
    pull_id: pullId,
    source_id: claimed.source_id,
    source_name: claimed.name,
    dataset: claimed.dataset,
    variant: claimed.variant,
    ...targetOf(claimed),
    sealed: claimed.sealed,
    trigger,
    files: Object.fromEntries(Object.keys(filesOf(claimed)).map((fileType) => [fileType, untouchedFile(uuid())])),
    until: new Date().toISOString(),
    request_id: correlation().request_id ?? null,
  });
}

export const requestPull = ({ tenant_id, pull_id, request_id }: PullRecord, delaySeconds = 0): Promise<void> =>
  sendPullRequested(
    makePullRequested({ tenant_id, pull_id, ...(request_id === null ? {} : { request_id }) }),
    delaySeconds,
  );
