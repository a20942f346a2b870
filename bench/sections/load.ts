import path from 'node:path';
import { StreamLoad } from '../contenders/csv-parse-zod.ts';
import { DuckDbLoad } from '../contenders/duckdb.ts';
import { type LoadRun, RawLoad } from '../contenders/raw-clickhouse.ts';
import { type SyncRun, TrancheBank } from '../contenders/tranche.ts';
import type { BenchContext, Section } from '../context.ts';
import { costFigures } from '../costs.ts';
import { sizeOf } from '../deliveries.ts';
import { atLeast, atMost, type Figure, figure, ratios, type SectionResult } from '../figures.ts';
import { alternate } from '../measure.ts';

import { untilIdle } from '../processes.ts';

export const load: Section = {
  title: 'Load: a full sync of credits and payments, against the raw load of the same engine and against others',
  run: measureLoad,
};

/** The contender that streams rows through JavaScript gets no larger file: at full size it would take most of the time. */
const STREAM_SCALE = 0.1;

const VARIANTS = [
  { key: 'clean', label: 'clean', errors: 0, goal: 1.25 },
  { key: 'dirty_1', label: '1 % of rows wrong', errors: 0.01, goal: 1.4 },
  { key: 'dirty_20', label: '20 % of rows wrong', errors: 0.2, goal: 2 },
] as const;
const TIMES_FASTER_THAN_STREAM = 8;

const isSync = (run: LoadRun | SyncRun): run is SyncRun => 'completedSeconds' in run;
const secondsOf = (runs: readonly LoadRun[]): number[] => runs.map(({ seconds }) => seconds);

async function measureLoad(context: BenchContext): Promise<SectionResult> {
  const { scale, runs, home, portfolios, log } = context;
  const [clean, dirty1, dirty20, small] = [
    await portfolios.get(scale, 0),
    await portfolios.get(scale, 0.01),
    await portfolios.get(scale, 0.2),
    await portfolios.get(Math.min(scale, STREAM_SCALE), 0),
  ];
  const service = await context.service();
  const bank = new TrancheBank(service, 1);
  const floor = await RawLoad.prepare(service, clean);
  const stream = await StreamLoad.prepare(service, small);
  const duckFolder = path.join(home, 'duckdb');
  const duckClean = new DuckDbLoad(clean, duckFolder);
  const duckDirty = new DuckDbLoad(dirty1, duckFolder);

  const measured = await alternate<string, LoadRun | SyncRun>(
    {
      floor: () => floor.run('plain'),
      floor_dictionary: () => floor.run('dictionary'),
      clean: () => bank.deliver(clean),
      dirty_1: () => bank.deliver(dirty1),
      dirty_20: () => bank.deliver(dirty20),
      duckdb_clean: () => duckClean.run(),
      duckdb_dirty_1: () => duckDirty.run(),
      small: () => bank.deliver(small),
      stream: () => stream.run(),
    },
    {
      runs,
      warmUp: true,
      ready: () => untilIdle(service.pids),
      onRun: (round, name, { seconds }) => log(`load, ${round}: ${name} ${seconds.toFixed(2)} s`),
    },
  );
  const seconds = (name: string) => secondsOf(measured[name] ?? []);
  const floorSeconds = seconds('floor');

  const figures: Figure[] = [
    figure('load.floor.seconds', 'raw load, the floor', 's', floorSeconds),
    figure(
      'load.floor_dictionary.seconds',
      'raw load, texts parsed into dictionaries',
      's',
      seconds('floor_dictionary'),
    ),
  ];
  for (const { key, label, goal } of VARIANTS) {
    const syncs = (measured[key] ?? []).filter(isSync);
    const completed = syncs.map(({ completedSeconds }) => completedSeconds);
    figures.push(
      figure(
        `load.${key}.ratio_to_floor`,
        `${label}: published / floor`,
        '×',
        ratios(seconds(key), floorSeconds),
        atMost(goal),
      ),
      figure(
        `load.${key}.completed_ratio_to_floor`,
        `${label}: completed / floor`,
        '×',
        ratios(completed, floorSeconds),
      ),
      figure(`load.${key}.seconds`, `${label}: published after`, 's', seconds(key)),
      figure(`load.${key}.completed_seconds`, `${label}: completed after`, 's', completed),
      ...cpuRatio(key, label, syncs, measured.floor ?? []),
    );
  }
  figures.push(
    figure(
      'load.clean.ratio_to_floor_dictionary',
      'clean: published / raw load into dictionaries',
      '×',
      ratios(seconds('clean'), seconds('floor_dictionary')),
    ),
    figure(
      'load.clean.rows_per_second',
      'clean: rows',
      'rows/s',
      seconds('clean').map((taken) => clean.rows / taken),
    ),
    figure(
      'load.clean.megabytes_per_second',
      'clean: bytes',
      'MB/s',
      seconds('clean').map((taken) => clean.bytes / 1e6 / taken),
    ),
    figure(
      'load.stream.times_slower',
      `csv-parse + zod / Tranche (${small.rows} rows)`,
      '×',
      ratios(seconds('stream'), seconds('small')),
      atLeast(TIMES_FASTER_THAN_STREAM),
    ),
    figure('load.stream.seconds', `csv-parse + zod (${small.rows} rows)`, 's', seconds('stream')),
    figure('load.stream.tranche_seconds', `Tranche (${small.rows} rows)`, 's', seconds('small')),
    figure(
      'load.stream.times_slower_per_row_at_full_size',
      'csv-parse + zod / Tranche at full size, a row',
      '×',
      ratios(
        seconds('stream').map((taken) => taken / small.rows),
        seconds('clean').map((taken) => taken / clean.rows),
      ),
    ),
    figure(
      'load.stream.ratio_to_floor_per_row',
      'csv-parse + zod / floor at full size, a row',
      '×',
      ratios(
        seconds('stream').map((taken) => taken / small.rows),
        floorSeconds.map((taken) => taken / clean.rows),
      ),
    ),
    figure(
      'load.duckdb.clean.times_slower',
      'DuckDB / Tranche, clean',
      '×',
      ratios(seconds('duckdb_clean'), seconds('clean')),
      atLeast(1),
    ),
    figure(
      'load.duckdb.clean.ratio_to_floor',
      'DuckDB, clean / floor',
      '×',
      ratios(seconds('duckdb_clean'), floorSeconds),
    ),
    figure('load.duckdb.clean.seconds', 'DuckDB, clean', 's', seconds('duckdb_clean')),
    figure(
      'load.duckdb.dirty_1.times_slower',
      'DuckDB / Tranche, 1 % wrong',
      '×',
      ratios(seconds('duckdb_dirty_1'), seconds('dirty_1')),
      atLeast(1),
    ),
    figure(
      'load.duckdb.dirty_1.ratio_to_floor',
      'DuckDB, 1 % wrong / floor',
      '×',
      ratios(seconds('duckdb_dirty_1'), floorSeconds),
    ),
    figure('load.duckdb.dirty_1.seconds', 'DuckDB, 1 % wrong', 's', seconds('duckdb_dirty_1')),
  );
  const work = (measured.clean ?? [])
    .filter(isSync)
    .map((sync) => ({ seconds: sync.completedSeconds, bytes: clean.bytes }));
  figures.push(...costFigures('load.cost', work));
  return {
    figures,
    notes: [
      `${sizeOf(clean)}; one warm-up round is not counted.`,
      'published: from POST /api/sync to the row that makes the load visible. completed: to the end of the sync, warnings and clean-up included.',
      'The floor loads the clean files: one wrong cell would stop it. It has the same objects, engine, table types and max_insert_threads, and checks nothing; only flags (E, H) stay text.',
      'The floor declares texts and codes as plain strings to the reader and lets the insert make the dictionaries of the table: the cheapest way known. Parsed straight into LowCardinality, as the types of the table suggest, it is slower; that is shown beside it.',
      `csv-parse + zod gets ${small.rows} rows, Tranche the same ones beside it. It runs in this process, reads the same objects and writes to the same engine.`,
      'DuckDB has two threads, reads the local file instead of an object over HTTP, trims no cells, numbers rows only where some are wrong, and lets a line with one delimiter too many pass.',
      'Every contender must load exactly the rows that are right, or the section fails. CPU is that of service and engine.',
    ],
  };
}

function cpuRatio(key: string, label: string, runs: readonly LoadRun[], floor: readonly LoadRun[]): Figure[] {
  const cpu = (of: readonly LoadRun[]) => of.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  const [ours, base] = [cpu(runs), cpu(floor)];
  if (ours.length !== runs.length || base.length !== floor.length) return [];
  return [figure(`load.${key}.cpu_ratio_to_floor`, `${label}: CPU to the end / floor`, '×', ratios(ours, base))];
}
