/** `npm run bench`: measures the service against its goals and against others, and reports. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BenchArguments, readArguments, type SectionName, USAGE, UsageError } from './arguments.ts';
import type { BenchContext, Section } from './context.ts';
import { describeSetting, engineVersion, type Setting } from './machine.ts';
import { timed } from './measure.ts';
import { bytesAt, freeBytes, Portfolios } from './portfolios.ts';
import { drawChart, type FinishedSection, jsonLine, table, writeCharts, writeResults } from './report.ts';
import { bounds } from './sections/bounds.ts';
import { breakdown } from './sections/breakdown.ts';
import { ofCash } from './sections/cash.ts';
import { derive } from './sections/derive.ts';
import { hooks } from './sections/hooks.ts';
import { load } from './sections/load.ts';
import { neighbours } from './sections/neighbours.ts';
import { parts } from './sections/parts.ts';
import { reading } from './sections/reading.ts';
import { requests } from './sections/requests.ts';
import { ofSales } from './sections/sales.ts';
import { scale } from './sections/scale.ts';
import { small } from './sections/small.ts';
import { start } from './sections/start.ts';
import { streams } from './sections/streams.ts';
import { BenchService } from './service.ts';

const SECTIONS: Readonly<Record<SectionName, Section>> = {
  load,
  scale,
  breakdown,
  derive,
  cash: ofCash,
  sales: ofSales,
  reading,
  small,
  requests,
  start,
  parts,
  bounds,
  neighbours,
  streams,
  hooks,
};
/** Files of three kinds, staged copies, batches, DuckDB: without the tenfold files, which look for themselves. */
const DISK_PER_BYTE = 15;

const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const relative = (file: string): string => path.relative(process.cwd(), file);

// As in Lambda, and for dates of the contenders.
process.env.TZ = 'UTC';
try {
  const args = readArguments(process.argv.slice(2));
  if (args === 'help') console.log(USAGE);
  else if (args.chart !== undefined) console.log(`Drawn: ${relative(drawChart(args.chart))}`);
  else process.exitCode = await bench(args);
} catch (error) {
  if (error instanceof UsageError) log(`${error.message}\n\n${USAGE}`);
  else log(error instanceof Error ? `The benchmark failed: ${error.message}` : String(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}

/** @returns the exit code: 0 also where a goal is not met, because that is a finding and no failure */
async function bench(args: BenchArguments): Promise<number> {
  const home = await openHome(args);
  let starting: Promise<BenchService> | undefined;
  let clickhouse: string | undefined;
  const noted = async (started: Promise<BenchService>): Promise<BenchService> => {
    clickhouse ??= await engineVersion(await started);
    return started;
  };
  const cleanUp = async () => {
    await starting?.then((service) => service.stop()).catch(() => {});
    rmSync(home, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void cleanUp().finally(() => process.exit(130)));
  }
  try {
    const context: BenchContext = {
      scale: args.scale,
      runs: args.runs,
      quick: args.quick,
      before: args.before,
      home,
      log,
      portfolios: new Portfolios(path.join(home, 'portfolios'), log),
      service: () => {
        starting ??= BenchService.start(path.join(home, 'service'));
        return noted(starting);
      },
      ownService: (name) => noted(BenchService.start(path.join(home, name))),
    };
    let setting: Setting = describeSetting(args);
    const finished: FinishedSection[] = [];
    for (const name of args.only) {
      const { title, run } = SECTIONS[name];
      const { seconds, value } = await timed(() => run(context));
      log(`${name}: took ${seconds.toFixed(0)} s`);
      finished.push({ title, ...value });
    }
    if (clickhouse !== undefined) setting = { ...setting, versions: { ...setting.versions, clickhouse } };
    console.log(table(setting, finished, { showsDetails: args.trace }));
    const result = writeResults(setting, finished);
    console.log(`\nEvery figure is in ${relative(result)}`);
    for (const chart of writeCharts(result, setting, finished)) console.log(`The load as a chart: ${relative(chart)}`);
    if (args.json) console.log(jsonLine(setting, finished));
    return 0;
  } finally {
    await cleanUp();
  }
}

/** @throws {UsageError} for a folder that holds something: it would be removed */
async function openHome({ home, scale: size }: BenchArguments): Promise<string> {
  if (home !== undefined && existsSync(home) && readdirSync(home).length > 0) {
    throw new UsageError(`--home ${home} is not empty: the benchmark removes it at the end`);
  }
  const folder = home === undefined ? mkdtempSync(path.join(os.tmpdir(), 'tranche-bench-')) : path.resolve(home);
  mkdirSync(folder, { recursive: true });
  const needed = bytesAt(size) * DISK_PER_BYTE;
  const free = await freeBytes(folder);
  if (free < needed) {
    rmSync(folder, { recursive: true, force: true });
    const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
    throw new UsageError(
      `${folder} has ${gigabytes(free)} GB free and ${gigabytes(needed)} GB are needed: choose another --home or a smaller --scale`,
    );
  }
  return folder;
}
