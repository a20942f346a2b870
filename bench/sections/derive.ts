import path from 'node:path';
import { Slice } from '../../shared/contracts/slice.ts';
import { trades } from '../../shared/datasets/trades/contract.ts';
import { tradeSamples } from '../../shared/datasets/trades/samples.ts';
import { derivationFigures, derivationNotes, measureAgainstFloor } from '../against-floor.ts';
import { tradesInDuckDb } from '../contenders/duckdb-datasets/trades.ts';
import { TrancheBank } from '../contenders/tranche.ts';
import type { BenchContext, Section } from '../context.ts';
import { sizeOf, writeDelivery } from '../deliveries.ts';
import { derivedPages } from '../derived-pages.ts';
import type { SectionResult } from '../figures.ts';

export const derive: Section = {
  title:
    'Derived tables: clients and trades loaded, replayed and published, against the raw load of the same files and DuckDB',
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
  const measured = await measureAgainstFloor(context, service, bank, delivery, {
    name: 'derive',
    warmUp: !context.quick,
    dataset: tradesInDuckDb,
  });
  return {
    figures: [
      ...derivationFigures('derive', 'replay, accounts and the proofs of both', measured, 2),
      ...(await derivedPages('derive', trades, { url: service.url, apiKey: bank.apiKey })),
    ],
    notes: [
      `${sizeOf(delivery)}; ${context.quick ? 'no round is left out' : 'one warm-up round is not counted'}.`,
      ...derivationNotes(tradesInDuckDb),
    ],
  };
}
