import path from 'node:path';
import { Slice } from '../../shared/contracts/slice.ts';
import { trades } from '../../shared/datasets/trades/contract.ts';
import { tradeSamples } from '../../shared/datasets/trades/samples.ts';
import { type LoadRun, RawLoad } from '../contenders/raw-clickhouse.ts';
import { type SyncRun, TrancheBank } from '../contenders/tranche.ts';
import type { BenchContext, Section } from '../context.ts';
import { sizeOf, writeDelivery } from '../deliveries.ts';
import { atMost, figure, ratios, type SectionResult } from '../figures.ts';
import { alternate } from '../measure.ts';
import { ENGINE_BOUND_MB, untilIdle, watchAnonymous } from '../processes.ts';

export const derive: Section = {
  title: 'Derived tables: clients and trades loaded, replayed and published, against the raw load of the same files',
  run: measureDerivation,
};

/** At scale 1, with {@link TRADES_PER_CLIENT} each: a million trades. */
const FULL_CLIENTS = 10_000;
const TRADES_PER_CLIENT = 100;
const SEED = 20_260_131;

interface ReplayRun extends SyncRun {
  readonly enginePeak: number;
}
const isSync = (run: LoadRun | ReplayRun): run is ReplayRun => 'log' in run;

async function measureDerivation(context: BenchContext): Promise<SectionResult> {
  const { scale, runs, home, log } = context;
  const clients = Math.max(10, Math.round(FULL_CLIENTS * scale));
  const options = {
    rows: clients,
    errors: 0,
    warnings: 0,
    seed: SEED,
    more: { 'trades-per-client': TRADES_PER_CLIENT },
  };
  const delivery = await writeDelivery(tradeSamples, Slice.of(trades, null), options, path.join(home, 'portfolios'));
  const service = await context.service();
  const bank = new TrancheBank(service, 1);
  const floor = await RawLoad.prepare(service, delivery);

  const measured = await alternate<string, LoadRun | ReplayRun>(
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
      warmUp: true,
      ready: () => untilIdle(service.pids),
      onRun: (round, name, { seconds }) => log(`derive, ${round}: ${name} ${seconds.toFixed(2)} s`),
    },
  );
  const secondsOf = (name: string) => (measured[name] ?? []).map(({ seconds }) => seconds);
  const floorSeconds = secondsOf('floor');
  const floorCpu = (measured.floor ?? []).flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  const syncs = (measured.sync ?? []).filter(isSync);
  const syncCpu = syncs.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  const stageSeconds = (stage: string) =>
    syncs.map(({ log: { stages } }) => (stages.find((each) => each.stage === stage)?.duration_ms ?? 0) / 1000);
  const published = secondsOf('sync');
  return {
    figures: [
      figure('derive.floor.seconds', 'raw load, the floor', 's', floorSeconds),
      figure('derive.ratio_to_floor', 'published / floor', '×', ratios(published, floorSeconds), atMost(2)),
      figure(
        'derive.ratio_to_floor_dictionary',
        'published / raw load into dictionaries',
        '×',
        ratios(published, secondsOf('floor_dictionary')),
      ),
      ...(floorCpu.length === syncCpu.length && syncCpu.length > 0
        ? [figure('derive.cpu_ratio_to_floor', 'CPU to the end / floor', '×', ratios(syncCpu, floorCpu))]
        : []),
      figure('derive.seconds', 'published after', 's', published),
      figure('derive.check_seconds', 'load and check of both files', 's', stageSeconds('check')),
      figure('derive.derive_seconds', 'replay, accounts and the proofs of both', 's', stageSeconds('derive')),
      figure(
        'derive.derive_ratio_to_floor',
        'replay, accounts and proofs / floor',
        '×',
        ratios(stageSeconds('derive'), floorSeconds),
      ),
      figure(
        'derive.completed_seconds',
        'completed after',
        's',
        syncs.map(({ completedSeconds }) => completedSeconds),
      ),
      figure(
        'derive.engine_peak_megabytes',
        "engine's peak memory",
        'MB',
        syncs.map(({ enginePeak }) => enginePeak),
        atMost(ENGINE_BOUND_MB),
      ),
    ],
    notes: [
      `${sizeOf(delivery)}; one warm-up round is not counted.`,
      'The floor reads both files into typed tables of the same engine, and checks and derives nothing.',
    ],
  };
}
