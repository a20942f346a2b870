import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeEventsReceived } from '../../../events/events-received.ts';
import { remindOfStreams } from '../../../functions/check-and-sync/remind-of-streams.ts';
import { handler } from '../../../functions/record-events/handler.ts';
import { type ClickHouse, startClickHouse } from '../../../local/clickhouse/start.ts';
import { transactionsStream as stream } from '../../../shared/datasets/sales/transactions-stream.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { operationsFor } from '../../../shared/operations/database.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { acceptEvents } from '../../../shared/streams/accept-events.ts';
import { storedUpTo } from '../../../shared/streams/store-history.ts';
import { unfinishedOf } from '../../../shared/streams/unfinished.ts';
import { closeWarehouseClients, warehouseFor } from '../../../shared/warehouse/client.ts';
import { ensureWarehouse } from '../../../shared/warehouse/schema.ts';
import { setSettings } from '../../settings.ts';
import type { TestPostgres } from '../operations/postgres-under-test.ts';
import { type SyncQueue, startOperations, startSyncQueue } from '../staging/services.ts';

const scope = tenantScope('BANK001');
let directory: string;
let clickhouse: ClickHouse;
let postgres: TestPostgres;
let queues: SyncQueue;
let sqs: SQSClient;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'tranche-record-'));
  clickhouse = await startClickHouse({ directory: path.join(directory, 'ch'), port: 0, log: () => undefined });
  setSettings({ WAREHOUSE_URL: clickhouse.url });
  postgres = await startOperations();
  queues = await startSyncQueue();
  // Any queue will do.
  setSettings({ STREAM_QUEUE_URL: process.env.SYNC_QUEUE_URL });
  sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  await createTenant(postgres.url, { tenantId: scope.tenantId, name: 'Bank' });
  await ensureWarehouse(scope);
});
afterAll(async () => {
  sqs?.destroy();
  await closeWarehouseClients();
  for (const part of [queues, postgres, clickhouse]) await part?.stop();
  await rm(directory, { recursive: true, force: true });
});

const message = (tenant_id: string, name = stream.name) =>
  JSON.stringify(makeEventsReceived({ tenant_id, stream: name }));
/** @returns which of the messages are to be delivered again */
const deliver = async (...bodies: string[]) => {
  const Records = bodies.map((body, at) => ({ messageId: String(at), body, messageAttributes: {} }));
  const { batchItemFailures } = await handler({ Records } as unknown as SQSEvent, { awsRequestId: randomUUID() });
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).toSorted();
};
const accept = (...ids: string[]) =>
  acceptEvents(
    operationsFor(scope),
    stream,
    ids.map((id) => ({
      id,
      amount: '5.00',
      time: '2026-03-02T09:30:00.000Z',
      lookedUp: 'GlobalMart',
      values: {
        transaction_id: id,
        customer_id: 1,
        amount: '5.00',
        merchant_name: 'GlobalMart',
        timestamp: '2026-03-02T09:30:00.000Z',
      },
    })),
  );
const recorded = async () => {
  const rows = await operationsFor(scope).query<{ last: number }>(
    'SELECT last_sequence::int AS last FROM stream_counters',
  );
  return rows[0]?.last ?? 0;
};
/** A message that is there, or comes within some seconds. */
const received = async () => {
  const command = new ReceiveMessageCommand({ QueueUrl: process.env.SYNC_QUEUE_URL, WaitTimeSeconds: 20 });
  return (await sqs.send(command)).Messages?.[0]?.Body ?? '';
};

it('works off several messages of a stream at once; those that cannot be handled are delivered again, and no others', async () => {
  await accept('a', 'b');
  const failed = await deliver(
    message('BANK001'),
    'nonsense',
    message('BANK001'),
    message('BANK009'),
    message('BANK001', 'none'),
  );
  expect(failed).toEqual(['1', '3', '4']);
  expect(await recorded()).toBe(2);
  expect(await storedUpTo(warehouseFor(scope), stream)).toBe(2);
});

it('leaves events that come soon after to a later message, which it sends itself', async () => {
  await operationsFor(scope).query("UPDATE stream_counters SET stored_at = now() + interval '1 hour'");
  await accept('c');
  expect(await deliver(message('BANK001'))).toEqual([]);
  expect(await recorded()).toBe(3);
  expect(await storedUpTo(warehouseFor(scope), stream)).toBe(2);
  const later = await received();
  await operationsFor(scope).query("UPDATE stream_counters SET stored_at = now() - interval '1 hour'");
  expect(await deliver(later)).toEqual([]);
  expect(await storedUpTo(warehouseFor(scope), stream)).toBe(3);
});

it('is asked again by the schedule for what waits, and removes what is past its time', async () => {
  await accept('d');
  await operationsFor(scope).query(
    "UPDATE stream_events SET received_at = received_at - interval '1 minute' WHERE event_id = 'd'",
  );
  await operationsFor(scope).query(
    "UPDATE stream_events SET recorded_at = recorded_at - interval '31 days' WHERE sequence < 3",
  );
  await remindOfStreams(makeLogger('test'));
  const reminder = await received();
  expect(JSON.parse(reminder)).toMatchObject({ tenant_id: 'BANK001', stream: stream.name, tidy: true });
  await operationsFor(scope).query("UPDATE stream_counters SET stored_at = now() - interval '1 hour'");
  expect(await deliver(reminder)).toEqual([]);
  expect(await recorded()).toBe(4);
  expect(await unfinishedOf(operationsFor(scope), stream)).toEqual({ isBehind: false, isOld: false });
  const kept = await operationsFor(scope).query('SELECT event_id FROM stream_events ORDER BY event_id');
  expect(kept).toEqual([{ event_id: 'c' }, { event_id: 'd' }]);
});
