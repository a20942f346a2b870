import { setTimeout as sleep } from 'node:timers/promises';
import { produce } from '../../shared/datasets/sales/producer/produce.ts';
import { StreamClient } from '../../shared/datasets/sales/producer/stream-client.ts';
import type { BenchContext, Section } from '../context.ts';
import { atMost, figure, percentile, type SectionResult } from '../figures.ts';
import { HttpClient } from '../http-client.ts';

export const streams: Section = {
  title: 'Streams: 500 events a second for a minute, and a page that asks every second what is new',
  run: measureStreams,
};

const RATE = 500;
const SECONDS = 60;
/** As the page asks. */
const POLL_MS = 1000;
const LIMIT = 1000;
const LIVE = `/api/streams/transactions/live?limit=${LIMIT}`;

interface Live {
  readonly events: { readonly received_at: string; readonly recorded_at: string }[];
  readonly counters: { readonly transactions: number };
  readonly next: string;
}

async function measureStreams({ scale, log, service: started }: BenchContext): Promise<SectionResult> {
  const service = await started();
  const { api_key } = service.tenant(1);
  const http = new HttpClient(service.url, api_key, 1);
  const count = Math.max(RATE, Math.round(RATE * SECONDS * scale));
  const begun = await http.json<Live>(LIVE);
  const producing = produce(new StreamClient(service.url, api_key, log), {
    rate: RATE,
    count,
    bad: 0.01,
    duplicates: 0.01,
    seed: 1,
  });
  let isSent = false;
  void producing.finally(() => {
    isSent = true;
  });

  const polls: number[] = [];
  const seen: number[] = [];
  const recorded: number[] = [];
  let place = begun.next;
  for (;;) {
    const wasSent = isSent;
    const asked = performance.now();
    const { events, next } = await http.json<Live>(`${LIVE}&after=${place}`);
    polls.push(performance.now() - asked);
    const now = Date.now();
    for (const { received_at, recorded_at } of events) {
      seen.push(now - Date.parse(received_at));
      recorded.push(Date.parse(recorded_at) - Date.parse(received_at));
    }
    const isNew = next !== place;
    place = next;
    if (wasSent && !isNew) break;
    // A full page says that there is more.
    if (events.length < LIMIT) await sleep(POLL_MS);
  }
  const produced = await producing;
  const { counters } = await http.json<Live>(LIVE);
  http.close();
  const missing = produced.expected.transactions - seen.length;
  const miscounted = counters.transactions - begun.counters.transactions - produced.expected.transactions;
  return {
    figures: [
      figure(
        'streams.visible.p95',
        'from the arrival of an event until the page has it, p95',
        'ms',
        percentile(seen, 0.95),
        atMost(2000),
      ),
      figure(
        'streams.recorded.p95',
        'from the arrival of an event to its number, p95',
        'ms',
        percentile(recorded, 0.95),
        atMost(1000),
      ),
      figure('streams.poll.p95', 'asking what is new, p95', 'ms', percentile(polls, 0.95), atMost(100)),
      figure(
        'streams.missing',
        'events that the page did not get, or that are not counted',
        'events',
        Math.abs(missing) + Math.abs(miscounted),
        atMost(0),
      ),
    ],
    notes: [
      `${produced.sent} events in ${polls.length} polls: ${produced.accepted} accepted, ${produced.duplicates} duplicates, ${produced.rejected} rejected, ${produced.repeats} requests sent again.`,
      'The page asks once a second: half a second of what it waits for is that.',
    ],
  };
}
