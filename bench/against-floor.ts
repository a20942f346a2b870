import { type LoadRun, RawLoad } from './contenders/raw-clickhouse.ts';
import type { SyncRun, TrancheBank } from './contenders/tranche.ts';
import type { BenchContext } from './context.ts';
import type { Delivery } from './deliveries.ts';
import { atMost, type Figure, figure, ratios } from './figures.ts';
import { alternate } from './measure.ts';
import { ENGINE_BOUND_MB, untilIdle, watchAnonymous } from './processes.ts';
import type { BenchService } from './service.ts';

interface WatchedRun extends SyncRun {
  readonly enginePeak: number;
}
const isSync = (run: LoadRun | WatchedRun): run is WatchedRun => 'log' in run;

type Floor = 'floor' | 'floor_dictionary';

/** Loads, derives and publishes a delivery, by turns with the raw loads of the same files. @param name of the section, for its lines */
export async function measureAgainstFloor(
  { runs, log }: BenchContext,
  service: BenchService,
  bank: TrancheBank,
  delivery: Delivery,
  { name, warmUp }: { readonly name: string; readonly warmUp: boolean },
) {
  const floor = await RawLoad.prepare(service, delivery);
  const measured = await alternate<Floor | 'sync', LoadRun | WatchedRun>(
    {
      floor: () => floor.run('plain'),
      floor_dictionary: () => floor.run('dictionary'),
      sync: async () => {
        let watch = { stop: () => 0 };
        const run = await bank.deliver(delivery, () => {
          watch = watchAnonymous(service.enginePid);
        });
        return { ...run, enginePeak: watch.stop() };
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
    secondsOf: (contender: Floor | 'sync') => measured[contender].map(({ seconds }) => seconds),
    cpuOf: (contender: Floor | 'sync') => measured[contender].flatMap(({ cpuSeconds }) => cpuSeconds ?? []),
    stageSeconds: (stage: string) =>
      syncs.map(({ log: { stages } }) => (stages.find((each) => each.stage === stage)?.duration_ms ?? 0) / 1000),
  };
}

/**
 * What a load with derived tables costs, beside the floor.
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
    figure(
      `${name}.engine_peak_megabytes`,
      "engine's peak memory",
      'MB',
      syncs.map(({ enginePeak }) => enginePeak),
      atMost(ENGINE_BOUND_MB),
    ),
  ];
}
