import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type SyncRun, TrancheBank } from '../contenders/tranche.ts';
import type { BenchContext, Section } from '../context.ts';
import { type Delivery, sizeOf } from '../deliveries.ts';
import { atMost, type Figure, figure, type Listing, percentile, type SectionResult } from '../figures.ts';
import { FULL_CREDITS } from '../portfolios.ts';
import type { BenchService } from '../service.ts';
import { type Span, SpanCollector } from '../span-collector.ts';
import { partsOf, type SyncPart, syncTraces, type Trace, traceLines, type Work, workUntilPublished } from '../trace.ts';

export const small: Section = {
  title:
    'Small files: 2,000 credits and their payments, one delivery after the other, twenty banks at once, and by stage',
  run: measureSmall,
};

/** Whatever the scale of the benchmark: only the number of deliveries follows that. */
const CREDITS = 2000;
const WRONG = 0.01;
const CROWD = Array.from({ length: 20 }, (_, number) => `CROWD${String(number + 1).padStart(3, '0')}`);

interface Times {
  readonly warmUp: number;
  readonly deliveries: number;
  /** After one that fills the empty books, unless it is to be quick. */
  readonly crowds: number;
  readonly crowdWarmUp: number;
  readonly traced: number;
}
const timesOf = ({ scale, quick }: BenchContext): Times =>
  quick
    ? { warmUp: 2, deliveries: 8, crowds: 1, crowdWarmUp: 0, traced: 3 }
    : {
        warmUp: 5,
        deliveries: Math.max(10, Math.round(60 * scale)),
        crowds: Math.max(1, Math.round(5 * scale)),
        crowdWarmUp: 1,
        traced: Math.max(4, Math.round(15 * scale)),
      };

const P50_MS = 350;
const P95_MS = 600;
const CROWD_SECONDS = 4;

const TENANTS_PROCESS = path.resolve(import.meta.dirname, '../tenants-process.ts');
const SPANS_TIMEOUT_MS = 15_000;

const PARTS: Readonly<Record<SyncPart, string>> = {
  queue: 'queue: POST /api/sync until a function begins',
  preparation: 'lease, what is staged, work tables',
  load: 'check, inspect, duplicates, count, compare',
  publish: 'publish',
  after: 'after publication: warnings, log, clean-up',
  ahead: 'then, profiles and changes ahead of being asked for',
};

/** Who is asked, by the first word of a span. */
const ASKED: Readonly<Record<string, string>> = {
  clickhouse: 'statements of the engine',
  postgres: 'Postgres: leases, log, turns',
  dynamodb: 'DynamoDB: uploads, limits',
  s3: 'S3: is the object as it was staged',
  sqs: 'SQS',
  function: 'the functions themselves',
};
const kindOf = ({ name }: { name: string }): string | undefined => {
  const [kind = ''] = name.split(' ');
  return kind in ASKED ? kind : undefined;
};
const statementOf = ({ name }: Span): string | undefined =>
  kindOf({ name }) === 'clickhouse' ? name.slice('clickhouse '.length) : undefined;

async function measureSmall(context: BenchContext): Promise<SectionResult> {
  const { log, portfolios, ownService } = context;
  const times = timesOf(context);
  const portfolio = await portfolios.get(CREDITS / FULL_CREDITS, WRONG);
  // Nothing of another section is in its warehouse, and it is this one's to start again.
  const service = await ownService('small');
  const collector = await SpanCollector.start();
  try {
    const syncs = await deliverInTurn(service, portfolio, times, times.deliveries);
    log(`small: p50 ${percentile(syncs.map(publishedMs), 0.5).toFixed(0)} ms of ${syncs.length} deliveries`);
    const crowds = await deliverAtOnce(service, portfolio, times);
    log(`small: ${CROWD.length} banks at once, ${crowds.map((crowd) => Math.max(...crowd).toFixed(1)).join(', ')} s`);
    await service.restart({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
    const traces = await trace(service, collector, portfolio, times);
    return {
      figures: [...latencies(syncs), ...crowdFigures(crowds), ...traceFigures(traces)],
      notes: [
        `${sizeOf(portfolio)}, 1 % of the rows wrong, in a service of its own; ${times.warmUp} deliveries before are not counted. Times are from POST /api/sync to published_at, and from there to the end of the sync.`,
        'One delivery after the other: the next one begins when service and engine have been idle for half a second.',
        `${CROWD.length} banks at once: their files are staged before, then all ask for their sync in the same moment; the time is that of the last one.`,
        `By stage: from the spans of ${traces.length} further deliveries, which the same service sent once it was started again with a collector. That costs time, so none of the latencies is from there.`,
        'On the critical path is what publication had to wait for: from its moment back, always what ended last before. What is asked of an engine counts there as its own; what lies between is the time of the functions themselves.',
      ],
      listings: [statements(traces), oneTrace(traces)],
    };
  } finally {
    await service.stop();
    await collector.stop();
  }
}

const publishedMs = ({ seconds }: SyncRun): number => seconds * 1000;

async function deliverInTurn(
  service: BenchService,
  portfolio: Delivery,
  { warmUp }: Times,
  deliveries: number,
): Promise<SyncRun[]> {
  const bank = new TrancheBank(service, 1);
  const syncs: SyncRun[] = [];
  for (let done = -warmUp; done < deliveries; done += 1) {
    const sync = await bank.deliver(portfolio);
    if (done >= 0) syncs.push(sync);
  }
  return syncs;
}

/** By round, seconds until each bank's book was published. */
async function deliverAtOnce(
  service: BenchService,
  portfolio: Delivery,
  { crowds, crowdWarmUp }: Times,
): Promise<number[][]> {
  await makeTenants(service.home, CROWD);
  const banks = CROWD.map((id) => new TrancheBank(service, id));
  const measured: number[][] = [];
  for (let round = -crowdWarmUp; round < crowds; round += 1) {
    const published = await TrancheBank.deliverAtOnce(banks, portfolio);
    if (round >= 0) measured.push(published);
  }
  return measured;
}

async function makeTenants(home: string, ids: readonly string[]): Promise<void> {
  const child = fork(TENANTS_PROCESS, [...ids], {
    execArgv: [],
    env: { ...process.env, TRANCHE_HOME: home },
    stdio: ['ignore', 'ignore', 2, 'ipc'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('the tenants could not be made');
}

async function trace(
  service: BenchService,
  collector: SpanCollector,
  portfolio: Delivery,
  times: Times,
): Promise<Trace[]> {
  await deliverInTurn(service, portfolio, times, times.traced);
  // They come some time after the work, and what is done ahead of being asked for comes after the end of the sync.
  const deadline = Date.now() + SPANS_TIMEOUT_MS;
  while (syncTraces(collector.spans).length < times.warmUp + times.traced && Date.now() < deadline) await sleep(100);
  const traces = syncTraces(collector.spans).slice(times.warmUp);
  if (traces.length === 0) throw new Error('the service has sent no trace of a sync');
  return traces;
}

function latencies(syncs: readonly SyncRun[]): Figure[] {
  const published = syncs.map(publishedMs);
  const cpu = syncs.flatMap(({ publishedCpuSeconds }) => publishedCpuSeconds ?? []);
  return [
    figure('small.published_ms', 'published after, p50', 'ms', published, atMost(P50_MS)),
    figure('small.published_p95_ms', 'published after, p95', 'ms', percentile(published, 0.95), atMost(P95_MS)),
    figure(
      'small.completed_ms',
      'completed after',
      'ms',
      syncs.map(({ completedSeconds }) => completedSeconds * 1000),
    ),
    ...(cpu.length === syncs.length
      ? [
          figure(
            'small.published_cpu_ms',
            'CPU of service and engine until then',
            'ms',
            cpu.map((seconds) => seconds * 1000),
          ),
        ]
      : []),
  ];
}

const crowdFigures = (crowds: readonly number[][]): Figure[] => [
  figure(
    'small.crowd.seconds',
    `${CROWD.length} banks at once: all published after`,
    's',
    crowds.map((crowd) => Math.max(...crowd)),
    atMost(CROWD_SECONDS),
  ),
  figure(
    'small.crowd.half_seconds',
    `${CROWD.length} banks at once: half of them after`,
    's',
    crowds.map((crowd) => percentile(crowd, 0.5)),
  ),
];

function traceFigures(traces: readonly Trace[]): Figure[] {
  const parts = traces.map(partsOf);
  const kinds = traces.map((each) => workUntilPublished(each, kindOf));
  return [
    ...(Object.keys(PARTS) as SyncPart[]).map((part) =>
      figure(
        `small.stage.${part}_ms`,
        `traced: ${PARTS[part]}`,
        'ms',
        parts.map((each) => each[part]),
      ),
    ),
    ...Object.entries(ASKED).map(([kind, label]) =>
      figure(
        `small.path.${kind}_ms`,
        `traced: on the critical path, ${label}`,
        'ms',
        kinds.map((works) => works.get(kind)?.onPath ?? 0),
      ),
    ),
  ];
}

/** Of the engine, by name: medians of all traces. */
function statements(traces: readonly Trace[]): Listing {
  const measured = traces.map((each) => workUntilPublished(each, statementOf));
  const untilPublished = percentile(traces.map(partsOf).map(lengthUntilPublished), 0.5);
  const names = [...new Set(measured.flatMap((works) => [...works.keys()]))].filter((name) => name !== 'function');
  const median = (name: string, of: keyof Work) =>
    percentile(
      measured.map((works) => works.get(name)?.[of] ?? 0),
      0.5,
    );
  const rows = names
    .map((name) => ({
      name,
      count: median(name, 'count'),
      total: median(name, 'total'),
      onPath: median(name, 'onPath'),
    }))
    .toSorted((a, b) => b.onPath - a.onPath || b.total - a.total);
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(26) : cell.padStart(10))).join('');
  return {
    title: `Statements of the engine until publication (${untilPublished.toFixed(0)} ms), medians of ${traces.length} traces`,
    lines: [
      line(['', 'count', 'ms in all', 'on path', 'of it']),
      ...rows.map(({ name, count, total, onPath }) =>
        line([
          name,
          String(count),
          total.toFixed(1),
          onPath.toFixed(1),
          `${((100 * onPath) / untilPublished).toFixed(1)} %`,
        ]),
      ),
    ],
  };
}

const lengthUntilPublished = ({ queue, preparation, load, publish }: ReturnType<typeof partsOf>): number =>
  queue + preparation + load + publish;

/** That of the sync whose time until publication is the median. */
function oneTrace(traces: readonly Trace[]): Listing {
  const byLength = traces.toSorted((a, b) => lengthUntilPublished(partsOf(a)) - lengthUntilPublished(partsOf(b)));
  const typical = byLength[Math.floor((byLength.length - 1) / 2)]!;
  return {
    title: 'One sync: ms since POST /api/sync, ms taken, what',
    lines: traceLines(typical),
    isDetail: true,
  };
}
