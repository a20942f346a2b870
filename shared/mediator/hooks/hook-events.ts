import * as z from 'zod';
import { roundedRatio } from '../../domain/exact-ratio.ts';
import {
  CANCELLABLE_HOOKS,
  type HookEventBody,
  type HookEventReadBody,
  type HookStatus,
  type HookSummaryBody,
  RETRIABLE_HOOKS,
} from '../../domain/hook.ts';
import { cursorsOf, type Page, POSITION, pageOf } from '../../domain/pagination.ts';
import { Problem } from '../../domain/problems.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { type AuditActor, actorLabel, recordChange } from '../../operations/audit.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import { openBody } from './sealed-body.ts';
import { textOf } from './signature.ts';

interface HookRow extends Omit<HookEventBody, 'due_at' | 'received_at' | 'completed_at'> {
  readonly due_at: Date | null;
  readonly received_at: Date;
  readonly completed_at: Date | null;
}

const COLUMNS = `hook_id, event_id, provider, event_type, status, outcome, subject, attempts, duplicates, due_at, received_at,
  completed_at`;

const fromRow = ({ due_at, received_at, completed_at, ...row }: HookRow): HookEventBody => ({
  ...row,
  due_at: due_at?.toISOString() ?? null,
  received_at: received_at.toISOString(),
  completed_at: completed_at?.toISOString() ?? null,
});

export interface HookFilter {
  readonly provider?: string | undefined;
  readonly event_type?: string | undefined;
  readonly event_id?: string | undefined;
  readonly status?: HookStatus | undefined;
  readonly subject?: string | undefined;
  /** ISO 8601: it came then or later. */
  readonly from?: string | undefined;
  /** It came before then. */
  readonly to?: string | undefined;
}

const cursors = cursorsOf('webhook-events', z.tuple([POSITION.time, z.uuid()]));

/** The webhooks that came in for a tenant. */
export const hookEventsOf = (operations: Operations) => ({
  /** Newest first. @throws {Problem} `invalid-cursor` */
  async list({
    limit,
    cursor,
    ...filter
  }: HookFilter & { readonly limit: number; readonly cursor?: string | undefined }): Promise<Page<HookEventBody>> {
    const [at, id] = cursor === undefined ? [null, null] : cursors.decode(cursor);
    const rows = await operations.query<HookRow>(
      `SELECT ${COLUMNS} FROM hook_events
       WHERE ($1::text IS NULL OR provider = $1) AND ($2::text IS NULL OR event_type = $2)
         AND ($3::text IS NULL OR event_id = $3) AND ($4::text IS NULL OR status = $4)
         AND ($5::text IS NULL OR subject = $5) AND ($6::timestamptz IS NULL OR received_at >= $6)
         AND ($7::timestamptz IS NULL OR received_at < $7)
         AND ($8::timestamptz IS NULL OR (received_at, hook_id) < ($8, $9::uuid))
       ORDER BY received_at DESC, hook_id DESC LIMIT $10`,
      [
        filter.provider ?? null,
        filter.event_type ?? null,
        filter.event_id ?? null,
        filter.status ?? null,
        filter.subject ?? null,
        filter.from ?? null,
        filter.to ?? null,
        at,
        id,
        limit + 1,
      ],
    );
    return pageOf(rows.map(fromRow), limit, cursors, ({ received_at, hook_id }) => [received_at, hook_id]);
  },

  /** @param isShown whether what the provider sent may be seen */
  async get(hookId: string, isShown: boolean): Promise<HookEventReadBody | undefined> {
    const [row] = await operations.query<HookRow & { body: Buffer | null; body_bytes: number }>(
      `SELECT ${COLUMNS}, body_bytes, CASE WHEN $2 THEN body END AS body
       FROM hook_events WHERE hook_id = $1`,
      [hookId, isShown],
    );
    if (!row) return undefined;
    const { body, body_bytes, ...event } = row;
    const opened = body && openBody(operations.scope, event.hook_id, body);
    return { ...fromRow(event), ...shown(opened), body_bytes };
  },

  /** Of the last day. */
  async summary(): Promise<HookSummaryBody> {
    const [{ since, by_status } = { since: new Date(), by_status: {} }] = await operations.query<{
      since: Date;
      by_status: Partial<Record<HookStatus, number>>;
    }>(
      `SELECT now() - interval '24 hours' AS since, coalesce(jsonb_object_agg(status, events), '{}') AS by_status FROM (
         SELECT status, count(*) AS events FROM hook_events WHERE received_at >= now() - interval '24 hours' GROUP BY status
       ) AS counted`,
    );
    const { completed = 0, failed = 0, pending = 0, processing = 0, parked = 0, cancelled = 0 } = by_status;
    const decided = completed + failed;
    return {
      since: since.toISOString(),
      total: decided + pending + processing + parked + cancelled,
      completed,
      failed,
      pending: pending + processing,
      parked,
      cancelled,
      success_rate: decided === 0 ? null : roundedRatio(completed, decided, 4),
    };
  },

  /** Has it applied once more. @returns undefined where there is none @throws {Problem} 409 `wrong-state` */
  retry: (hookId: string, by: AuditActor): Promise<HookEventBody | undefined> =>
    change(operations, hookId, RETRIABLE_HOOKS, by, {
      action: 'hook.retried',
      make: (inside) =>
        inside.query<HookRow>(
          `UPDATE hook_events SET status = 'pending', attempts = 0, due_at = now(), completed_at = NULL
           WHERE hook_id = $1 RETURNING ${COLUMNS}`,
          [hookId],
        ),
    }),

  /** Gives it up. @returns undefined where there is none @throws {Problem} 409 `wrong-state` */
  cancel: (hookId: string, by: AuditActor): Promise<HookEventBody | undefined> =>
    change(operations, hookId, CANCELLABLE_HOOKS, by, {
      action: 'hook.cancelled',
      make: (inside) =>
        inside.query<HookRow>(
          `UPDATE hook_events SET status = 'cancelled', due_at = NULL, completed_at = now(), outcome = $2
           WHERE hook_id = $1 RETURNING ${COLUMNS}`,
          [hookId, serviceSentence('hook-cancelled', { by: actorLabel(by) }).text],
        ),
    }),
});

function shown(body: Buffer | null): Pick<HookEventReadBody, 'body' | 'body_encoding'> {
  if (body === null) return { body: null, body_encoding: 'hidden' };
  const text = textOf(body);
  return text === undefined
    ? { body: body.toString('base64'), body_encoding: 'base64' }
    : { body: text, body_encoding: 'utf-8' };
}

const change = (
  operations: Operations,
  hookId: string,
  from: readonly HookStatus[],
  by: AuditActor,
  {
    action,
    make,
  }: {
    readonly action: 'hook.retried' | 'hook.cancelled';
    readonly make: (inside: Queryable) => Promise<HookRow[]>;
  },
): Promise<HookEventBody | undefined> =>
  operations.transaction(async (inside) => {
    const [before] = await inside.query<HookRow>(`SELECT ${COLUMNS} FROM hook_events WHERE hook_id = $1 FOR UPDATE`, [
      hookId,
    ]);
    if (!before) return undefined;
    if (!from.includes(before.status)) {
      const said = { status: before.status, needed: from.join(', ') };
      throw new Problem('wrong-state', serviceSentence('hook-state', said));
    }
    const [after] = await make(inside);
    const stateOf = ({ provider, event_id, status, attempts }: HookRow) => ({ provider, event_id, status, attempts });
    await recordChange(inside, operations.scope.tenantId, by, {
      action,
      target: hookId,
      before: stateOf(before),
      after: stateOf(after!),
    });
    return fromRow(after!);
  });
