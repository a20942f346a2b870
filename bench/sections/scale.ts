import { type SyncRun, TrancheBank } from '../contenders/tranche.ts';
import type { BenchContext, Section } from '../context.ts';
import { type Delivery, sizeOf } from '../deliveries.ts';
import { atMost, type Figure, figure, ratios, type SectionResult } from '../figures.ts';
import { alternate } from '../measure.ts';
import { bytesAt, freeBytes } from '../portfolios.ts';
import { ENGINE_BOUND_MB, memoryOf, resetPeak, watchAnonymous } from '../processes.ts';
import type { BenchService } from '../service.ts';

export const scale: Section = {
  title: 'Scale: the same sync at 0.1, 1 and 10 times the size',
  run: measureScale,
};

const FACTORS = [
  { key: 'x01', factor: 0.1, label: '0.1×' },
  { key: 'x1', factor: 1, label: '1×' },
  { key: 'x10', factor: 10, label: '10×' },
] as const;
type Size = (typeof FACTORS)[number]['key'];

/** Largest multiple of `--scale`: what the reading section wants loaded. */
export const LARGEST = 10;
/** The files, their staged copies, and up to three batches of them in the warehouse, with room to spare. */
const DISK_PER_BYTE = 4;
const PER_ROW_GROWTH = 1.1;
/** What the functions' process may hold more for a file ten times as large: buffers come and go. */
const FUNCTIONS_GROWTH = 1.15;

interface SizedRun extends SyncRun {
  /** MB; undefined where the system does not say. */
  readonly functionsPeak: number | undefined;
  readonly enginePeak: number | undefined;
}

export const hasRoomForLargest = async ({ home, scale: of }: BenchContext): Promise<boolean> =>
  (await freeBytes(home)) > bytesAt(of * LARGEST) * DISK_PER_BYTE;

async function measureScale(context: BenchContext): Promise<SectionResult> {
  const { runs, portfolios, log } = context;
  const hasRoom = await hasRoomForLargest(context);
  const sizes = FACTORS.filter(({ factor }) => factor < LARGEST || hasRoom);
  const made = new Map<Size, Delivery>();
  for (const { key, factor } of sizes) made.set(key, await portfolios.get(context.scale * factor, 0));
  const service = await context.service();
  // Fresh processes: what earlier sections left in their memory would hide what these loads need.
  await service.restart();
  const bank = new TrancheBank(service, 1);
  const contenders = Object.fromEntries(
    [...made].map(([key, portfolio]) => [key, () => deliverWatched(service, bank, portfolio)]),
  );
  const measured = await alternate<string, SizedRun>(contenders, {
    runs,
    warmUp: false,
    onRun: (round, name, run) =>
      log(`scale, ${round}: ${name} ${run.seconds.toFixed(2)} s, engine ${run.enginePeak?.toFixed(0) ?? '?'} MB`),
  });

  const perRow = (key: Size): number[] =>
    (measured[key] ?? []).map(({ seconds }) => (seconds * 1e6) / (made.get(key)?.rows ?? 1));
  const figures: Figure[] = [];
  for (const { key, label } of sizes) {
    const of = measured[key] ?? [];
    figures.push(
      figure(
        `scale.${key}.seconds`,
        `${label}: published after`,
        's',
        of.map(({ seconds }) => seconds),
      ),
      figure(
        `scale.${key}.completed_seconds`,
        `${label}: completed after`,
        's',
        of.map((run) => run.completedSeconds),
      ),
      figure(`scale.${key}.microseconds_per_row`, `${label}: time a row`, 'µs', perRow(key)),
      ...memoryFigures(key, label, of),
    );
  }
  if (hasRoom) {
    figures.push(
      figure(
        'scale.x10.per_row_ratio_to_x1',
        'time a row, 10× / 1×',
        '×',
        ratios(perRow('x10'), perRow('x1')),
        atMost(PER_ROW_GROWTH),
      ),
      ...memoryGrowth(measured),
    );
  }
  return {
    figures,
    notes: [
      ...[...made].map(([key, portfolio]) => `${key}: ${sizeOf(portfolio)}.`),
      ...(hasRoom
        ? []
        : ['10× is skipped: the disk has no room for the files, their staged copies and the loaded rows.']),
      'Functions: peak resident memory of the process that holds all functions, and here also the stand-ins of S3, SQS, DynamoDB and API Gateway; counted from the start of the sync.',
      `Engine: peak of its anonymous memory, sampled 20 times a second; the bound is ${ENGINE_BOUND_MB} MB for any file.`,
    ],
  };
}

async function deliverWatched(service: BenchService, bank: TrancheBank, portfolio: Delivery): Promise<SizedRun> {
  let watch = { stop: () => 0 };
  const run = await bank.deliver(portfolio, () => {
    // Not before: the upload goes through the same process.
    resetPeak(service.pid);
    watch = watchAnonymous(service.enginePid);
  });
  const enginePeak = watch.stop();
  return { ...run, functionsPeak: memoryOf(service.pid)?.peak, enginePeak: enginePeak === 0 ? undefined : enginePeak };
}

function memoryFigures(key: Size, label: string, runs: readonly SizedRun[]): Figure[] {
  const functions = runs.flatMap(({ functionsPeak }) => functionsPeak ?? []);
  const engine = runs.flatMap(({ enginePeak }) => enginePeak ?? []);
  if (functions.length === 0 || engine.length === 0) return [];
  return [
    figure(`scale.${key}.functions_peak_megabytes`, `${label}: functions' peak memory`, 'MB', functions),
    figure(
      `scale.${key}.engine_peak_megabytes`,
      `${label}: engine's peak memory`,
      'MB',
      engine,
      atMost(ENGINE_BOUND_MB),
    ),
  ];
}

function memoryGrowth(measured: Readonly<Record<string, readonly SizedRun[]>>): Figure[] {
  const peaks = (key: Size) => (measured[key] ?? []).flatMap(({ functionsPeak }) => functionsPeak ?? []);
  if (peaks('x10').length === 0) return [];
  const growth = ratios(peaks('x10'), peaks('x1'));
  return [
    figure(
      'scale.x10.functions_memory_ratio_to_x1',
      "functions' peak memory, 10× / 1×",
      '×',
      growth,
      atMost(FUNCTIONS_GROWTH),
    ),
  ];
}
