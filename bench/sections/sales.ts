import path from 'node:path';
import { Slice } from '../../shared/contracts/slice.ts';
import { sales } from '../../shared/datasets/sales/contract.ts';
import { salesSamples } from '../../shared/datasets/sales/samples.ts';
import { derivationFigures, derivationNotes, measureAgainstFloor } from '../against-floor.ts';
import { salesInDuckDb } from '../contenders/duckdb-datasets/sales.ts';
import { TrancheBank } from '../contenders/tranche.ts';
import type { BenchContext, Section } from '../context.ts';
import { sizeOf, writeDelivery } from '../deliveries.ts';
import { derivedPages } from '../derived-pages.ts';
import type { SectionResult } from '../figures.ts';

export const ofSales: Section = {
  title:
    'Sales: customers, merchants and transactions loaded, and their star published, against the raw load of the same files and DuckDB',
  run: measureSales,
};

/** At scale 1, with {@link TRANSACTIONS_PER_CUSTOMER} each: a million transactions. */
const FULL_CUSTOMERS = 50_000;
const TRANSACTIONS_PER_CUSTOMER = 20;
const SEED = 20_260_131;

async function measureSales(context: BenchContext): Promise<SectionResult> {
  const { scale, home } = context;
  const options = {
    rows: Math.max(10, Math.round(FULL_CUSTOMERS * scale)),
    errors: 0,
    warnings: 0,
    seed: SEED,
    more: { 'transactions-per-customer': TRANSACTIONS_PER_CUSTOMER },
  };
  const delivery = await writeDelivery(salesSamples, Slice.of(sales, null), options, path.join(home, 'portfolios'));
  const service = await context.service();
  const bank = new TrancheBank(service, 1);
  const measured = await measureAgainstFloor(context, service, bank, delivery, {
    name: 'sales',
    warmUp: !context.quick,
    dataset: salesInDuckDb,
  });
  return {
    figures: [
      ...derivationFigures('sales', 'dimensions, facts and the proofs of both', measured),
      ...(await derivedPages('sales', sales, { url: service.url, apiKey: bank.apiKey })),
    ],
    notes: [
      `${sizeOf(delivery)}; ${context.quick ? 'no round is left out' : 'one warm-up round is not counted'}.`,
      ...derivationNotes(salesInDuckDb),
    ],
  };
}
