import { type LoadRun, RawLoad } from './contenders/raw-clickhouse.ts';
import type { SyncRun, TrancheBank } from './contenders/tranche.ts';
import type { BenchContext } from './context.ts';
import type { Delivery } from './deliveries.ts';
import { alternate } from './measure.ts';
import { untilIdle, watchAnonymous } from './processes.ts';
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
