import * as z from 'zod';
import { AUDIT_ACTORS } from '../domain/audit.ts';
import { ROLES } from '../domain/roles.ts';
import { type SliceName, storedVariant } from '../domain/slice.ts';
import { SYNC_TRIGGERS, type SyncTrigger } from '../domain/sync.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { type Item, type ItemKey, queryItems, readItem, updateItem } from '../staging/table.ts';

/**
 * The sync lease of a tenant's slice: at most one sync is queued or running for it, and at most one worker
 * runs that sync. `fencing` grows with every worker and survives release, so that a worker that lost its lease without
 * noticing can be told from its successor at publication.
 *
 * IDLE ─claim→ QUEUED ─acquire→ RUNNING ─release→ IDLE. A RUNNING lease whose `lease_until` passed can be acquired again.
 */
/** A change of what is live that is no sync: made under the lease of its slice, so that nothing else publishes meanwhile. */
const publicationOrder = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('publish'), sync_id: z.string() }),
  z.object({ kind: z.literal('discard'), sync_id: z.string() }),
  z.object({ kind: z.literal('rollback'), fencing: z.number().int(), reason: z.string() }),
]);
export type PublicationOrder = z.infer<typeof publicationOrder>;

/** Who gave an order, for its entry in the audit. */
const orderedBy = z.object({
  kind: z.enum(AUDIT_ACTORS),
  role: z.enum(ROLES).nullable(),
  keyId: z.string().nullable(),
  keyPrefix: z.string().nullable(),
  // Early orders were no user's.
  userId: z.string().nullable().default(null),
  username: z.string().nullable().default(null),
  sessionId: z.string().nullable(),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
});
const NOBODY = {
  kind: 'unknown',
  role: null,
  keyId: null,
  keyPrefix: null,
  userId: null,
  username: null,
  sessionId: null,
  address: null,
  requestId: null,
} as const;

/** Early leases named one upload for each file type. */
const leasedUploads = z.union([z.array(z.string()), z.string().transform((uploadId) => [uploadId])]);

const leaseItem = z.object({
  tenant_id: z.string(),
  dataset: z.string(),
  variant: z.string().nullable(),
  sync_id: z.string(),
  state: z.enum(['IDLE', 'QUEUED', 'RUNNING']),
  owner: z.string().nullable(),
  fencing: z.number().int(),
  /** Times a worker acquired the lease for this sync. */
  attempts: z.number().int(),
  /** Times reconciliation sent this sync's message again. */
  resends: z.number().int(),
  /** Bytes that the sync reads, unpacked; null where nobody knows. */
  load_bytes: z.number().nullable().default(null),
  /** Whether all is prepared that a worker needs: it may be given a turn. Early leases do not say. */
  is_ready: z.boolean().default(true),
  /** Epoch milliseconds before which nobody may begin: after a failure. */
  not_before: z.number().default(0),
  /** Epoch milliseconds. RUNNING: the worker is dead after it. QUEUED: the message counts as lost after it. */
  lease_until: z.number(),
  /** By file type: the uploads that make up the file, in their order. */
  files: z.record(z.string(), leasedUploads),
  /** Whether the uploads were asked for by their ids. */
  by_name: z.boolean().default(false),
  validate_only: z.boolean(),
  accept_removal: z.boolean().default(false),
  /** Whether the live batch is derived anew, without files. */
  rebuild: z.boolean().default(false),
  /** The sync whose rows the files bring anew. */
  corrects: z.string().nullable().default(null),
  /** Who asked, as {@link actorLabel} says. */
  by: z.string().default('unknown'),
  /** What to do instead of a sync; `sync_id` then only names this piece of work. */
  order: publicationOrder.nullable().default(null),
  ordered_by: orderedBy.default(NOBODY),
  trigger: z.enum(SYNC_TRIGGERS),
  queued_at: z.iso.datetime(),
  /** Of the request, or the tick, that claimed it; reconciliation goes on under it. */
  request_id: z.string().nullable().default(null),
});

export type Lease = z.infer<typeof leaseItem>;
export type LeasedFiles = Lease['files'];

/** Who holds a lease: a name that nobody else has, and a number that grows with every holder. */
export interface LeaseOwner {
  readonly owner: string;
  readonly fencing: number;
}

/** What a worker shows to prove that the lease is its own. */
export interface LeaseHold extends LeaseOwner {
  readonly syncId: string;
}

export interface LeaseClaim {
  readonly syncId: string;
  readonly files: LeasedFiles;
  readonly loadBytes?: number | null;
  readonly byName?: boolean;
  readonly validateOnly: boolean;
  readonly acceptRemoval?: boolean;
  readonly rebuild?: boolean;
  readonly corrects?: string | null;
  readonly trigger: SyncTrigger;
  readonly by?: string;
  readonly order?: PublicationOrder;
  readonly orderedBy?: Lease['ordered_by'];
  readonly requestId?: string | null;
}

/**
 * `gone`: the lease is idle or another sync's; this sync is over. `held`: another worker runs it.
 * `exhausted`: it was tried MAX_ATTEMPTS times; reconciliation will fail it. In all three the message needs no more work.
 */
export type Acquired =
  | { readonly acquired: true; readonly hold: LeaseHold; readonly lease: Lease }
  | { readonly acquired: false; readonly reason: 'gone' | 'held' | 'exhausted' };

export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
  constructor({ owner, fencing }: LeaseOwner) {
    super(`the lease is no longer held by ${owner} (fencing ${fencing})`);
  }
}

export const LEASE_MS = 45_000;
export const PUBLISH_MS = 60_000;
export const MAX_ATTEMPTS = 3;
/** How long a queued message may take before it counts as lost: doubles with every resend up to ten minutes. */
const messageWaitMs = (resends: number): number => Math.min(LEASE_MS * 2 ** resends, 600_000);

const PARTITION = 'LEASE';
const OURS = '#sync_id = :sync_id AND #owner = :owner AND #fencing = :fencing AND #state = :RUNNING';

const keyOf = (tenantId: string, slice: SliceName): ItemKey => ({
  pk: PARTITION,
  sk: `${tenantId}#${slice.dataset}#${storedVariant(slice)}`,
});

const parse = (item: Item): Lease => leaseItem.parse(item);

/** The lease of one slice. `clock` gives epoch milliseconds. */
export function leaseOf(scope: TenantScope, slice: SliceName, clock: () => number = Date.now) {
  const key = keyOf(scope.tenantId, slice);
  const ours = (hold: LeaseHold): Item => ({
    sync_id: hold.syncId,
    owner: hold.owner,
    fencing: hold.fencing,
    RUNNING: 'RUNNING',
  });

  async function read(): Promise<Lease | undefined> {
    const item = await readItem(key);
    return item === undefined ? undefined : parse(item);
  }

  async function extend(hold: LeaseHold, milliseconds: number): Promise<void> {
    const values = { ...ours(hold), until: clock() + milliseconds };
    if (!(await updateItem(key, 'SET #lease_until = :until', { when: OURS, values }))) throw new LeaseLost(hold);
  }

  /** RUNNING → IDLE or QUEUED. A repeat after a lost answer finds the work done, and says nothing. */
  async function leave(hold: LeaseHold, state: 'IDLE' | 'QUEUED', until: number): Promise<void> {
    const left = await updateItem(
      key,
      'SET #state = :state, #lease_until = :until, #not_before = :until, #owner = :nobody',
      { when: OURS, values: { ...ours(hold), state, until, nobody: null } },
    );
    if (left !== undefined) return;
    const lease = await read();
    const leftBefore = lease?.sync_id === hold.syncId && lease.fencing === hold.fencing && lease.state === state;
    if (!leftBefore) throw new LeaseLost(hold);
  }

  /** Makes a worker the owner, if `when` holds; undefined if it does not. */
  async function take(syncId: string, owner: string, attempts: 0 | 1, when: string): Promise<Acquired | undefined> {
    const now = clock();
    const values = {
      sync_id: syncId,
      owner,
      now,
      until: now + LEASE_MS,
      zero: 0,
      one: 1,
      attempts,
      RUNNING: 'RUNNING',
      QUEUED: 'QUEUED',
    };
    const change =
      'SET #state = :RUNNING, #owner = :owner, #lease_until = :until, #attempts = #attempts + :attempts, #fencing = if_not_exists(#fencing, :zero) + :one';
    const limit = when.includes(':max') ? { max: MAX_ATTEMPTS } : {};
    const item = await updateItem(key, change, { when, values: { ...values, ...limit } });
    if (item === undefined) return undefined;
    const lease = parse(item);
    return { acquired: true, hold: { syncId, owner, fencing: lease.fencing }, lease };
  }

  return {
    read,

    /** IDLE → QUEUED. False when a sync is queued or running already. */
    async claim(claim: LeaseClaim): Promise<boolean> {
      const now = clock();
      const values = {
        tenant_id: scope.tenantId,
        dataset: slice.dataset,
        variant: slice.variant,
        sync_id: claim.syncId,
        state: 'QUEUED',
        owner: null,
        attempts: 0,
        resends: 0,
        lease_until: now + messageWaitMs(0),
        files: claim.files,
        load_bytes: claim.loadBytes ?? null,
        is_ready: false,
        not_before: 0,
        by_name: claim.byName ?? false,
        validate_only: claim.validateOnly,
        accept_removal: claim.acceptRemoval ?? false,
        rebuild: claim.rebuild ?? false,
        corrects: claim.corrects ?? null,
        by: claim.by ?? 'unknown',
        order: claim.order ?? null,
        ordered_by: claim.orderedBy ?? NOBODY,
        trigger: claim.trigger,
        queued_at: new Date(now).toISOString(),
        request_id: claim.requestId ?? null,
      };
      const sets = Object.keys(values).map((name) => `#${name} = :${name}`);
      const claimed = await updateItem(key, `SET ${sets.join(', ')}, #fencing = if_not_exists(#fencing, :zero)`, {
        when: 'attribute_not_exists(#pk) OR #state = :IDLE',
        values: { ...values, zero: 0, IDLE: 'IDLE' },
      });
      if (claimed !== undefined) return true;
      // The client repeats a request whose answer was lost; then the claim that stands in the way is this one.
      const lease = await read();
      return lease?.sync_id === claim.syncId && lease.state !== 'IDLE';
    },

    /** A claimed sync is prepared: from now on it may be given a turn. False where the lease is another sync's. */
    async makeReady(syncId: string): Promise<boolean> {
      const when = '#sync_id = :sync_id AND #state <> :IDLE';
      const values = { sync_id: syncId, IDLE: 'IDLE', ready: true };
      return (await updateItem(key, 'SET #is_ready = :ready', { when, values })) !== undefined;
    },

    /** For a worker that got the sync's message. Use a new owner name every time. */
    async acquire(syncId: string, owner: string): Promise<Acquired> {
      const taken = await take(
        syncId,
        owner,
        1,
        '#sync_id = :sync_id AND #attempts < :max AND (#state = :QUEUED OR (#state = :RUNNING AND #lease_until < :now))',
      );
      if (taken !== undefined) return taken;
      const lease = await read();
      if (lease === undefined || lease.sync_id !== syncId || lease.state === 'IDLE')
        return { acquired: false, reason: 'gone' };
      if (lease.owner === owner && lease.state === 'RUNNING') {
        return { acquired: true, hold: { syncId, owner, fencing: lease.fencing }, lease };
      }
      const running = lease.state === 'RUNNING' && lease.lease_until >= clock();
      return { acquired: false, reason: running || lease.attempts < MAX_ATTEMPTS ? 'held' : 'exhausted' };
    },

    /**
     * Lifts our fencing above a number that was published already. It can only be needed after the table was lost and made
     * anew while the warehouse lived on. @throws {LeaseLost}
     */
    async raiseFencing(hold: LeaseHold, above: number): Promise<LeaseHold> {
      const raised = await updateItem(key, 'SET #fencing = :raised', {
        when: OURS,
        values: { ...ours(hold), raised: above + 1 },
      });
      if (raised === undefined) throw new LeaseLost(hold);
      return { ...hold, fencing: above + 1 };
    },

    /**
     * For reconciliation, to end a sync whose worker or message is lost: fences off a worker that may still be running.
     */
    async takeOver(syncId: string, owner: string): Promise<LeaseHold | undefined> {
      const when = '#sync_id = :sync_id AND #lease_until < :now AND (#state = :QUEUED OR #state = :RUNNING)';
      const taken = await take(syncId, owner, 0, when);
      return taken?.acquired ? taken.hold : undefined;
    },

    /** Extends the lease by LEASE_MS. @throws {LeaseLost} */
    heartbeat: (hold: LeaseHold): Promise<void> => extend(hold, LEASE_MS),

    /** Right before publishing: extends the lease by PUBLISH_MS, the longest that publishing may take. @throws {LeaseLost} */
    assertHeld: (hold: LeaseHold): Promise<void> => extend(hold, PUBLISH_MS),

    /** The sync is over. @throws {LeaseLost} when another worker has taken it since. */
    release: (hold: LeaseHold): Promise<void> => leave(hold, 'IDLE', 0),

    /** After a transient failure: reconciliation sends the message again once the back-off has passed. @throws {LeaseLost} */
    requeue: (hold: LeaseHold, backoffSeconds: number): Promise<void> =>
      leave(hold, 'QUEUED', clock() + backoffSeconds * 1000),

    /** Withdraws a claim that no worker has acquired yet. False if one has, or if there is no such claim. */
    async abandon(syncId: string): Promise<boolean> {
      const idle = await updateItem(key, 'SET #state = :IDLE, #lease_until = :zero', {
        when: '#sync_id = :sync_id AND #state = :QUEUED AND #attempts = :zero',
        values: { sync_id: syncId, IDLE: 'IDLE', QUEUED: 'QUEUED', zero: 0 },
      });
      return idle !== undefined;
    },

    /**
     * For reconciliation, before it sends the message of a stale lease again: back to QUEUED, with time for that message
     * to arrive. False when the lease is not as `seen` any more, so of two reconcilers one sends.
     * @param attempts counts on from here
     */
    async nudge(seen: Lease, attempts: number = seen.attempts): Promise<boolean> {
      const values = {
        sync_id: seen.sync_id,
        seen_until: seen.lease_until,
        seen_state: seen.state,
        QUEUED: 'QUEUED',
        nobody: null,
        until: clock() + messageWaitMs(seen.resends + 1),
        one: 1,
        zero: 0,
        attempts,
      };
      const queued = await updateItem(
        key,
        'SET #state = :QUEUED, #owner = :nobody, #lease_until = :until, #resends = #resends + :one, #attempts = :attempts, #not_before = :zero',
        { when: '#sync_id = :sync_id AND #lease_until = :seen_until AND #state = :seen_state', values },
      );
      return queued !== undefined;
    },
  };
}

export type SliceLease = ReturnType<typeof leaseOf>;

/** Every tenant's leases that are not idle: for reconciliation and the schedule only. */
export async function listLeases(): Promise<Lease[]> {
  const leases: Lease[] = [];
  for await (const item of queryItems({ pk: PARTITION, filter: '#state <> :IDLE', values: { IDLE: 'IDLE' } })) {
    leases.push(parse(item));
  }
  return leases;
}
