import * as z from 'zod';
import { FINAL_PULL_STATUSES, PULL_STATUSES, PULL_TRIGGERS, type PullStatus } from '../domain/source.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { createItem, type Item, type ItemKey, queryItems, readItem, updateItem } from '../staging/table.ts';
import { keptProblem } from '../staging/upload-record.ts';
import { LeaseLost, type LeaseOwner } from '../sync/lease.ts';
import { type SourceTarget, withTarget } from './source-kinds.ts';

/** How far one file of a pull is. All of it belongs to one moment: a checkpoint replaces it as a whole. */
const fileProgress = z.object({
  upload_id: z.string(),
  /** The parts of the file that are in S3 already; null before the first. */
  s3_upload_id: z.string().nullable(),
  parts: z.array(z.tuple([z.int(), z.string()])),
  /** What the next part is called. An attempt never uses a number that another one may still be sending. */
  next_part: z.int(),
  /** Where reading goes on; meaningless once all is read. */
  position: z.unknown(),
  is_read: z.boolean(),
  /** Under which name the rest is kept: rows that are in no part yet, and what later pages may repeat. Null where there is none. */
  kept: z.string().nullable(),
  requests: z.int(),
  rows: z.int(),
  repeated_rows: z.int(),
  /** Of the file so far, in parts or not. */
  bytes: z.int(),
});
export type FileProgress = z.infer<typeof fileProgress>;

/** A file that nothing is read of yet. */
export const untouchedFile = (upload_id: string): FileProgress => ({
  upload_id,
  s3_upload_id: null,
  parts: [],
  next_part: 1,
  position: null,
  is_read: false,
  kept: null,
  requests: 0,
  rows: 0,
  repeated_rows: 0,
  bytes: 0,
});

/** A pull, with its source's kind and configuration as they were when it was asked for. */

const pullItem = withTarget({
  tenant_id: z.string(),
  pull_id: z.string(),
  source_id: z.string(),
  source_name: z.string(),
  dataset: z.string(),
  variant: z.string().nullable(),
  /** The source's credentials, sealed, as they were then; null once the pull is over. */
  sealed: z.instanceof(Uint8Array).nullable(),
  trigger: z.enum(PULL_TRIGGERS),
  /** When it was asked for: what is newer is left to the next pull. */
  until: z.iso.datetime(),
  /** What the connector has fixed of the moment that all files are read as of; null where that is nothing, or not yet. */
  fixed: z.unknown().optional(),
  status: z.enum(PULL_STATUSES),
  files: z.record(z.string(), fileProgress),
  /** Whether the files have become uploads. */
  is_announced: z.boolean(),
  sync_id: z.string().nullable(),
  failure: keptProblem.nullable(),
  created_at: z.iso.datetime(),
  started_at: z.iso.datetime().nullable(),
  completed_at: z.iso.datetime().nullable(),
  /** Of the request, or the tick, that asked for it. */
  request_id: z.string().nullable(),
  owner: z.string().nullable(),
  /** Grows with every attempt. */
  fencing: z.int(),
  /** Epoch milliseconds. The worker is dead after it; without one, nobody begins before it. */
  lease_until: z.number(),
  /** Attempts since the last checkpoint. */
  attempts: z.int(),
  /** Epoch milliseconds: from when on its message counts as lost, if nobody works at it. */
  resend_at: z.number(),
});

export type PullRecord = z.output<typeof pullItem>;

/** What a worker shows to prove that a pull is its own. */
export interface PullHold extends LeaseOwner {
  readonly pullId: string;
}

/** Whoever reads pages beats far more often. */
export const PULL_LEASE_MS = 20_000;
/** A message that has not arrived by then may be lost. */
const MESSAGE_MS = 60_000;
/** Of pulls that are over, for so long. */
const KEPT_DAYS = 90;

type Change = Partial<
  Pick<
    PullRecord,
    | 'sealed'
    | 'status'
    | 'files'
    | 'fixed'
    | 'is_announced'
    | 'sync_id'
    | 'failure'
    | 'started_at'
    | 'completed_at'
    | 'attempts'
    | 'owner'
    | 'lease_until'
    | 'resend_at'
  >
>;

const isFinal = (status: PullStatus): boolean => FINAL_PULL_STATUSES.includes(status);

/** The pulls of one tenant. Every change is one conditional write. `clock` gives epoch milliseconds. */
export function pullsOf(scope: TenantScope, clock: () => number = Date.now) {
  const pk = `PULL#${scope.tenantId}`;
  const keyOf = (pullId: string): ItemKey => ({ pk, sk: pullId });
  const parse = (item: Item): PullRecord => pullItem.parse(item);

  async function write(pullId: string, change: Change, when: string, values: Item): Promise<PullRecord | undefined> {
    const sets = Object.keys(change).map((name) => `#${name} = :${name}`);
    const item = await updateItem(keyOf(pullId), `SET ${sets.join(', ')}`, { when, values: { ...values, ...change } });
    return item && parse(item);
  }

  async function get(pullId: string): Promise<PullRecord | undefined> {
    const item = await readItem(keyOf(pullId));
    return item === undefined ? undefined : parse(item);
  }

  return {
    get,

    async create(
      pull: SourceTarget &
        Pick<
          PullRecord,
          | 'pull_id'
          | 'source_id'
          | 'source_name'
          | 'dataset'
          | 'variant'
          | 'sealed'
          | 'trigger'
          | 'until'
          | 'files'
          | 'request_id'
        >,
    ): Promise<PullRecord> {
      const now = clock();
      const record: PullRecord = {
        ...pull,
        tenant_id: scope.tenantId,
        status: 'QUEUED',
        fixed: null,
        is_announced: false,
        sync_id: null,
        failure: null,
        created_at: new Date(now).toISOString(),
        started_at: null,
        completed_at: null,
        owner: null,
        fencing: 0,
        lease_until: 0,
        attempts: 0,
        resend_at: now + MESSAGE_MS,
      };
      const expires_at = Math.ceil(now / 1000) + KEPT_DAYS * 86_400;
      await createItem(keyOf(pull.pull_id), { ...record, expires_at });
      return record;
    },

    /** Of a source, newest first. `next` is the pull to start behind for the following page. */
    async list(
      sourceId: string,
      { limit, after }: { limit: number; after?: string | undefined },
    ): Promise<{ pulls: PullRecord[]; next: string | null }> {
      const pulls: PullRecord[] = [];
      for await (const item of queryItems({
        pk,
        newestFirst: true,
        filter: '#source_id = :source_id',
        values: { source_id: sourceId },
        ...(after === undefined ? {} : { after }),
      })) {
        if (pulls.length === limit) return { pulls, next: pulls.at(-1)!.pull_id };
        pulls.push(parse(item));
      }
      return { pulls, next: null };
    },

    /** Makes a worker the owner of a pull that nobody works at. Use a new owner name every time. */
    async acquire(pullId: string, owner: string): Promise<{ pull: PullRecord; hold: PullHold } | undefined> {
      const seen = await get(pullId);
      const now = clock();
      if (seen === undefined || isFinal(seen.status) || seen.lease_until > now) return undefined;
      const fencing = seen.fencing + 1;
      const files = Object.fromEntries(
        Object.entries(seen.files).map(([fileType, file]) => [fileType, { ...file, next_part: file.next_part + 1 }]),
      );
      const change = {
        owner,
        fencing,
        lease_until: now + PULL_LEASE_MS,
        attempts: seen.attempts + 1,
        files,
        status: seen.status === 'QUEUED' ? ('PULLING' as const) : seen.status,
        started_at: seen.started_at ?? new Date(now).toISOString(),
      };
      const pull = await write(pullId, change, '#fencing = :seen AND #status = :seen_status AND #lease_until <= :now', {
        seen: seen.fencing,
        seen_status: seen.status,
        now,
      });
      return pull && { pull, hold: { pullId, owner, fencing } };
    },

    /** @throws {LeaseLost} where it is another worker's, or over */
    async heartbeat(hold: PullHold): Promise<void> {
      await this.change(hold, { lease_until: clock() + PULL_LEASE_MS });
    },

    /** Writes down how far the pull is; only its owner may. @throws {LeaseLost} */
    async change(hold: PullHold, change: Change): Promise<PullRecord> {
      const changed = await write(
        hold.pullId,
        change,
        '#owner = :own AND #fencing = :own_fencing AND #status <> :over AND #status <> :failed',
        { own: hold.owner, own_fencing: hold.fencing, over: 'SYNCED', failed: 'FAILED' },
      );
      if (!changed) throw new LeaseLost(hold);
      return changed;
    },

    /** The worker is done with it, for now or for good. @param pauseMs before the next one may begin @throws {LeaseLost} */
    async leave(hold: PullHold, change: Change, pauseMs = 0): Promise<PullRecord> {
      const final = change.status !== undefined && isFinal(change.status);
      const completed_at = final ? { completed_at: new Date(clock()).toISOString(), sealed: null } : {};
      return this.change(hold, { ...change, ...completed_at, owner: null, lease_until: clock() + pauseMs });
    },

    /** Ends a pull whoever works at it: it is STAGED and its sync is over, or it is given up. Undefined if it was over. */
    async end(pullId: string, change: Change & { status: PullStatus }): Promise<PullRecord | undefined> {
      const completed_at = change.completed_at ?? new Date(clock()).toISOString();
      return write(
        pullId,
        { ...change, completed_at, sealed: null, owner: null },
        '#status <> :over AND #status <> :failed',
        {
          over: 'SYNCED',
          failed: 'FAILED',
        },
      );
    },

    /** For reconciliation, before it sends the message of a pull again: of two reconcilers, one sends. */
    async resend(seen: PullRecord, nextAt: number): Promise<boolean> {
      const when = '#fencing = :seen AND #resend_at = :seen_resend_at';
      const values = { seen: seen.fencing, seen_resend_at: seen.resend_at };
      return (await write(seen.pull_id, { resend_at: nextAt }, when, values)) !== undefined;
    },
  };
}

export type Pulls = ReturnType<typeof pullsOf>;
