import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { objectKey } from '../../shared/staging/object-key.ts';
import { type Bundle, bundleForDeployment } from '../bundles.ts';
import type { ColdStart } from '../cold-start-process.ts';
import { TrancheBank } from '../contenders/tranche.ts';
import type { BenchContext, Section } from '../context.ts';
import { atMost, figure, type SectionResult } from '../figures.ts';
import { firstEvent, isStarted, type Known, type StartedFunction } from '../first-events.ts';
import { alternate } from '../measure.ts';
import { VARIANT } from '../portfolios.ts';
import type { BenchService } from '../service.ts';

export const start: Section = {
  title: 'Start: each function from nothing to its first answer',
  run: measureStart,
};

const PROCESS = path.resolve(import.meta.dirname, '../cold-start-process.ts');
const MOST_MEGABYTES = 1.5;
const MOST_MS = 250;
const TIMEOUT_MS = 30_000;
/** What the functions answer from: some hundred loans. */
const SMALL_SCALE = 0.001;

async function measureStart(context: BenchContext): Promise<SectionResult> {
  const service = await context.service();
  const known = await knownTenant(context, service);
  const bundles = await bundleForDeployment(path.join(context.home, 'bundles'));
  const contenders = Object.fromEntries(
    bundles
      .filter(({ name }) => isStarted(name))
      .map((bundle) => [bundle.name, () => startOnce(bundle, service, known)]),
  ) as Record<StartedFunction, () => Promise<ColdStart>>;
  const measured = await alternate(contenders, {
    runs: context.runs,
    warmUp: !context.quick,
    onRun: (round, name, { totalMs }) => context.log(`start, ${round}: ${name} ${totalMs.toFixed(0)} ms`),
  });
  return {
    figures: bundles.flatMap(({ name, bytes }) => {
      const key = name.replaceAll('-', '_');
      const size = figure(
        `start.${key}.megabytes`,
        `${name}: bundle, minified`,
        'MB',
        bytes / 1e6,
        atMost(MOST_MEGABYTES),
      );
      if (!isStarted(name)) return [size];
      return [
        size,
        figure(
          `start.${key}.ms`,
          `${name}: import to first answer`,
          'ms',
          measured[name].map(({ totalMs }) => totalMs),
          atMost(MOST_MS),
        ),
        figure(
          `start.${key}.import_ms`,
          `${name}: of it, import`,
          'ms',
          measured[name].map(({ importMs }) => importMs),
        ),
      ];
    }),
    notes: [
      'Each start is a new Node process that imports the bundle as it is deployed and answers a real event from the running engines; the connections to them are part of it, the start of Node itself is not.',
      'A whole core of this machine does it. Lambda gives a function of 512 MB less than a third of one, but lends a full one while it starts.',
    ],
  };
}

async function knownTenant(context: BenchContext, service: BenchService): Promise<Known> {
  const bank = new TrancheBank(service, 3);
  const { log } = await bank.deliver(await context.portfolios.get(SMALL_SCALE, 0.01));
  const key = objectKey(
    {
      tenantId: bank.tenantId,
      dataset: 'loans',
      variant: VARIANT,
      fileType: 'credit',
      uploadId: log.files.credit?.upload_id ?? '',
    },
    { gzip: false },
  );
  return { tenant: service.tenant(3), syncId: log.id, objectKey: key };
}

/** @throws {Error} if the function does not answer as it should: the time of a failure says nothing */
async function startOnce({ name, file }: Bundle, service: BenchService, known: Known): Promise<ColdStart> {
  if (!isStarted(name)) throw new Error(`${name} is not started here`);
  const child = spawn(process.execPath, ['--enable-source-maps', PROCESS, file, name], {
    // As in Lambda, and nothing of ours.
    env: { ...service.environment, PATH: process.env.PATH, TZ: ':UTC' },
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
  });
  child.stdin.end(JSON.stringify(firstEvent(name, known)));
  const [said, complained, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  const last = said.trimEnd().split('\n').at(-1);
  if (code !== 0 || !last) throw new Error(`${name} did not start (${code}): ${complained.slice(-500)}`);
  const result = JSON.parse(last) as ColdStart;
  const { statusCode = 200, batchItemFailures = [] } = (result.answer ?? {}) as {
    statusCode?: number;
    batchItemFailures?: readonly unknown[];
  };
  if (statusCode !== 200 || batchItemFailures.length > 0)
    throw new Error(`${name} answered its first event with ${statusCode}`);
  return result;
}
