import { TEST_EVENT } from '../domain/webhook.ts';
import type { Operations } from '../operations/database.ts';
import { isoSql } from '../sql/iso-time.ts';

/** In one statement. */
const CHUNK = 500;
/** Standard Webhooks: less than 20 KB. */
const MOST_BYTES = 20_000;

const whole = (event: string, tenant: string, data: string) =>
  `json_build_object('type', ${event}.type, 'timestamp', ${isoSql(`${event}.occurred_at`)}, 'tenant_id', ${tenant}::text, 'data', ${data})::text`;

/**
 * SQL of what is sent, once and for all. Of data that would be too long, what is short is left: the identifiers, by which the rest
 * can be read.
 * @param tenant SQL of the tenant's id
 */
const payloadSql = (event: string, tenant: string): string => `
  CASE WHEN octet_length(${whole(event, tenant, `${event}.data`)}) < ${MOST_BYTES}
    THEN ${whole(event, tenant, `${event}.data`)}
    ELSE ${whole(
      event,
      tenant,
      `coalesce((SELECT jsonb_object_agg(key, value) FROM (
          SELECT key, value FROM jsonb_each(${event}.data)
          WHERE jsonb_typeof(value) NOT IN ('object', 'array') AND octet_length(value::text) <= 200
          ORDER BY key LIMIT 50) AS short), '{}') || '{"is_shortened": true}'`,
    )} END`;

export interface Spread {
  /** That were looked at; fewer than a chunk where none is left. */
  readonly events: number;
  readonly deliveries: number;
  readonly isAll: boolean;
}

/**
 * Makes events of the outbox into deliveries, one for each webhook that is enabled and asks for them: each event once, whoever
 * does it at the same time.
 */
export async function spreadEvents(operations: Operations, chunk = CHUNK): Promise<Spread> {
  const [{ events, deliveries } = { events: 0, deliveries: 0 }] = await operations.query<Omit<Spread, 'isAll'>>(
    SPREAD,
    [operations.scope.tenantId, chunk],
  );
  return { events, deliveries, isAll: events < chunk };
}

const SPREAD = `
WITH taken AS MATERIALIZED (
  SELECT event_id, type, occurred_at, data FROM outbox WHERE spread_at IS NULL
  ORDER BY occurred_at, event_id LIMIT $2 FOR UPDATE SKIP LOCKED
), wanting AS MATERIALIZED (
  -- Locked, so that none is removed meanwhile.
  SELECT webhook_id, events FROM webhooks WHERE is_enabled ORDER BY webhook_id FOR KEY SHARE
), made AS (
  INSERT INTO webhook_deliveries (webhook_id, event_id, type, occurred_at, payload, due_at)
  SELECT wanting.webhook_id, taken.event_id, taken.type, taken.occurred_at, ${payloadSql('taken', '$1')}, now()
  FROM taken JOIN wanting ON wanting.events && ARRAY[taken.type, '*']
  ORDER BY taken.occurred_at, taken.event_id
  ON CONFLICT DO NOTHING RETURNING 1
), marked AS (
  UPDATE outbox SET spread_at = now() FROM taken WHERE outbox.event_id = taken.event_id
)
SELECT (SELECT count(*)::int FROM taken) AS events, (SELECT count(*)::int FROM made) AS deliveries`;

/** A delivery for one webhook alone, which its maker sends at once. @returns its id; undefined where there is no such webhook any more */
export async function makeTestDelivery(
  operations: Operations,
  webhookId: string,
  claimSeconds: number,
): Promise<string | undefined> {
  const [made] = await operations.query<{ delivery_id: string }>(
    `INSERT INTO webhook_deliveries (webhook_id, event_id, type, occurred_at, payload, due_at, claimed_until)
     SELECT $2::uuid, event_id, type, occurred_at, ${payloadSql('test', '$1')}, now(), now() + make_interval(secs => $4)
     FROM (SELECT gen_random_uuid() AS event_id, $3::text AS type, now() AS occurred_at,
             jsonb_build_object('webhook_id', $2::uuid) AS data) AS test,
       (SELECT FROM webhooks WHERE webhook_id = $2::uuid FOR KEY SHARE) AS there
     RETURNING delivery_id`,
    [operations.scope.tenantId, webhookId, TEST_EVENT, claimSeconds],
  );
  return made?.delivery_id;
}
