import { v7 as uuid } from 'uuid';
import * as z from 'zod';
import type { AuditAction } from '../domain/audit.ts';
import { cursorsOf, type Page, pageOf } from '../domain/pagination.ts';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { ALL_EVENTS, type DisabledBecause, MOST_WEBHOOKS } from '../domain/webhook.ts';
import { type AuditActor, recordChange } from '../operations/audit.ts';
import type { Operations, Queryable } from '../operations/database.ts';
import { newWebhookSecret, sealWebhookSecret } from './webhook-secret.ts';

/** What a webhook is, without its secrets. */
export interface WebhookRecord {
  readonly webhook_id: string;
  readonly url: string;
  readonly description: string | null;
  readonly events: readonly string[];
  readonly is_enabled: boolean;
  /** Until when the secret before signs along; null or past where there is none. */
  readonly former_until: Date | null;
  readonly failing_since: Date | null;
  readonly disabled_because: DisabledBecause | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export interface WebhookChange {
  readonly url?: string;
  readonly description?: string | null;
  readonly events?: readonly string[];
  readonly is_enabled?: boolean;
}

const COLUMNS = `webhook_id, url, description, events, is_enabled, former_until, failing_since, disabled_because,
  created_at, updated_at`;

const cursors = cursorsOf('webhooks', z.uuid());

/** One tenant's webhooks. Whoever changes one has the lock of its row before that of its deliveries. */
export const webhooksOf = (operations: Operations) => {
  const { tenantId, schema } = operations.scope;
  const changed = (
    inside: Queryable,
    by: AuditActor,
    action: AuditAction,
    before: WebhookRecord | undefined,
    after: WebhookRecord | undefined,
  ) =>
    recordChange(inside, tenantId, by, {
      action,
      target: (after ?? before)!.webhook_id,
      ...(before ? { before: audited(before) } : {}),
      ...(after ? { after: audited(after) } : {}),
    });

  return {
    get: (webhookId: string) => find(operations, webhookId),

    /** In the order in which they were made. @throws {Problem} `invalid-cursor` */
    async list({ limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<Page<WebhookRecord>> {
      const after = cursor === undefined ? null : cursors.decode(cursor);
      const rows = await operations.query<WebhookRecord>(
        `SELECT ${COLUMNS} FROM webhooks WHERE $1::uuid IS NULL OR webhook_id > $1 ORDER BY webhook_id LIMIT $2`,
        [after, limit + 1],
      );
      return pageOf(rows, limit, cursors, ({ webhook_id }) => webhook_id);
    },

    /** @returns the webhook, and its secret this once @throws {Problem} `too-many-webhooks` */
    create: (
      { url, description, events, is_enabled }: Required<WebhookChange>,
      by: AuditActor,
    ): Promise<{ webhook: WebhookRecord; secret: string }> =>
      operations.transaction(async (inside) => {
        await inside.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`webhooks of ${schema}`]);
        const [{ count } = { count: 0 }] = await inside.query<{ count: number }>(
          'SELECT count(*)::int AS count FROM webhooks',
        );
        if (count >= MOST_WEBHOOKS) {
          throw new Problem('too-many-webhooks', serviceSentence('webhooks-most', { most: MOST_WEBHOOKS }));
        }
        const [webhookId, secret] = [uuid(), newWebhookSecret()];
        const [webhook] = await inside.query<WebhookRecord>(
          `INSERT INTO webhooks (webhook_id, url, description, events, is_enabled, secret)
           VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
          [
            webhookId,
            url,
            description,
            namedOnce(events),
            is_enabled,
            sealWebhookSecret({ tenantId, webhookId }, secret),
          ],
        );
        await changed(inside, by, 'webhook.made', undefined, webhook!);
        return { webhook: webhook!, secret };
      }),

    /** Switched off, what waits for it is cancelled; switched on, it begins without a past. */
    change: (webhookId: string, change: WebhookChange, by: AuditActor): Promise<WebhookRecord | undefined> =>
      operations.transaction(async (inside) => {
        const before = await find(inside, webhookId, 'FOR NO KEY UPDATE');
        if (!before) return undefined;
        const next = { ...before, ...change };
        const begins = !before.is_enabled && next.is_enabled;
        const [after] = await inside.query<WebhookRecord>(
          `UPDATE webhooks SET url = $2, description = $3, events = $4, is_enabled = $5, updated_at = now(),
             failing_since = CASE WHEN $6 THEN NULL ELSE failing_since END,
             disabled_because = CASE WHEN $5 THEN NULL ELSE disabled_because END
           WHERE webhook_id = $1 RETURNING ${COLUMNS}`,
          [webhookId, next.url, next.description, namedOnce(next.events), next.is_enabled, begins],
        );
        if (before.is_enabled && !next.is_enabled) await cancelWaiting(inside, webhookId);
        await changed(inside, by, 'webhook.changed', before, after!);
        return after;
      }),

    /** Its deliveries go with it. @returns whether there was one */
    remove: (webhookId: string, by: AuditActor): Promise<boolean> =>
      operations.transaction(async (inside) => {
        const [before] = await inside.query<WebhookRecord>(
          `DELETE FROM webhooks WHERE webhook_id = $1 RETURNING ${COLUMNS}`,
          [webhookId],
        );
        if (before) await changed(inside, by, 'webhook.removed', before, undefined);
        return before !== undefined;
      }),

    /** @param graceSeconds for which the secret that was in force signs along; one before that stops at once */
    rotateSecret: (
      webhookId: string,
      graceSeconds: number,
      by: AuditActor,
    ): Promise<{ webhook: WebhookRecord; secret: string } | undefined> =>
      operations.transaction(async (inside) => {
        const known = await find(inside, webhookId, 'FOR NO KEY UPDATE');
        if (!known) return undefined;
        const secret = newWebhookSecret();
        const kept = sealWebhookSecret({ tenantId, webhookId: known.webhook_id }, secret);
        const [webhook] = await inside.query<WebhookRecord>(
          `UPDATE webhooks SET secret = $2, updated_at = now(),
             former_secret = CASE WHEN $3 > 0 THEN secret END,
             former_until = CASE WHEN $3 > 0 THEN now() + make_interval(secs => $3) END
           WHERE webhook_id = $1 RETURNING ${COLUMNS}`,
          [webhookId, kept, graceSeconds],
        );
        await recordChange(inside, tenantId, by, {
          action: 'webhook.secret-rotated',
          target: known.webhook_id,
          after: { former_until: webhook!.former_until?.toISOString() ?? null },
        });
        return { webhook: webhook!, secret };
      }),
  };
};

/** Switches a webhook off that nobody else did, with its entry in the audit. Its row is locked. */
export async function switchOff(
  inside: Queryable,
  tenantId: string,
  webhookId: string,
  because: DisabledBecause,
  by: AuditActor,
): Promise<void> {
  const before = await find(inside, webhookId);
  const [after] = await inside.query<WebhookRecord>(
    `UPDATE webhooks SET is_enabled = false, disabled_because = $2, updated_at = now()
     WHERE webhook_id = $1 AND is_enabled RETURNING ${COLUMNS}`,
    [webhookId, because],
  );
  if (!before || !after) return;
  await cancelWaiting(inside, webhookId);
  await recordChange(inside, tenantId, by, {
    action: 'webhook.changed',
    target: webhookId,
    before: audited(before),
    after: audited(after),
  });
}

const cancelWaiting = (inside: Queryable, webhookId: string) =>
  inside.query(
    `UPDATE webhook_deliveries SET status = 'cancelled', due_at = NULL, claimed_until = NULL, ended_at = now()
     WHERE webhook_id = $1 AND due_at IS NOT NULL`,
    [webhookId],
  );

async function find(
  queryable: Queryable,
  webhookId: string,
  lock: '' | 'FOR NO KEY UPDATE' = '',
): Promise<WebhookRecord | undefined> {
  const [row] = await queryable.query<WebhookRecord>(`SELECT ${COLUMNS} FROM webhooks WHERE webhook_id = $1 ${lock}`, [
    webhookId,
  ]);
  return row;
}

/** All are all, whatever stands beside. */
const namedOnce = (events: readonly string[]): string[] =>
  events.includes(ALL_EVENTS) ? [ALL_EVENTS] : [...new Set(events)];

/** Paths and queries may hold what nobody should read in the audit. */
const audited = ({ url, events, is_enabled, disabled_because }: WebhookRecord) => ({
  host: new URL(url).host,
  events,
  is_enabled,
  disabled_because,
});
