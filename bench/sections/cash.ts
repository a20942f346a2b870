import { mkdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Slice } from '../../shared/contracts/slice.ts';
import { cash } from '../../shared/datasets/cash/contract.ts';
import { makeFiles } from '../../shared/datasets/cash/datamaker/make-files.ts';
import { measureAgainstFloor } from '../against-floor.ts';
import { TrancheBank } from '../contenders/tranche.ts';
import type { BenchContext, Section } from '../context.ts';
import { type Delivery, sizeOf } from '../deliveries.ts';
import { derivedPages } from '../derived-pages.ts';
import { atMost, figure, ratios, type SectionResult } from '../figures.ts';
import { HttpClient } from '../http-client.ts';
import { timed } from '../measure.ts';
import { ENGINE_BOUND_MB } from '../processes.ts';

export const ofCash: Section = {
  title: 'Cash: payments of companies loaded, derived and published, against the raw load of the same files; and read',
  run: measureCash,
};

/** At scale 1: eleven million payments. */
const FULL = { companies: 10_000, sepa: 1_000_000, swift: 10_000_000 };
const SEED = 20_260_131;
const READS = 100;
const INTERVALS = ['day', 'week', 'month', 'quarter', 'year'] as const;

async function measureCash(context: BenchContext): Promise<SectionResult> {
  const { runs } = context;
  const delivery = await writePayments(context);
  const service = await context.service();
  const bank = new TrancheBank(service, 2);
  const { syncs, secondsOf, cpuOf, stageSeconds } = await measureAgainstFloor(context, service, bank, delivery, {
    name: 'cash',
    warmUp: false,
  });
  const floorCpu = cpuOf('floor');
  const publishedCpu = syncs.flatMap(({ publishedCpuSeconds }) => publishedCpuSeconds ?? []);
  const syncCpu = cpuOf('sync');
  const dictionaryCpu = cpuOf('floor_dictionary');
  const reads = await readCash(service.url, bank.apiKey);
  return {
    figures: [
      figure('cash.floor.seconds', 'raw load, the floor', 's', secondsOf('floor')),
      ...(publishedCpu.length === runs && floorCpu.length === runs
        ? [
            figure(
              'cash.cpu_ratio_to_floor',
              'CPU until published / floor',
              '×',
              ratios(publishedCpu, floorCpu),
              atMost(3),
            ),
            figure(
              'cash.cpu_ratio_to_floor_dictionary',
              'CPU until published / raw load into dictionaries',
              '×',
              ratios(publishedCpu, dictionaryCpu),
            ),
            figure('cash.cpu_ratio_to_end', 'CPU to the end, warnings and all / floor', '×', ratios(syncCpu, floorCpu)),
          ]
        : []),
      figure('cash.ratio_to_floor', 'published / floor', '×', ratios(secondsOf('sync'), secondsOf('floor'))),
      figure('cash.seconds', 'published after', 's', secondsOf('sync')),
      figure('cash.check_seconds', 'load and check of all files', 's', stageSeconds('check')),
      figure('cash.derive_seconds', 'postings, days, balances and their checks', 's', stageSeconds('derive')),
      figure(
        'cash.engine_peak_megabytes',
        "engine's peak memory",
        'MB',
        syncs.map(({ enginePeak }) => enginePeak),
        atMost(ENGINE_BOUND_MB),
      ),
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
      `${sizeOf(delivery)}; no round is left out.`,
      'The floor reads all files into typed tables of the same engine, and checks and derives nothing.',
      `Reads over the API by one client, one after the other: ${READS} of each, companies and intervals by turns.`,
    ],
  };
}

async function writePayments({ scale, home }: BenchContext): Promise<Delivery> {
  const of = (count: number) => Math.max(10, Math.round(count * scale));
  const size = { name: 'bench', companies: of(FULL.companies), sepa: of(FULL.sepa), swift: of(FULL.swift) };
  const folder = path.join(home, 'cash');
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
