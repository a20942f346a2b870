import { v7 as uuidv7 } from 'uuid';
import * as z from 'zod';
import type { AuditAction, AuditActorKind, AuditEntry } from '../domain/audit.ts';
import type { Caller } from '../domain/caller.ts';
import { cursorsOf, type Page, POSITION, pageOf } from '../domain/pagination.ts';
import type { Role } from '../domain/roles.ts';
import { correlation } from '../observability/correlation.ts';
import type { Operations, Queryable } from './database.ts';

/** Who makes a change, and from where. */
export interface AuditActor {
  readonly kind: AuditActorKind;
  readonly role: Role | null;
  readonly keyId: string | null;
  readonly keyPrefix: string | null;
  readonly userId: string | null;
  readonly username: string | null;
  readonly sessionId: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
}

/** Where a request came from, before it is known whose it is. */
export type Origin = Pick<AuditActor, 'address' | 'requestId'>;

export interface Change {
  readonly action: AuditAction;
  /** Id of what is changed. */
  readonly target: string;
  /** Identifiers, settings and counts: never a secret, never a value of a row. */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

const nobody = {
  role: null,
  keyId: null,
  keyPrefix: null,
  userId: null,
  username: null,
  sessionId: null,
} as const;
const here = (): Origin => ({ address: null, requestId: correlation().request_id ?? null });

/** Whoever works with the command line. */
export const theOperator = (): AuditActor => ({ kind: 'operator', ...nobody, ...here() });
/** Tranche by itself. */
export const theService = (): AuditActor => ({ kind: 'service', ...nobody, ...here() });
export const somebody = (origin: Origin): AuditActor => ({ kind: 'unknown', ...nobody, ...origin });

export const actorOf = ({
  caller,
  address,
  requestId,
}: {
  caller: Caller;
  address: string;
  requestId: string;
}): AuditActor => ({
  kind: caller.user ? 'user' : caller.sessionId === undefined ? 'key' : 'session',
  ...credentialOf(caller),
  address,
  requestId,
});

/** Who it was, in a word that may be shown to the tenant's people: a username, the prefix of a key, or the kind of actor. */
export const actorLabel = ({ username, keyPrefix, kind }: AuditActor): string => username ?? keyPrefix ?? kind;

const credentialOf = ({ role, keyId, apiKeyPrefix, user, sessionId }: Caller) => ({
  role,
  keyId,
  keyPrefix: apiKeyPrefix,
  userId: user?.userId ?? null,
  username: user?.username ?? null,
  sessionId: sessionId ?? null,
});

/**
 * Writes an entry, in the transaction of the change that it tells of: there is never one without the other.
 * @param entryId for a change that may be made twice, after a crash: its entry is written once
 */
export async function recordChange(
  inside: Queryable,
  tenantId: string,
  by: AuditActor,
  { action, target, before, after }: Change,
  entryId: string = uuidv7(),
): Promise<void> {
  const json = (state: object | undefined) => (state === undefined ? null : JSON.stringify(state));
  await inside.query(
    `INSERT INTO _audit.entries
       (id, tenant_id, action, actor, role, key_id, key_prefix, user_id, username, session_id, target, before, after,
        address, request_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT (id) DO NOTHING`,
    [
      entryId,
      tenantId,
      action,
      by.kind,
      by.role,
      by.keyId,
      by.keyPrefix,
      by.userId,
      by.username,
      by.sessionId,
      target,
      json(before),
      json(after),
      by.address,
      by.requestId,
    ],
  );
}

/**
 * Makes a change that is not in Postgres, such as one of the staging registry, and writes its entry. Postgres is asked
 * first whether it is there, so that nothing is done that could not be written down.
 * @param changeOf undefined where nothing came to be different
 */
export const recorded = <T>(
  operations: Operations,
  by: AuditActor,
  make: () => Promise<T>,
  changeOf: (made: T) => Change | undefined,
): Promise<T> =>
  operations.transaction(async (inside) => {
    const made = await make();
    const change = changeOf(made);
    if (change) await recordChange(inside, operations.scope.tenantId, by, change);
    return made;
  });

export interface AuditFilter {
  action?: AuditAction | undefined;
  /** Kind of actor, id or prefix of a key, name or id of a user, or id of a session. */
  actor?: string | undefined;
  target?: string | undefined;
  /** ISO 8601: made then or later. */
  since?: string | undefined;
  /** Made before then. */
  until?: string | undefined;
}

interface EntryRow {
  id: string;
  at: Date;
  action: AuditAction;
  actor: AuditActorKind;
  role: Role | null;
  key_id: string | null;
  key_prefix: string | null;
  user_id: string | null;
  username: string | null;
  session_id: string | null;
  target: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  address: string | null;
  request_id: string | null;
}

const cursors = cursorsOf('audit', z.tuple([POSITION.time, z.uuid()]));

/** One tenant's entries: the database shows its role no others. */
export const auditOf = (operations: Operations) => ({
  /** Newest first. @throws {Problem} `invalid-cursor` */
  async list({
    limit,
    cursor,
    ...filter
  }: AuditFilter & { limit: number; cursor?: string | undefined }): Promise<Page<AuditEntry>> {
    const [at, id] = cursor === undefined ? [null, null] : cursors.decode(cursor);
    const rows = await operations.query<EntryRow>(
      `SELECT id, at, action, actor, role, key_id, key_prefix, user_id, username, session_id, target, before, after,
              address, request_id
       FROM _audit.entries
       WHERE tenant_id = $1
         AND ($2::text IS NULL OR action = $2)
         AND ($3::text IS NULL OR $3 IN (actor, key_id::text, key_prefix, user_id::text, username, session_id::text))
         AND ($4::text IS NULL OR target = $4)
         AND ($5::timestamptz IS NULL OR at >= $5)
         AND ($6::timestamptz IS NULL OR at < $6)
         AND ($7::timestamptz IS NULL OR (at, id) < ($7, $8::uuid))
       ORDER BY at DESC, id DESC LIMIT $9`,
      [
        operations.scope.tenantId,
        filter.action ?? null,
        filter.actor ?? null,
        filter.target ?? null,
        filter.since ?? null,
        filter.until ?? null,
        at,
        id,
        limit + 1,
      ],
    );
    return pageOf(rows.map(fromRow), limit, cursors, (entry) => [entry.at, entry.id]);
  },
});

const fromRow = (row: EntryRow): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  action: row.action,
  actor: {
    kind: row.actor,
    role: row.role,
    key_id: row.key_id,
    api_key_prefix: row.key_prefix,
    user_id: row.user_id,
    username: row.username,
    session_id: row.session_id,
  },
  target: row.target,
  before: row.before,
  after: row.after,
  address: row.address,
  request_id: row.request_id,
});

const REMOVED_AT_ONCE = 10_000;
const MOST_ROUNDS = 100;

/** Removes what is older than the retention. The database lets nobody remove younger entries. @returns how many */
export async function removeOldEntries(registry: Queryable, years: number): Promise<number> {
  let removed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const [{ count } = { count: 0 }] = await registry.query<{ count: number }>(
      `WITH gone AS (DELETE FROM _audit.entries WHERE id IN
         (SELECT id FROM _audit.entries WHERE at < now() - make_interval(years => $1) ORDER BY at LIMIT $2) RETURNING 1)
       SELECT count(*)::int AS count FROM gone`,
      [years, REMOVED_AT_ONCE],
    );
    removed += count;
    if (count < REMOVED_AT_ONCE) break;
  }
  return removed;
}
