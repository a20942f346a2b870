import path from 'node:path';
import { tenantScope } from '../shared/domain/tenancy.ts';
import type { DuckDbDataset } from './contenders/duckdb-datasets/dataset.ts';
import { assertSameTotals, type DerivedRun, DuckDbDerivation, type Totals } from './contenders/duckdb-derivation.ts';
import { type LoadRun, RawLoad } from './contenders/raw-clickhouse.ts';
import type { SyncRun, TrancheBank } from './contenders/tranche.ts';
import type { BenchContext } from './context.ts';
import type { Delivery } from './deliveries.ts';
import { atLeast, atMost, type Figure, figure, ratios } from './figures.ts';
import { alternate } from './measure.ts';
import { ENGINE_BOUND_MB, untilIdle, watchAnonymous } from './processes.ts';
import type { BenchService } from './service.ts';

interface WatchedRun extends SyncRun {
  readonly enginePeak: number;
}
const isSync = (run: LoadRun | WatchedRun): run is WatchedRun => 'log' in run;

type Contender = 'floor' | 'floor_dictionary' | 'sync' | 'duckdb';

/**
 * Loads, derives and publishes a delivery, by turns with the raw loads of the same files, and with DuckDB, which must derive
 * the same.
 * @param name of the section, for its lines
 */
export async function measureAgainstFloor(
  { runs, log, home }: BenchContext,
  service: BenchService,
  bank: TrancheBank,
  delivery: Delivery,
  { name, warmUp, dataset }: { readonly name: string; readonly warmUp: boolean; readonly dataset: DuckDbDataset },
) {
  const floor = await RawLoad.prepare(service, delivery);
  const duckdb = new DuckDbDerivation(dataset, delivery, path.join(home, 'duckdb'));
  let right: Totals = {};
  const measured = await alternate<Contender, LoadRun | WatchedRun | DerivedRun>(
    {
      floor: () => floor.run('plain'),
      floor_dictionary: () => floor.run('dictionary'),
      sync: async () => {
        let watch = { stop: () => 0 };
        const run = await bank.deliver(delivery, () => {
          watch = watchAnonymous(service.enginePid);
        });
        const enginePeak = watch.stop();
        right = await totalsOf(service, bank, dataset, run.log.batch_id);
        return { ...run, enginePeak };
      },
      duckdb: async () => {
        const run = await duckdb.run();
        assertSameTotals('DuckDB', run.totals, right);
        return run;
      },
    },
    {
      runs,
      warmUp,
      ready: () => untilIdle(service.pids),
      onRun: (round, contender, { seconds }) => log(`${name}, ${round}: ${contender} ${seconds.toFixed(2)} s`),
    },
  );
  const syncs = measured.sync.filter(isSync);
  return {
    syncs,
    secondsOf: (contender: Contender) => measured[contender].map(({ seconds }) => seconds),
    cpuOf: (contender: Contender) => measured[contender].flatMap(({ cpuSeconds }) => cpuSeconds ?? []),
    stageSeconds: (stage: string) =>
      syncs.map(({ log: { stages } }) => (stages.find((each) => each.stage === stage)?.duration_ms ?? 0) / 1000),
  };
}

/** What was derived, in short. */
async function totalsOf(
  service: BenchService,
  bank: TrancheBank,
  { trancheTotals }: DuckDbDataset,
  batch: string,
): Promise<Totals> {
  const result = await service.warehouse.query({
    query: trancheTotals,
    query_params: { database: tenantScope(bank.tenantId).database, batch },
    format: 'JSONStringsEachRow',
  });
  const [row] = await result.json<Record<string, string>>();
  if (!row) throw new Error('the sync has derived nothing');
  return row;
}

/**
 * What a load with derived tables costs, beside the floor and DuckDB.
 * @param derived what is derived, for its line
 * @param aim of the time until it is published, by that of the floor
 */
export function derivationFigures(
  name: string,
  derived: string,
  { syncs, secondsOf, cpuOf, stageSeconds }: Awaited<ReturnType<typeof measureAgainstFloor>>,
  aim?: number,
): Figure[] {
  const floorSeconds = secondsOf('floor');
  const floorCpu = cpuOf('floor');
  const syncCpu = cpuOf('sync');
  const published = secondsOf('sync');
  return [
    figure(`${name}.floor.seconds`, 'raw load, the floor', 's', floorSeconds),
    figure(
      `${name}.ratio_to_floor`,
      'published / floor',
      '×',
      ratios(published, floorSeconds),
      ...(aim === undefined ? [] : [atMost(aim)]),
    ),
    figure(
      `${name}.ratio_to_floor_dictionary`,
      'published / raw load into dictionaries',
      '×',
      ratios(published, secondsOf('floor_dictionary')),
    ),
    ...(floorCpu.length === syncCpu.length && syncCpu.length > 0
      ? [figure(`${name}.cpu_ratio_to_floor`, 'CPU to the end / floor', '×', ratios(syncCpu, floorCpu))]
      : []),
    figure(`${name}.seconds`, 'published after', 's', published),
    figure(`${name}.check_seconds`, 'load and check of all files', 's', stageSeconds('check')),
    figure(`${name}.derive_seconds`, derived, 's', stageSeconds('derive')),
    figure(`${name}.derive_ratio_to_floor`, `${derived} / floor`, '×', ratios(stageSeconds('derive'), floorSeconds)),
    figure(
      `${name}.completed_seconds`,
      'completed after',
      's',
      syncs.map(({ completedSeconds }) => completedSeconds),
    ),
    figure(`${name}.duckdb.seconds`, 'DuckDB: loaded and derived after', 's', secondsOf('duckdb')),
    figure(
      `${name}.duckdb.times_slower`,
      'DuckDB / published',
      '×',
      ratios(secondsOf('duckdb'), published),
      atLeast(1),
    ),
    figure(`${name}.duckdb.ratio_to_floor`, 'DuckDB / floor', '×', ratios(secondsOf('duckdb'), floorSeconds)),
    figure(
      `${name}.engine_peak_megabytes`,
      "engine's peak memory",
      'MB',
      syncs.map(({ enginePeak }) => enginePeak),
      atMost(ENGINE_BOUND_MB),
    ),
  ];
}

/** Of every section that derives. */
export const derivationNotes = ({ spared }: DuckDbDataset): string[] => [
  'The floor reads all files into typed tables of the same engine, and checks and derives nothing.',
  `DuckDB has the same row checks and derived tables as SQL, two threads and a database on disk, and reads the local files instead of objects over HTTP. ${spared}`,
  'Every contender must load exactly the rows that are right, and DuckDB must derive the same counts and sums as Tranche, or the section fails.',
];
