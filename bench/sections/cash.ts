import { mkdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Slice } from '../../shared/contracts/slice.ts';
import { cash } from '../../shared/datasets/cash/contract.ts';
import { makeFiles } from '../../shared/datasets/cash/datamaker/make-files.ts';
import { derivationFigures, derivationNotes, measureAgainstFloor } from '../against-floor.ts';
import { cashInDuckDb } from '../contenders/duckdb-datasets/cash.ts';
import { TrancheBank } from '../contenders/tranche.ts';
import type { BenchContext, Section } from '../context.ts';
import { type Delivery, sizeOf } from '../deliveries.ts';
import { derivedPages } from '../derived-pages.ts';
import { atMost, type Figure, figure, ratios, type SectionResult } from '../figures.ts';
import { HttpClient } from '../http-client.ts';
import { timed } from '../measure.ts';

export const ofCash: Section = {
  title:
    'Cash: payments of companies loaded, derived and published, against the raw load of the same files and DuckDB; and read',
  run: measureCash,
};

/** At scale 1: eleven million payments. A tenth of them is measured before, whatever the scale. */
const FULL = { companies: 10_000, sepa: 1_000_000, swift: 10_000_000 };
const SMALL_SHARE = 0.1;
const SEED = 20_260_131;
const READS = 100;
const INTERVALS = ['day', 'week', 'month', 'quarter', 'year'] as const;

async function measureCash(context: BenchContext): Promise<SectionResult> {
  const { scale, runs } = context;
  const service = await context.service();
  const bank = new TrancheBank(service, 2);
  const figures: Figure[] = [];
  const sizes: string[] = [];
  for (const { key, label, share } of [
    { key: 'small', label: '', share: Math.min(scale, SMALL_SHARE) },
    ...(scale === 1 ? [{ key: 'large', label: 'ten times as many: ', share: 1 }] : []),
  ]) {
    const delivery = await writePayments(context, key, share);
    const name = `cash.${key}`;
    const options = { name, warmUp: false, dataset: cashInDuckDb };
    const measured = await measureAgainstFloor(context, service, bank, delivery, options);
    const { syncs, cpuOf } = measured;
    const publishedCpu = syncs.flatMap(({ publishedCpuSeconds }) => publishedCpuSeconds ?? []);
    const floorCpu = cpuOf('floor');
    const ofSize = [
      ...derivationFigures(name, 'postings, days, balances and their checks', measured),
      ...(publishedCpu.length === runs && floorCpu.length === runs
        ? [
            figure(
              `${name}.published_cpu_ratio_to_floor`,
              'CPU until published / floor',
              '×',
              ratios(publishedCpu, floorCpu),
              atMost(3),
            ),
          ]
        : []),
    ];
    figures.push(...ofSize.map((each) => ({ ...each, label: `${label}${each.label}` })));
    sizes.push(sizeOf(delivery));
    rmSync(folderOf(context, key), { recursive: true, force: true });
  }
  const reads = await readCash(service.url, bank.apiKey);
  return {
    figures: [
      ...figures,
      figure(
        'cash.balances_p95_ms',
        'balances of a company at any interval, p95',
        'ms',
        [percentile(reads.balances)],
        atMost(100),
      ),
      figure('cash.list_p95_ms', 'a page of 100 companies, p95', 'ms', [percentile(reads.lists)], atMost(200)),
      figure('cash.list_first_ms', 'the first page of companies after the load', 'ms', [reads.first]),
      ...(await derivedPages('cash', cash, { url: service.url, apiKey: bank.apiKey })),
      figure('cash.company_p95_ms', 'a company with countries and counterparties, p95', 'ms', [
        percentile(reads.companies),
      ]),
    ],
    notes: [
      `${sizes.join('; then ')}; no round is left out. ${scale === 1 ? '' : 'Ten times as many are measured at scale 1 only.'}`,
      ...derivationNotes(cashInDuckDb),
      `Reads over the API by one client of what was loaded last, one after the other: ${READS} of each, companies and intervals by turns.`,
    ],
  };
}

const folderOf = ({ home }: BenchContext, key: string): string => path.join(home, `cash-${key}`);

/** @param share of the full size */
async function writePayments(context: BenchContext, key: string, share: number): Promise<Delivery> {
  const of = (count: number) => Math.max(10, Math.round(count * share));
  const size = { name: 'bench', companies: of(FULL.companies), sepa: of(FULL.sepa), swift: of(FULL.swift) };
  const folder = folderOf(context, key);
  mkdirSync(folder, { recursive: true });
  const { files } = await makeFiles({ size, seed: SEED, folder, threads: availableParallelism() });
  const names = cash.fileTypes.map(({ name }) => name);
  const paths = Object.fromEntries(names.map((name) => [name, path.join(folder, `${name}.csv`)]));
  const counts = Object.fromEntries(
    names.map((name) => {
      const rows = files[`${name}.csv` as keyof typeof files].rows ?? 0;
      return [name, { rows, rejected: 0, bytes: statSync(paths[name]!).size }];
    }),
  );
  const sum = (of: 'rows' | 'bytes') => Object.values(counts).reduce((total, file) => total + file[of], 0);
  return {
    slice: Slice.of(cash, null),
    paths,
    counts: { files: counts, byRule: {} } as unknown as Delivery['counts'],
    rows: sum('rows'),
    bytes: sum('bytes'),
  };
}

/** Milliseconds of each answer. */
async function readCash(url: string, apiKey: string) {
  const http = new HttpClient(url, apiKey, 1);
  const ms = async (address: string) => (await timed(() => http.json(address))).seconds * 1000;
  const first = await ms('/api/cash/companies?sort=-balance');
  const { data } = await http.json<{ data: { company_id: string }[] }>('/api/cash/companies?limit=1000');
  const idOf = (number: number) => encodeURIComponent(data[(number * 37) % data.length]!.company_id);
  const times = { balances: [] as number[], lists: [] as number[], companies: [] as number[] };
  for (let read = 0; read < READS; read += 1) {
    const currency = read % 2 === 0 ? 'EUR' : 'USD';
    times.balances.push(
      await ms(`/api/cash/companies/${idOf(read)}/balances?interval=${INTERVALS[read % 5]}&currency=${currency}`),
    );
    const sort = ['name', 'balance', '-balance'][read % 3];
    const search = read % 4 === 0 ? '&search=a' : '';
    times.lists.push(await ms(`/api/cash/companies?currency=${currency}&sort=${sort}${search}`));
    times.companies.push(await ms(`/api/cash/companies/${idOf(read)}?currency=${currency}`));
  }
  http.close();
  return { first, ...times };
}

const percentile = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1]!;
