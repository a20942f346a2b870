import path from 'node:path';
import { Slice } from '../../shared/contracts/slice.ts';
import { trades } from '../../shared/datasets/trades/contract.ts';
import { tradeSamples } from '../../shared/datasets/trades/samples.ts';
import { measureAgainstFloor } from '../against-floor.ts';
import { TrancheBank } from '../contenders/tranche.ts';
import type { BenchContext, Section } from '../context.ts';
import { sizeOf, writeDelivery } from '../deliveries.ts';
import { atMost, figure, ratios, type SectionResult } from '../figures.ts';
import { ENGINE_BOUND_MB } from '../processes.ts';

export const derive: Section = {
  title: 'Derived tables: clients and trades loaded, replayed and published, against the raw load of the same files',
  run: measureDerivation,
};

/** At scale 1, with {@link TRADES_PER_CLIENT} each: a million trades. */
const FULL_CLIENTS = 10_000;
const TRADES_PER_CLIENT = 100;
const SEED = 20_260_131;

async function measureDerivation(context: BenchContext): Promise<SectionResult> {
  const { scale, home } = context;
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
  const { syncs, secondsOf, cpuOf, stageSeconds } = await measureAgainstFloor(context, service, bank, delivery, {
    name: 'derive',
    warmUp: true,
  });
  const floorSeconds = secondsOf('floor');
  const floorCpu = cpuOf('floor');
  const syncCpu = cpuOf('sync');
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
