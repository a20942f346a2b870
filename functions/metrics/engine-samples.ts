import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { readConfig } from '../../shared/config.ts';
import type { Sample } from '../../shared/observability/prometheus.ts';
import { database } from '../../shared/operations/database.ts';
import { literal } from '../../shared/sql/quoting.ts';
import { statementsOn } from '../../shared/warehouse/client.ts';
import { READ_RESULTS_PREFIX } from '../../shared/warehouse/tables.ts';

// How the engines are: for the operator, not for tenants.

const QUEUE_STATES = {
  visible: 'ApproximateNumberOfMessages',
  in_flight: 'ApproximateNumberOfMessagesNotVisible',
  delayed: 'ApproximateNumberOfMessagesDelayed',
} as const;

let sqs: SQSClient | undefined;

export function queueSamples(abortSignal: AbortSignal): Promise<Sample[]> {
  const { queue, metrics } = readConfig(['queue', 'metrics']);
  const queues = {
    sync: queue.SYNC_QUEUE_URL,
    small_sync: queue.SMALL_SYNC_QUEUE_URL,
    dead_letter: metrics.SYNC_DEAD_LETTER_QUEUE_URL,
  };
  return messagesOf('sync_queue_messages', queues, abortSignal);
}

export function streamQueueSamples(abortSignal: AbortSignal): Promise<Sample[]> {
  const { streams, metrics } = readConfig(['streams', 'metrics']);
  const queues = { events: streams.STREAM_QUEUE_URL, dead_letter: metrics.STREAM_DEAD_LETTER_QUEUE_URL };
  return messagesOf('stream_queue_messages', queues, abortSignal);
}

export function webhookQueueSamples(abortSignal: AbortSignal): Promise<Sample[]> {
  const { webhookQueue, metrics } = readConfig(['webhookQueue', 'metrics']);
  const queues = { due: webhookQueue.WEBHOOK_QUEUE_URL, dead_letter: metrics.WEBHOOK_DEAD_LETTER_QUEUE_URL };
  return messagesOf('webhook_queue_messages', queues, abortSignal);
}

export function mediatorQueueSamples(abortSignal: AbortSignal): Promise<Sample[]> {
  const { mediator, metrics } = readConfig(['mediator', 'metrics']);
  const queues = { due: mediator.MEDIATOR_QUEUE_URL, dead_letter: metrics.MEDIATOR_DEAD_LETTER_QUEUE_URL };
  return messagesOf('mediator_queue_messages', queues, abortSignal);
}

async function messagesOf(
  name: string,
  queues: Readonly<Record<string, string>>,
  abortSignal: AbortSignal,
): Promise<Sample[]> {
  sqs ??= new SQSClient({ useQueueUrlAsEndpoint: false, maxAttempts: 1 });
  const client = sqs;
  const found = await Promise.all(
    Object.entries(queues).map(async ([queue, QueueUrl]) => {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: Object.values(QUEUE_STATES) });
      const { Attributes = {} } = await client.send(command, { abortSignal });
      return Object.entries(QUEUE_STATES).map(([state, attribute]) => ({
        name,
        labels: { queue, state },
        value: Number(Attributes[attribute] ?? 0),
      }));
    }),
  );
  return found.flat();
}

export async function postgresSamples(): Promise<Sample[]> {
  const { registry } = database();
  const rows = await registry.query<{ state: string; connections: number; most: number }>(
    `SELECT coalesce(state, 'other') AS state, count(*)::float8 AS connections,
            current_setting('max_connections')::float8 AS most
     FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1`,
  );
  return [
    ...rows.map(({ state, connections }) => ({ name: 'postgres_connections', labels: { state }, value: connections })),
    ...rows.slice(0, 1).map(({ most }) => ({ name: 'postgres_max_connections', labels: {}, value: most })),
  ];
}

const sampleRow = z.strictObject({ name: z.string(), database: z.string(), value: z.number() });

export async function warehouseSamples(signal: AbortSignal): Promise<Sample[]> {
  const rows = await statementsOn().rows({
    name: 'metrics',
    row: sampleRow,
    sql: `SELECT 'clickhouse_errors_total' AS name, '' AS database, toFloat64(sum(value)) AS value FROM system.errors
      UNION ALL SELECT 'clickhouse_running_queries', '', toFloat64(value) FROM system.metrics WHERE metric = 'Query'
      UNION ALL SELECT 'clickhouse_active_parts', database, toFloat64(count()) FROM system.parts
        WHERE active AND endsWith(database, '_dw') AND NOT startsWith(database, ${literal(READ_RESULTS_PREFIX)})
        GROUP BY database`,
    signal,
  });
  return rows.map(({ name, database: of, value }) => ({ name, labels: of === '' ? {} : { database: of }, value }));
}
