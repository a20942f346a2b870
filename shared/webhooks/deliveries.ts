import * as z from 'zod';
import { cursorsOf, type Page, POSITION, pageOf } from '../domain/pagination.ts';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { DeliveryStatus } from '../domain/webhook.ts';
import { type AuditActor, recordChange } from '../operations/audit.ts';
import type { Operations, Queryable } from '../operations/database.ts';
import { isoSql } from '../sql/iso-time.ts';

export interface AttemptRecord {
  /** ISO 8601. */
  readonly at: string;
  readonly duration_ms: number;
  readonly http_status: number | null;
  readonly answer: string | null;
  readonly failure: string | null;
}

export interface DeliveryRecord {
  readonly delivery_id: string;
  readonly webhook_id: string;
  readonly event_id: string;
  readonly type: string;
  readonly occurred_at: Date;
  readonly status: DeliveryStatus;
  readonly due_at: Date | null;
  readonly created_at: Date;
  readonly ended_at: Date | null;
  readonly last_attempt: AttemptRecord | null;
}

export interface WholeDelivery extends DeliveryRecord {
  readonly payload: string;
  /** In the order in which they were made, those before a replay too. */
  readonly attempts: readonly AttemptRecord[];
}

const COLUMNS = 'delivery_id, webhook_id, event_id, type, occurred_at, status, due_at, created_at, ended_at';
const ATTEMPT = `json_build_object('at', ${isoSql('at')},
  'duration_ms', duration_ms, 'http_status', http_status, 'answer', answer, 'failure', failure)`;
const LAST_ATTEMPT = `(SELECT ${ATTEMPT} FROM webhook_attempts AS attempt
  WHERE attempt.delivery_id = delivery.delivery_id ORDER BY attempt_id DESC LIMIT 1) AS last_attempt`;

const cursors = cursorsOf('webhook-deliveries', z.tuple([POSITION.time, z.uuid()]));

/** What was, is and will be sent to one webhook of a tenant. */
export const deliveriesOf = (operations: Operations, webhookId: string) => ({
  get: (deliveryId: string) => find(operations, webhookId, deliveryId),

  /** Newest first. @throws {Problem} `invalid-cursor` */
  async list(filter: {
    readonly limit: number;
    readonly cursor?: string | undefined;
    readonly status?: DeliveryStatus | undefined;
    readonly type?: string | undefined;
  }): Promise<Page<DeliveryRecord>> {
    const [at, id] = filter.cursor === undefined ? [null, null] : cursors.decode(filter.cursor);
    const rows = await operations.query<DeliveryRecord>(
      `SELECT ${COLUMNS}, ${LAST_ATTEMPT} FROM webhook_deliveries AS delivery
       WHERE webhook_id = $1 AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR type = $3)
         AND ($4::timestamptz IS NULL OR (created_at, delivery_id) < ($4, $5::uuid))
       ORDER BY created_at DESC, delivery_id DESC LIMIT $6`,
      [webhookId, filter.status ?? null, filter.type ?? null, at, id, filter.limit + 1],
    );
    return pageOf(rows, filter.limit, cursors, (row) => [row.created_at.toISOString(), row.delivery_id]);
  },

  /**
   * Has it sent again at once, from the first attempt on, with the same id and the same bytes.
   * @returns undefined where there is no such delivery
   * @throws {Problem} 409 `wrong-state` where the webhook is switched off
   */
  replay: (deliveryId: string, by: AuditActor): Promise<WholeDelivery | undefined> =>
    operations.transaction(async (inside) => {
      const [webhook] = await inside.query<{ is_enabled: boolean }>(
        'SELECT is_enabled FROM webhooks WHERE webhook_id = $1 FOR NO KEY UPDATE',
        [webhookId],
      );
      const before = await find(inside, webhookId, deliveryId);
      if (!webhook || !before) return undefined;
      if (!webhook.is_enabled) throw new Problem('wrong-state', serviceSentence('webhook-off'));
      await inside.query(
        `UPDATE webhook_deliveries SET status = 'pending', attempts = 0, due_at = now(), ended_at = NULL
         WHERE delivery_id = $1`,
        [deliveryId],
      );
      await recordChange(inside, operations.scope.tenantId, by, {
        action: 'webhook.replayed',
        target: webhookId,
        before: { delivery_id: deliveryId, event_id: before.event_id, type: before.type, status: before.status },
        after: { delivery_id: deliveryId, event_id: before.event_id, type: before.type, status: 'pending' },
      });
      return find(inside, webhookId, deliveryId);
    }),
});

async function find(queryable: Queryable, webhookId: string, deliveryId: string): Promise<WholeDelivery | undefined> {
  const [row] = await queryable.query<WholeDelivery>(
    `SELECT ${COLUMNS}, payload, ${LAST_ATTEMPT},
       (SELECT coalesce(json_agg(${ATTEMPT} ORDER BY attempt_id), '[]') FROM webhook_attempts AS attempt
        WHERE attempt.delivery_id = delivery.delivery_id) AS attempts
     FROM webhook_deliveries AS delivery WHERE webhook_id = $1 AND delivery_id = $2`,
    [webhookId, deliveryId],
  );
  return row;
}
