/** Kills the service while events come, some of them twice and some of them broken. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { produce } from '../../shared/datasets/sales/producer/produce.ts';
import { StreamClient } from '../../shared/datasets/sales/producer/stream-client.ts';
import { type Bank, waitFor } from '../api/bank.ts';
import { useOwnService } from '../api/own-service.ts';
import { counted, followed, history, live, STREAM, type StreamAlert, type StreamEvent } from '../api/stream-events.ts';

const RATE = 200;
const COUNT = 2400;
const RECOVERY_MS = 120_000;

describe('a stream', () => {
  const service = useOwnService(2);

  it('killed twice: every event is counted once, and whoever follows it sees each once', async () => {
    let bank: Bank = await service.bank('T_STREAM');
    let url = service.url;
    const client = new StreamClient(() => url, bank.apiKey);
    const { next } = await live(bank);
    let sent = 0;
    const producing = produce(
      client,
      { rate: RATE, count: COUNT, bad: 0.02, duplicates: 0.05, seed: 11 },
      {
        progress: (events) => {
          sent = events;
        },
      },
    );

    // Somebody follows all the while, and goes on where he was when the service is back.
    const seen: StreamEvent[] = [];
    const raised: StreamAlert[] = [];
    let place = next;
    const follow = async (): Promise<void> => {
      const page = await followed(bank, place, 200);
      seen.push(...page.events);
      raised.push(...page.alerts);
      place = page.next;
    };
    let isOver = false;
    const following = (async () => {
      while (!isOver) {
        await follow().catch(() => undefined);
        await sleep(50);
      }
    })();

    for (const share of [0.3, 0.65]) {
      await waitFor(
        'events to be sent',
        async () => sent,
        (events) => events >= share * COUNT,
        RECOVERY_MS,
      );
      await service.kill();
      await service.start();
      url = service.url;
      bank = service.follow(bank);
    }
    const produced = await producing;
    expect(produced).toMatchObject({ sent: COUNT, rejected: produced.made.bad });
    expect(produced.repeats).toBeGreaterThan(0);
    expect(produced.accepted + produced.duplicates).toBe(COUNT - produced.made.bad);

    const { expected } = produced;
    const { counters } = await counted(bank, expected.transactions, RECOVERY_MS);
    const unknown = { transactions: expected.transactions, total_value: expected.total_value };
    expect(counters).toEqual({ ...expected, by_category: { Unknown: unknown } });
    isOver = true;
    await following;
    await follow();

    const numbers = (events: readonly StreamEvent[]) => events.map(({ sequence }) => sequence);
    expect(numbers(seen)).toEqual(Array.from({ length: expected.transactions }, (_, at) => at + 1));
    expect(new Set(seen.map(({ transaction_id }) => transaction_id)).size).toBe(expected.transactions);
    const alerts = await bank.all<StreamAlert>(`${STREAM}/alerts`, { limit: 1000 });
    expect(alerts).toHaveLength(expected.alerts);
    expect(alerts.toReversed()).toEqual(raised);
    expect(alerts.every(({ event }) => event.is_alert && Number(event.amount) > 2000)).toBe(true);

    const stored = await history(bank, expected.transactions, RECOVERY_MS);
    expect(stored.toSorted((a, b) => a.sequence - b.sequence)).toEqual(seen);
    const cents = stored.reduce((sum, { amount }) => sum + BigInt(amount.replace('.', '')), 0n).toString();
    expect(`${cents.slice(0, -2)}.${cents.slice(-2)}`).toBe(expected.total_value);
  });
});
