// npm run test:e2e: the black-box suite, or some files of it, against BASE_URL, or against an emulator with the app deployed
// into it. -- --help shows its arguments.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { holdGroup } from '../../local/processes/group.ts';
import { DeployFailure } from '../../scripts/deploy-local/failure.ts';
import { checkForgotten, checkIam, checkUpgrade, stagingSettings, syncQueueUrl } from './deployment-checks.ts';
import { EMULATOR_NAMES, type EmulatorName, installEmulator } from './emulators.ts';
import { exceptionsOn, FORGOTTEN_SETTINGS } from './exceptions.ts';
import { judge } from './outcome.ts';
import { type Surroundings, startSurroundings } from './surroundings.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const USAGE = `npm run test:e2e [-- --emulator ${EMULATOR_NAMES.join('|')}] [--if-possible] [files …]

  --emulator NAME   which one the app is deployed into (default: the first that can be installed here)
  --if-possible     where none can be installed, that is no failure
  files             of tests/api, by a part of their names: schedule isolation (default: all)

With BASE_URL and TENANTS_FILE the suite runs against that deployment. Logs: .local/e2e/<emulator>/`;
const { wish, isOptional, files: FILES } = readArguments();
/** Several times what it takes on two cores that are free. */
const TIME_LIMIT_MS = 30 * 60_000;

// As in Lambda.
process.env.TZ = 'UTC';
let running: Surroundings | undefined;
let endSuite = (): void => {};
let ending: Promise<never> | undefined;
const startedAt = Date.now();
const say = (line: string): void =>
  console.error(`[${((Date.now() - startedAt) / 1000).toFixed(0).padStart(3)} s] ${line}`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end(130));
setTimeout(() => {
  console.error(`test:e2e: not finished after ${TIME_LIMIT_MS / 60_000} minutes; given up.`);
  void end(1);
}, TIME_LIMIT_MS).unref();

try {
  await end(process.env.BASE_URL ? await runSuite({}) : await onEmulator());
} catch (error) {
  // Once it ends, everything fails.
  if (!ending) console.error(error instanceof DeployFailure ? error.message : error);
  await end(1);
}

async function onEmulator(): Promise<number> {
  const emulator = installEmulator(wish, path.join(ROOT, '.local'), (line) => console.error(`test:e2e: ${line}`));
  if (!emulator) {
    console.error('test:e2e: NOT RUN, for want of an emulator.');
    return isOptional ? 0 : 1;
  }
  const { name, title } = emulator;
  const logs = path.join(ROOT, '.local/e2e', name);
  rmSync(logs, { recursive: true, force: true });
  mkdirSync(logs, { recursive: true });
  say(`${title}${wish ? '' : ' (the default)'}, Postgres and ClickHouse are starting; logs: ${logs}`);
  running = await startSurroundings({ emulator, logs, say });
  const { databases, region } = running;
  const { endpoint, enforcesIam } = running.emulator;
  const deployment = await running.deploy();
  const faults = [
    ...checkForgotten(deployment, FORGOTTEN_SETTINGS[name]),
    ...(enforcesIam ? await checkIam({ endpoint, region }) : []),
  ];

  say(`black-box suite against ${deployment.baseUrl}`);
  const report = path.join(logs, 'results.json');
  const code = await runSuite(
    {
      ...databases,
      BASE_URL: deployment.baseUrl,
      KEY_PEPPER: deployment.pepper,
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      SYNC_QUEUE_URL: syncQueueUrl(deployment),
      ...stagingSettings(deployment),
    },
    ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  );
  const exceptions = exceptionsOn(name);
  const outcome = judge(report, ROOT, exceptions, FILES.length === 0);
  faults.push(...outcome.faults);

  say('a second deployment, as an upgrade');
  faults.push(...(await checkUpgrade(running, deployment)));

  for (const { test, reason } of exceptions) console.error(`  does not apply: ${test}: ${reason}`);
  for (const fault of faults) console.error(`  FAULT: ${fault}`);
  say(`${title}: ${outcome.passed} tests passed, ${outcome.left} do not apply`);
  return code === 0 && faults.length === 0 ? 0 : 1;
}

function readArguments(): { wish: EmulatorName | undefined; isOptional: boolean; files: string[] } {
  try {
    const { values, positionals } = parseArgs({
      options: {
        emulator: { type: 'string' },
        'if-possible': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
      allowPositionals: true,
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    const named = EMULATOR_NAMES.find((name) => name === values.emulator);
    if (values.emulator !== undefined && !named) throw new Error(`there is no emulator "${values.emulator}"`);
    return { wish: named, isOptional: values['if-possible'], files: positionals };
  } catch (error) {
    console.error(`test:e2e: ${(error as Error).message}.\n\n${USAGE}`);
    process.exit(2);
  }
}

/** The tests of tests/api, in a process of their own. */
async function runSuite(settings: Record<string, string>, args: readonly string[] = []): Promise<number> {
  const suite = spawn(
    process.execPath,
    [path.join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'api', ...FILES, ...args],
    { cwd: ROOT, env: { ...process.env, ...settings }, stdio: ['ignore', 'inherit', 'inherit'], detached: true },
  );
  endSuite = holdGroup(suite);
  const [code] = (await once(suite, 'exit')) as [number | null];
  return code ?? 1;
}

/** Stops all that was started, and ends; the first reason to end is the one that counts. */
function end(code: number): Promise<never> {
  ending ??= (async () => {
    endSuite();
    await running?.stop();
    process.exit(code);
  })();
  return ending;
}
