import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Slice } from '../../shared/contracts/slice.ts';
import { loans } from '../../shared/datasets/loans/contract.ts';
import { TrancheBank } from '../contenders/tranche.ts';
import type { BenchContext, Section } from '../context.ts';
import { atMost, type Figure, figure, percentile, ratios, type SectionResult } from '../figures.ts';
import { creditsOf, repeated, writeFile } from '../hostile-files.ts';
import { HttpClient } from '../http-client.ts';
import { timed } from '../measure.ts';
import { BOOK } from '../portfolios.ts';

export const neighbours: Section = {
  title: 'Neighbours: a quiet bank alone, and beside one that keeps the service as busy as it can',
  run: measureNeighbours,
};

/** Beside the noisy bank, in all, and alone. In turns, so that what else the machine does falls on both. */
const SECONDS = { beside: 600, alone: 200 };
const TURNS = 5;
const READERS = 8;
const PAGE = '/api/data?loan_type=RETAIL&data_type=credit&limit=100&sort=-outstanding_principal_balance';
const LARGE_PAGE = '/api/data?loan_type=RETAIL&data_type=credit&limit=10000&sort=customer_id';
const PROFILE = '/api/profiling?loan_type=RETAIL&data_type=credit';
/** The quiet bank is a client like others: it reads a few pages, and waits a moment. */
const PAGES_BETWEEN_SYNCS = 10;
const PAUSE_MS = 200;

interface Waited {
  readonly reads: number[];
  readonly syncs: number[];
  /** From the request for a sync to its start. */
  readonly starts: number[];
}

async function measureNeighbours({ home, scale, log, service: started }: BenchContext): Promise<SectionResult> {
  const service = await started();
  await service.restart();
  const [noisy, quiet] = [new TrancheBank(service, 1), new TrancheBank(service, 2)];
  const small = path.join(home, 'quiet.csv');
  const book = path.join(home, 'noisy.csv');
  await writeFile(small, 'credit', creditsOf(1000));
  await writeFile(book, 'credit', creditsOf(20_000));
  const odd = (variant: string) => path.join(home, `odd-${variant}.csv`);
  for (const variant of loans.variants!.names) {
    await writeFile(odd(variant), 'credit', repeated('x\n'.repeat(100_000), 30), { variant });
  }
  await load(quiet, small);
  await load(noisy, book);

  const failed: string[] = [];
  const quietClient = new HttpClient(service.url, quiet.apiKey, 1);
  const watch = async (seconds: number): Promise<Waited> => {
    const waited: Waited = { reads: [], syncs: [], starts: [] };
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      try {
        const sync = await timed(() => load(quiet, small));
        waited.syncs.push(sync.seconds * 1000);
        waited.starts.push(sync.value);
        for (let page = 0; page < PAGES_BETWEEN_SYNCS; page += 1) {
          waited.reads.push((await timed(() => quietClient.json(PAGE))).seconds * 1000);
        }
      } catch (error) {
        failed.push((error as Error).message);
      }
      await sleep(PAUSE_MS);
    }
    return waited;
  };

  const alone: Waited[] = [];
  const beside: Waited[] = [];
  const done: Record<string, number> = {};
  for (let turn = 1; turn <= TURNS; turn += 1) {
    const seconds = (of: number) => Math.max(10, (of * scale) / TURNS);
    alone.push(await watch(seconds(SECONDS.alone)));
    const noise = makeNoise(noisy, new HttpClient(service.url, noisy.apiKey, 2 * READERS), odd, done);
    beside.push(await watch(seconds(SECONDS.beside)));
    await noise.stop();
    log(`neighbours: ${turn} of ${TURNS} turns, ${JSON.stringify(done)}`);
  }
  quietClient.close();
  return {
    figures: [
      ...compared('reads', 'a page of 100 rows, sorted', alone, beside),
      ...compared('syncs', '1,000 rows sent and loaded', alone, beside),
      figure(
        'neighbours.starts.beside_p95',
        'beside the noisy bank, a sync starts after, p95',
        'ms',
        percentile(
          beside.flatMap(({ starts }) => starts),
          0.95,
        ),
        atMost(5000),
      ),
      figure(
        'neighbours.failed',
        'requests and files of the quiet bank that failed',
        'requests',
        failed.length,
        atMost(0),
      ),
    ],
    notes: [
      ...failed.slice(0, 5).map((message) => `Failed: ${message}.`),
      `The noisy bank: ${Object.entries(done)
        .map(([what, times]) => `${times} × ${what}`)
        .join(', ')}.`,
      'The ratios compare the 95th percentile of one turn with that of the same turn alone.',
    ],
  };
}

function compared(key: 'reads' | 'syncs', label: string, alone: Waited[], beside: Waited[]): Figure[] {
  const p95 = (turns: Waited[]) => turns.map((turn) => percentile(turn[key], 0.95));
  return [
    figure(`neighbours.${key}.alone_p95`, `${label}: alone, p95`, 'ms', p95(alone)),
    figure(`neighbours.${key}.beside_p95`, `${label}: beside the noisy bank, p95`, 'ms', p95(beside)),
    figure(`neighbours.${key}.ratio`, `${label}: beside / alone`, '×', ratios(p95(beside), p95(alone)), atMost(2)),
  ];
}

/** Sends a file, loads it, and waits for the end. @returns milliseconds from the request to the start of the sync */
async function load(bank: TrancheBank, path: string): Promise<number> {
  const log = await bank.deliverFile({ slice: BOOK, fileType: 'credit', path });
  if (log.status !== 'COMPLETED' || !('queued_at' in log)) throw new Error(`a delivery ended ${log.status}`);
  return Date.parse(log.started_at ?? '') - Date.parse(log.queued_at);
}

/** Large pages, profiles and files full of lines that are no rows, all at once, until it is stopped. */
function makeNoise(
  bank: TrancheBank,
  http: HttpClient,
  odd: (variant: string) => string,
  done: Record<string, number>,
) {
  let over = false;
  const again = async (name: string, work: () => Promise<{ status: number | string }>) => {
    while (!over) {
      const { status } = await work().catch((error: Error) => ({ status: error.name }));
      const key = status === 200 || status === 'FAILED' ? name : `${name} (${status})`;
      done[key] = (done[key] ?? 0) + 1;
      if (status === 429 || status === 503) await sleep(PAUSE_MS);
    }
  };
  const loops = [
    ...Slice.allOf(loans).map((slice) =>
      again('file of 3 million odd lines', () =>
        bank.deliverFile({ slice, fileType: 'credit', path: odd(slice.text) }),
      ),
    ),
    ...Array.from({ length: READERS }, () => again('page of 10,000 rows', () => http.drain(LARGE_PAGE))),
    ...Array.from({ length: 2 }, () => again('profile', () => http.drain(PROFILE))),
  ];
  return {
    async stop() {
      over = true;
      await Promise.all(loops);
      http.close();
    },
  };
}
