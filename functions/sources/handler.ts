import { v7 as uuid } from 'uuid';
import * as z from 'zod';
import type { Slice } from '../../shared/contracts/slice.ts';
import { sliceLabels } from '../../shared/datasets/labels.ts';
import { sliceOf } from '../../shared/datasets/registry.ts';
import { requestedSlice } from '../../shared/datasets/requested.ts';
import type { AuditAction } from '../../shared/domain/audit.ts';
import { notAccepted } from '../../shared/domain/not-accepted.ts';
import { cursorsOf } from '../../shared/domain/pagination.ts';
import { fieldError, Problem, problemDocument } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import { MOST_SOURCES } from '../../shared/domain/source.ts';
import type { TenantScope } from '../../shared/domain/tenancy.ts';
import * as endpoints from '../../shared/http/endpoints/sources.ts';
import { fieldErrors } from '../../shared/lambda/field-errors.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement, type TenantContext } from '../../shared/lambda/implement.ts';
import { actorOf, recorded } from '../../shared/operations/audit.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { openCredentials, sealCredentials } from '../../shared/sources/credentials.ts';
import { pullsOf } from '../../shared/sources/pull-record.ts';
import { settlePull } from '../../shared/sources/settle-pull.ts';
import { configFaults } from '../../shared/sources/source-faults.ts';
import {
  filesOf,
  hostOf,
  kindOf,
  type SourceConfig,
  type SourceCredentials,
  type SourceTarget,
  targetOf,
} from '../../shared/sources/source-kinds.ts';
import { comparableName, sourceNamesOf } from '../../shared/sources/source-names.ts';
import { type SourceRecord, sourcesOf } from '../../shared/sources/source-record.ts';
import { startPull } from '../../shared/sources/start-pull.ts';
import { testSource } from '../../shared/sources/test-source.ts';
import { withdrawFiles } from '../../shared/sources/withdraw-files.ts';
import { stagingFor } from '../../shared/staging/tenant-staging.ts';
import { pullBody, sourceBody } from './source-body.ts';

const sourceCursors = cursorsOf('sources', z.uuid());
const pullCursors = cursorsOf('pulls', z.uuid());

export const handler = httpFunction(
  implement(endpoints.listSources, async ({ scope }, { query }) => {
    const after = query.cursor === undefined ? undefined : sourceCursors.decode(query.cursor);
    const found = await sourcesOf(scope).list({ limit: query.limit + 1, after });
    const data = found.slice(0, query.limit);
    const next = found.length > data.length ? sourceCursors.encode(data.at(-1)!.source_id) : null;
    return { body: { data: data.map(sourceBody), next_cursor: next } };
  }),

  implement(endpoints.createSource, async (context, { body }) => {
    const { scope, logger } = context;
    const slice = requestedSlice(body);
    await assertFit(slice, body);
    if ((await sourcesOf(scope).list({ limit: MOST_SOURCES })).length >= MOST_SOURCES) {
      throw new Problem('too-many-sources', serviceSentence('sources-most', { most: MOST_SOURCES }));
    }
    const source_id = uuid();
    const owner = { tenant_id: scope.tenantId, source_id };
    const make = () =>
      sourcesOf(scope).create({
        source_id,
        name: body.name,
        dataset: slice.dataset,
        variant: slice.variant,
        ...targetOf(body),
        sealed: body.credentials === undefined ? null : sealCredentials(owner, body.credentials),
        interval_minutes: body.interval_minutes,
        is_enabled: body.is_enabled,
      });
    const source = await sourceNamesOf(scope).give(body.name, source_id, () =>
      changed(context, 'source.made', undefined, make),
    );
    logger.info('source made', { source_id, slice: slice.text, kind: body.kind });
    return { headers: { Location: `/api/sources/${source_id}` }, body: sourceBody(source) };
  }),

  implement(endpoints.tryOutSource, async (_, { body }) => {
    const slice = requestedSlice(body);
    await assertFit(slice, body);
    return { body: await testSource(slice, body, body.credentials) };
  }),

  implement(endpoints.getSource, async ({ scope }, { params }) => ({
    body: sourceBody(await sourceNamed(scope, params.source_id)),
  })),

  implement(endpoints.updateSource, async (context, { params, body }) => {
    const { scope, logger } = context;
    const before = await sourceNamed(scope, params.source_id);
    const { config, credentials, ...change } = { ...body, ...ofKind(before, body) };
    await assertFit(sliceOf(before), { kind: before.kind, config, credentials });
    assertCredentialsStay(before, { config, credentials });
    const sealed = credentials ? sealCredentials(before, credentials) : null;
    const next_at =
      body.interval_minutes === undefined || before.claimed_at === 0
        ? {}
        : { next_at: before.claimed_at + body.interval_minutes * 60_000 };
    const make = async () => {
      const after = await sourcesOf(scope).change(before.source_id, {
        ...change,
        ...(config === undefined ? {} : { config }),
        ...(credentials === undefined ? {} : { sealed }),
        ...next_at,
      });
      if (!after) throw new Problem('not-found');
      return after;
    };
    const save = () => changed(context, 'source.changed', before, make);
    const source = await underName(scope, before, body.name, save);
    logger.info('source changed', { source_id: source.source_id, fields: Object.keys(body) });
    return { body: sourceBody(source) };
  }),

  implement(endpoints.deleteSource, async (context, { params }) => {
    const { scope, logger } = context;
    const source = await sourceNamed(scope, params.source_id);
    await changed(context, 'source.removed', source, async () => {
      await sourcesOf(scope).remove(source.source_id);
      return source;
    });
    await sourceNamesOf(scope).release(source.name, source.source_id);
    await endPull(scope, source);
    logger.info('source removed', { source_id: source.source_id });
    return {};
  }),

  implement(endpoints.testSource, async ({ scope }, { params }) => {
    const source = await sourceNamed(scope, params.source_id);
    return { body: await testSource(sliceOf(source), source, openCredentials(source)) };
  }),

  implement(endpoints.startPull, async (context, { params }) => {
    const { scope, logger } = context;
    const source = await sourceNamed(scope, params.source_id);
    const pull = await startPull(scope, source, 'MANUAL', logger, (claim) =>
      recorded(operationsFor(scope), actorOf(context), claim, ({ pull_id }) => ({
        action: 'source.pulled',
        target: source.source_id,
        after: { ...sliceLabels(source), pull_id },
      })),
    );
    return { headers: { Location: `/api/pulls/${pull.pull_id}` }, body: pullBody(pull) };
  }),

  implement(endpoints.listPulls, async ({ scope }, { params, query }) => {
    const source = await sourceNamed(scope, params.source_id);
    const after = query.cursor === undefined ? undefined : pullCursors.decode(query.cursor);
    const { pulls, next } = await pullsOf(scope).list(source.source_id, { limit: query.limit, after });
    const settled = await Promise.all(pulls.map((pull) => settlePull(scope, pull)));
    return { body: { data: settled.map(pullBody), next_cursor: next === null ? null : pullCursors.encode(next) } };
  }),

  implement(endpoints.getPull, async ({ scope }, { params }) => {
    const pull = await pullsOf(scope).get(params.pull_id.toLowerCase());
    if (!pull) throw new Problem('not-found');
    return { body: pullBody(await settlePull(scope, pull)) };
  }),
);

/** One that is under way; the sync of its files, if there is one, goes on. */
async function endPull(scope: TenantScope, { pull_id, pulling }: SourceRecord): Promise<void> {
  const pull = pulling && pull_id !== null ? await pullsOf(scope).get(pull_id) : undefined;
  if (!pull || pull.sync_id !== null) return;
  const failure = problemDocument('interrupted', serviceSentence('pull-removed'));
  await pullsOf(scope).end(pull.pull_id, { status: 'FAILED', failure });
  await withdrawFiles(stagingFor(scope), pull);
}

/** Saves a source that is to be called so; another name than before must be nobody's. @throws {Problem} 409 `source-exists` */
async function underName(
  scope: TenantScope,
  before: SourceRecord,
  name: string | undefined,
  save: () => Promise<SourceRecord>,
): Promise<SourceRecord> {
  if (name === undefined || comparableName(name) === comparableName(before.name)) return save();
  const names = sourceNamesOf(scope);
  const source = await names.give(name, before.source_id, save);
  await names.release(before.name, before.source_id);
  return source;
}

/** @throws {Problem} 404 `not-found` */
async function sourceNamed(scope: TenantScope, sourceId: string): Promise<SourceRecord> {
  const source = await sourcesOf(scope).get(sourceId.toLowerCase());
  if (!source) throw new Problem('not-found');
  return source;
}

interface Change {
  readonly config: SourceConfig | undefined;
  readonly credentials: SourceCredentials | null | undefined;
}

/**
 * What a change has for a source, read as its kind has it: the request alone does not say which that is.
 * @throws {Problem} 400 `invalid-request`
 */
function ofKind(source: SourceRecord, change: { readonly config?: unknown; readonly credentials?: unknown }): Change {
  const kind = kindOf(source);
  const schema = z.object({ config: kind.config.optional(), credentials: kind.credentials.nullable().optional() });
  const { success, data, error } = schema.safeParse(change, { reportInput: true });
  if (success) return { config: data.config, credentials: data.credentials };
  const { errors, count } = fieldErrors(error);
  throw notAccepted(errors, count);
}

/** @throws {Problem} 400 `invalid-request` */
async function assertFit(
  slice: Slice,
  { kind, config, credentials }: Pick<SourceTarget, 'kind'> & Partial<Change>,
): Promise<void> {
  const errors = [
    ...(config ? await configFaults(slice, { kind, config } as SourceTarget) : []),
    ...(credentials ? kindOf({ kind }).credentialsFaults(credentials) : []),
  ];
  if (errors.length > 0) throw notAccepted(errors);
}

/**
 * Credentials are kept for a place: whoever changes that gives them again, or takes them away, so that nobody has them sent to
 * a host of his own.
 * @throws {Problem} 400 `invalid-request`
 */
function assertCredentialsStay(source: SourceRecord, { config, credentials }: Change): void {
  if (source.sealed === null || config === undefined || credentials !== undefined) return;
  const kind = kindOf(source);
  if (kind.placeOf(source.config) !== kind.placeOf(config))
    throw notAccepted([fieldError('credentials', 'required', kind.credentialsAnew)]);
}

/** What of a source matters to the audit: its headers and paths may hold what nobody should read there. */
const audited = (source: SourceRecord) => ({
  ...sliceLabels(source),
  kind: source.kind,
  host: hostOf(source),
  file_types: Object.keys(filesOf(source)),
  has_credentials: source.sealed !== null,
  interval_minutes: source.interval_minutes,
  is_enabled: source.is_enabled,
});

/** Changes a source, and writes down who did. */
const changed = (
  context: TenantContext,
  action: AuditAction,
  before: SourceRecord | undefined,
  make: () => Promise<SourceRecord>,
): Promise<SourceRecord> =>
  recorded(operationsFor(context.scope), actorOf(context), make, (source) => ({
    action,
    target: source.source_id,
    ...(before === undefined ? {} : { before: audited(before) }),
    ...(action === 'source.removed' ? {} : { after: audited(source) }),
  }));
