import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Slice } from '../../../shared/contracts/slice.ts';
import type { Stream } from '../../../shared/contracts/stream.ts';
import { transactionsStream as transactions } from '../../../shared/datasets/sales/transactions-stream.ts';
import { trades } from '../../../shared/datasets/trades/contract.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import type { Operations } from '../../../shared/operations/database.ts';
import { acceptEvents } from '../../../shared/streams/accept-events.ts';
import { categoriesOf } from '../../../shared/streams/categories.ts';
import { checkEvent, type SoundEvent } from '../../../shared/streams/check-event.ts';
import { readHistory } from '../../../shared/streams/history-page.ts';
import { readLive } from '../../../shared/streams/live.ts';
import { recordChunk } from '../../../shared/streams/record-events.ts';
import { removeOldEvents } from '../../../shared/streams/remove-old.ts';
import { storedUpTo, storeHistory } from '../../../shared/streams/store-history.ts';
import { streamTotals } from '../../../shared/streams/stream-totals.ts';
import { unfinishedOf } from '../../../shared/streams/unfinished.ts';
import { type Warehouse, warehouseFor } from '../../../shared/warehouse/client.ts';
import { publish } from '../../../shared/warehouse/published.ts';
import { ensureWarehouse } from '../../../shared/warehouse/schema.ts';
import { streamTable } from '../../../shared/warehouse/stream-tables.ts';
import { postgresWith, type TestPostgres } from '../operations/postgres-under-test.ts';
import { startTestEngine, type TestEngine } from '../warehouse/engine-under-test.ts';
import { plainSql } from '../warehouse/plain-sql.ts';

const scopes = ['BANK001', 'BANK002', 'BANK003', 'BANK004'].map(tenantScope);
let engine: TestEngine;
let postgres: TestPostgres;
beforeAll(async () => {
  engine = await startTestEngine();
  for (const scope of scopes) await ensureWarehouse(scope);
  postgres = await postgresWith(...scopes.map(({ tenantId }) => tenantId));
});
afterAll(async () => {
  await postgres?.stop();
  await engine?.stop();
});

/** A tenant whose stream nobody else uses. */
function bank(number: number): { operations: Operations; writer: Warehouse; reader: Warehouse } {
  const scope = scopes[number]!;
  return {
    operations: postgres.database.operationsFor(scope),
    writer: warehouseFor(scope, 'small-load'),
    reader: warehouseFor(scope),
  };
}

const sound = (id: string, amount = '10.00', at = '2026-03-02T09:30:00Z'): SoundEvent => {
  const checked = checkEvent(transactions, {
    transaction_id: id,
    customer_id: '1',
    amount,
    merchant_name: 'GlobalMart',
    timestamp: at,
  });
  if (!('event' in checked)) throw new Error(JSON.stringify(checked.errors));
  return checked.event;
};
const some = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => sound(`${prefix}${at}`));

const recordAll = async ({ operations, writer }: ReturnType<typeof bank>, size?: number) => {
  for (let recorded = 0; ; ) {
    const chunk = await recordChunk(operations, writer, transactions, size);
    if (chunk === undefined) return recorded;
    recorded += chunk.events;
  }
};
const allHistory = async (reader: Warehouse) => {
  const found = [];
  for (let cursor: string | undefined; ; ) {
    const page = await readHistory(reader, transactions, { limit: 1000, cursor });
    found.push(...page.data);
    if (page.next_cursor === null) return found;
    cursor = page.next_cursor;
  }
};

describe('events', () => {
  it('get the numbers in the order in which they came, whoever gives them out, and are counted once', async () => {
    const { operations, writer, reader } = bank(0);
    for (let request = 0; request < 20; request++) {
      expect(await acceptEvents(operations, transactions, some(`r${request}-`, 50))).toBe(50);
    }
    // Four at once, in small chunks: each waits for the lock of the others.
    const recorded = await Promise.all(Array.from({ length: 4 }, () => recordAll({ operations, writer, reader }, 70)));
    expect(recorded.reduce((sum, one) => sum + one)).toBe(1000);
    const rows = await operations.query<{ event_id: string; sequence: number }>(
      'SELECT event_id, sequence::int FROM stream_events ORDER BY sequence',
    );
    expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 1000 }, (_, at) => at + 1));
    expect(rows.map(({ event_id }) => event_id)).toEqual(
      Array.from({ length: 20 }, (_, request) => some(`r${request}-`, 50).map(({ id }) => id)).flat(),
    );
    expect((await readLive(operations, transactions, { limit: 1 })).counters).toEqual({
      transactions: 1000,
      total_value: '10000.00',
      alerts: 0,
      by_category: { Unknown: { transactions: 1000, total_value: '10000.00' } },
    });
    const [totals] = await streamTotals(operations, [transactions]);
    expect(totals).toMatchObject({ stream: 'transactions', events: 1000, alerts: 0, waiting_seconds: 0 });
    expect(totals!.below.at(-1)).toBe(1000);
    expect(totals!.below).toEqual(totals!.below.toSorted((a, b) => a - b));
  });

  it('that raise alerts put them into the outbox, in the same transaction', async () => {
    const { operations, writer } = bank(1);
    await acceptEvents(operations, transactions, [sound('low', '2000.00'), sound('high', '2000.01')]);
    // A time between two milliseconds is the same wherever it is told.
    await operations.query(
      "UPDATE stream_events SET received_at = date_trunc('second', received_at) + interval '0.1006 seconds'",
    );
    await recordChunk(operations, writer, transactions);
    const told = await operations.query<{ type: string; data: Record<string, unknown> }>(
      'SELECT type, data FROM outbox',
    );
    const { events, alerts } = await readLive(operations, transactions, { limit: 10 });
    const [alert] = alerts;
    expect(alert!.event).toEqual(events[1]);
    expect(alert!.event.received_at).toMatch(/[.]100Z$/);
    expect(told).toEqual([
      {
        type: 'alert.raised',
        data: {
          alert_id: alert!.alert_id,
          stream: 'transactions',
          sequence: 2,
          threshold: '2000.00',
          settings_version: 0,
          category: 'Unknown',
          event: expect.objectContaining({ transaction_id: 'high', amount: '2000.01' }),
        },
      },
    ]);
  });

  it('wait while nobody says what categories they are of, and lose nothing', async () => {
    const { operations, writer } = bank(1);
    const away: Warehouse = { ...writer, rows: () => Promise.reject(new Error('away')) };
    const live: Stream = {
      ...transactions,
      dataset: 'trades',
      category: { ...transactions.category, table: 'client', key: 'client_id', value: 'country' },
    };
    await acceptEvents(operations, transactions, [sound('waits')]);
    await expect(recordChunk(operations, away, live)).rejects.toThrow('away');
    expect(await recordChunk(operations, writer, transactions)).toMatchObject({ events: 1 });
  });
});

describe('categories', () => {
  it('are those of the live book; unknown where it has none, and where nothing is live', async () => {
    const { writer, reader } = bank(1);
    const stream: Stream = {
      ...transactions,
      dataset: 'trades',
      category: { table: 'client', key: 'client_id', value: 'country', of: 'merchant_name', otherwise: 'Unknown' },
    };
    // More than an address holds.
    const names = Array.from({ length: 500 }, (_, at) => `merchant ${at} ${'ş'.repeat(100)}`);
    const before = await categoriesOf(reader, stream, names);
    expect([...new Set(before.values())]).toEqual(['Unknown']);
    const batchId = randomUUID();
    const sql = plainSql(scopes[1]!);
    for (const [name, country] of [
      [names[0]!, 'DE'],
      [names[499]!, 'TR'],
    ]) {
      await sql.command(
        'INSERT INTO trades_client (batch_id, client_id, country) SELECT {batch:UUID}, {name:String}, {country:String}',
        { batch: batchId, name: name!, country: country! },
      );
    }
    const orders = { by: 'test', reason: '', orderId: randomUUID(), syncId: randomUUID() };
    await publish(writer, Slice.of(trades, null), { ...orders, fencing: 1, batchId, batches: { client: batchId } });
    const after = await categoriesOf(reader, stream, names);
    expect([after.get(names[0]!), after.get(names[1]!), after.get(names[499]!)]).toEqual(['DE', 'Unknown', 'TR']);
    expect(after.size).toBe(500);
    for (const elsewhere of [
      { ...stream, dataset: 'none' },
      { ...stream, category: { ...stream.category, table: 'none' } },
    ]) {
      expect([...(await categoriesOf(reader, elsewhere, ['x']))]).toEqual([['x', 'Unknown']]);
    }
  });
});

describe('the history', () => {
  it('has every event once, whoever writes it, and however often a writer is cut off', async () => {
    const { operations, writer, reader } = bank(2);
    const at = (index: number) => new Date(Date.UTC(2026, 2, 2, 9, 0, 0, index % 250)).toISOString();
    const events = Array.from({ length: 500 }, (_, index) => sound(`e${index}`, '1.00', at(index)));
    await acceptEvents(operations, transactions, events);
    await recordAll({ operations, writer, reader });
    // Cut off between the insert and what says that it was done.
    const cutOff: Warehouse = {
      ...writer,
      command: async (statement) => {
        await writer.command(statement);
        if (statement.name === 'store-stream') throw new Error('cut off');
      },
    };
    await expect(storeHistory(operations, cutOff, transactions)).rejects.toThrow('cut off');
    expect(await storedUpTo(reader, transactions)).toBe(500);
    expect(await unfinishedOf(operations, transactions)).toMatchObject({ isBehind: true });
    const stored = await Promise.all(Array.from({ length: 4 }, () => storeHistory(operations, writer, transactions)));
    expect(stored).toEqual([0, 0, 0, 0]);
    await acceptEvents(operations, transactions, some('more', 300));
    await recordAll({ operations, writer, reader });
    await Promise.all(Array.from({ length: 4 }, () => storeHistory(operations, writer, transactions)));
    const sql = plainSql(scopes[2]!);
    const [rows] = await sql.rows<{ rows: number; upto: number }>(
      `SELECT count() AS rows, max(sequence) AS upto FROM ${streamTable(transactions)}`,
    );
    expect(rows).toEqual({ rows: 800, upto: 800 });
    expect(await unfinishedOf(operations, transactions)).toMatchObject({ isBehind: false });

    // Of a writer whose insert came through after the next one had begun: the same rows once more.
    await sql.command(
      `INSERT INTO ${streamTable(transactions)} SELECT * FROM ${streamTable(transactions)} WHERE sequence <= 100`,
    );
    const found = await allHistory(reader);
    expect(found).toHaveLength(800);
    expect(new Set(found.map(({ sequence }) => sequence)).size).toBe(800);
    const order = found.map((one) => `${one.timestamp} ${String(one.sequence).padStart(5, '0')}`);
    expect(order).toEqual(order.toSorted().toReversed());
    const first = await readLive(operations, transactions, { limit: 20 });
    expect(found.toSorted((a, b) => a.sequence - b.sequence).slice(-20)).toEqual(first.events);
  });

  it('takes a partition at a time', async () => {
    const { operations, writer, reader } = bank(3);
    await operations.query(
      "INSERT INTO stream_counters (stream, last_sequence) VALUES ('transactions', 9999990) ON CONFLICT (stream) DO UPDATE SET last_sequence = 9999990",
    );
    await acceptEvents(operations, transactions, some('edge', 30));
    await recordAll({ operations, writer, reader });
    expect(await storeHistory(operations, writer, transactions)).toBe(30);
    const parts = await plainSql(scopes[3]!).rows<{ partition: string; rows: number }>(
      "SELECT partition, sum(rows)::UInt32 AS rows FROM system.parts WHERE active AND database = currentDatabase() AND table = 'stream_transactions' GROUP BY partition ORDER BY partition",
    );
    expect(parts).toEqual([
      { partition: '0', rows: 9 },
      { partition: '1', rows: 21 },
    ]);
    expect((await allHistory(reader)).length).toBe(30);
  });
});

describe('events past their time', () => {
  it('leave Postgres once they are in the history, and not before; counters, alerts and history stay', async () => {
    const { operations, writer, reader } = bank(3);
    await acceptEvents(operations, transactions, [...some('old', 40), sound('old-alert', '5000.00')]);
    await recordAll({ operations, writer, reader });
    await operations.query(
      "UPDATE stream_events SET recorded_at = recorded_at - interval '31 days' WHERE event_id LIKE 'old%'",
    );
    await operations.query(
      "UPDATE stream_events SET recorded_at = recorded_at - interval '31 days' WHERE event_id LIKE 'edge%'",
    );
    expect(await unfinishedOf(operations, transactions)).toMatchObject({ isOld: true });
    // Those of the last test are stored, those of this one are not yet.
    expect(await removeOldEvents(operations, writer, transactions)).toBe(30);
    await storeHistory(operations, writer, transactions);
    expect(await removeOldEvents(operations, writer, transactions)).toBe(41);
    expect(await unfinishedOf(operations, transactions)).toEqual({ isBehind: false, isOld: false });
    expect(await operations.query('SELECT FROM stream_events')).toEqual([]);
    const left = await readLive(operations, transactions, { limit: 100 });
    expect(left).toMatchObject({ events: [], counters: { transactions: 71, alerts: 1 } });
    expect(left.alerts.map(({ event }) => event.transaction_id)).toEqual(['old-alert']);
    expect(await allHistory(reader)).toHaveLength(71);
    // After that long, it is an event like any other.
    expect(await acceptEvents(operations, transactions, [sound('old0')])).toBe(1);
  });
});
