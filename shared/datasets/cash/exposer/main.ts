/** `npm run exposer`: the files of the datamaker as an API that can be made to fail, until Ctrl-C. */
import path from 'node:path';
import { ArgumentError } from '../../../domain/command-options.ts';
import { type ExposerArguments, HELP, readArguments } from './arguments.ts';
import { shown } from './data-folder.ts';
import type { Faults } from './faults.ts';
import { FilesRefused } from './refusal.ts';
import { type Exposer, PortRefused, startExposer } from './start-exposer.ts';

const PARENT_CHECK_MS = 500;
let isReady = false;
/** At once: nothing is being written that could be left half done. */
const end = () => process.exit(isReady ? 0 : 130);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
// When npm is killed without a word, this process is handed to another parent.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) end();
}, PARENT_CHECK_MS).unref();

try {
  const given = readArguments(process.argv.slice(2));
  if (given === undefined) process.stdout.write(HELP);
  else await serve(given);
} catch (error) {
  if (error instanceof ArgumentError) {
    console.error(`${error.message}\nnpm run exposer -- --help says more.`);
    process.exit(2);
  }
  const isTold = error instanceof FilesRefused || error instanceof PortRefused;
  console.error(isTold || !(error instanceof Error) ? String((error as Error).message ?? error) : error.stack);
  process.exit(1);
}

async function serve({ dir, size, port, numbers, latencyMs, faults }: ExposerArguments): Promise<void> {
  // npm runs scripts in the repository's folder; paths are meant where the command was typed.
  const folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), dir);
  console.log(`Reading ${folder} …`);
  const exposer = await startExposer({
    ...faults,
    dir: folder,
    port,
    numbers,
    latencyMs,
    ...(size !== undefined && { size }),
    log: (line) => console.error(line),
  });
  isReady = true;
  console.log(
    [`The exposer is ready at ${exposer.url}`, ...contents(exposer), ...failing(faults, latencyMs)].join('\n'),
  );
  console.log(`\nTry: curl -i '${exposer.url}/${example(exposer)}'\nCtrl-C ends it.`);
}

function counted(count: number, one: string, other: string): string {
  return `${shown(count)} ${count === 1 ? one : other}`;
}

function contents({ size, rows, periods }: Exposer): string[] {
  const payments = (name: 'sepa' | 'swift') => {
    const period = periods[name];
    return `  /${name.padEnd(16)}${counted(rows[name], 'payment', 'payments')}${period ? `, ${period[0]} to ${period[1]}` : ''}`;
  };
  return [
    `It serves size ${size}:`,
    `  /company_info    ${counted(rows.company, 'company', 'companies')}`,
    `  /exchange_rates  ${counted(rows.exchange_rate, 'currency', 'currencies')}`,
    payments('sepa'),
    payments('swift'),
  ];
}

function failing(faults: Required<Faults>, latencyMs: number): string[] {
  const kinds = [
    ['crash', faults.crashRate],
    [`are answered 429 with Retry-After: ${faults.retryAfter}`, faults.throttleRate],
    ['are garbled', faults.garbleRate],
    [`are ${shown(faults.slowMs)} ms late`, faults.slowRate],
    ['repeat rows of the next page', faults.repeatRate],
    ['have one to five days', faults.resizeRate],
  ] as const;
  const chosen = kinds
    .filter(([, rate]) => rate > 0)
    .map(([what, rate]) => `${Number((rate * 100).toFixed(4))} % ${what}`);
  return [
    ...(chosen.length > 0 ? [`Of requests, by seed ${faults.seed}: ${chosen.join(', ')}.`] : []),
    ...(latencyMs > 0 ? [`Every answer takes ${shown(latencyMs)} ms longer.`] : []),
  ];
}

function example({ periods: { swift } }: Exposer): string {
  if (swift === undefined) return 'swift';
  const [from] = swift;
  const next = new Date(Date.parse(from) + 86_400_000).toISOString().slice(0, 10);
  return `swift?from=${from}&to=${next}`;
}
