// npm run test:e2e [-- --if-possible] [files …]: the black-box suite, or those files of it, against BASE_URL, or against
// MiniStack with the app deployed into it.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { CannotInstall, installMiniStack, MINISTACK_VERSION } from '../../local/ministack/install.ts';
import { holdGroup } from '../../local/processes/group.ts';
import { DeployFailure } from '../../scripts/deploy-local/failure.ts';
import { checkForgotten, checkIam, checkUpgrade, syncQueueUrl } from './deployment-checks.ts';
import { LAPTOP_ONLY } from './exceptions.ts';
import { judge } from './outcome.ts';
import { type Surroundings, startSurroundings } from './surroundings.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const STATE = path.join(ROOT, '.local/e2e');
const FILES = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
/** Several times what it takes on two cores that are free. */
const TIME_LIMIT_MS = 20 * 60_000;

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
  await end(process.env.BASE_URL ? await runSuite({}) : await onMiniStack());
} catch (error) {
  // Once it ends, everything fails.
  if (!ending) console.error(error instanceof DeployFailure ? error.message : error);
  await end(1);
}

async function onMiniStack(): Promise<number> {
  let program: string;
  try {
    program = installMiniStack(path.join(ROOT, '.local/ministack'));
  } catch (error) {
    if (!(error instanceof CannotInstall)) throw error;
    const isOptional = process.argv.includes('--if-possible');
    console.error(`test:e2e: NOT RUN. MiniStack ${MINISTACK_VERSION} cannot be installed here: ${error.message}.`);
    return isOptional ? 0 : 1;
  }
  rmSync(STATE, { recursive: true, force: true });
  mkdirSync(STATE, { recursive: true });
  say(`MiniStack ${MINISTACK_VERSION}, Postgres and ClickHouse are starting; logs: ${STATE}`);
  // Its certificate is made by that program.
  const enforceIam = spawnSync('openssl', ['version']).status === 0;
  if (!enforceIam) say('IAM is NOT enforced: it takes TLS, and there is no openssl on this machine');
  running = await startSurroundings({ program, logs: STATE, enforceIam, say });
  const { databases, endpoint, region } = running;
  const deployment = await running.deploy();
  const faults = [...checkForgotten(deployment), ...(enforceIam ? await checkIam({ endpoint, region }) : [])];

  say(`black-box suite against ${deployment.baseUrl}`);
  const report = path.join(STATE, 'results.json');
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
    },
    ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  );
  const outcome = judge(report, ROOT, FILES.length === 0);
  faults.push(...outcome.faults);

  say('a second deployment, as an upgrade');
  faults.push(...(await checkUpgrade(running, deployment)));

  for (const { test, reason } of LAPTOP_ONLY) console.error(`  laptop only: ${test}: ${reason}`);
  for (const fault of faults) console.error(`  FAULT: ${fault}`);
  say(`${outcome.passed} tests passed, ${outcome.left} do not apply`);
  return code === 0 && faults.length === 0 ? 0 : 1;
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
