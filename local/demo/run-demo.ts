import path from 'node:path';
import { type BoardOutput, ProgressBoard, type ProgressState } from '../../cli/progress-board.ts';
import { sliceName } from '../../cli/slice-options.ts';
import { recogniseFiles } from '../../shared/client/recognise-files.ts';
import { TrancheClient } from '../../shared/client/tranche-client.ts';
import { sampleSourceOf } from '../../shared/datasets/own-samples.ts';
import { tenantsFile } from '../tenants-file.ts';
import type { DemoArguments } from './arguments.ts';
import { chooseTenants, planDeliveries, writeSamples } from './deliveries.ts';
import { type Delivery, follow, type Outcome, send } from './delivery.ts';
import { runMediatorDemo } from './mediator/run-mediator-demo.ts';
import { nextSteps } from './next-steps.ts';
import { runPulledDemo } from './pulled-demo.ts';
import { isAsMade, reportOutcome } from './report.ts';
import { type DemoService, findOrStartService } from './service.ts';

export interface DemoSurroundings {
  /** The laptop's state, TRANCHE_HOME. */
  readonly home: string;
  /** What relative paths start from. */
  readonly folder: string;
  readonly output: BoardOutput;
  /** Ctrl-C. */
  readonly interrupted: AbortSignal;
}

/** Of each outcome: a report that scrolls away is not read. */
const REASONS_SHOWN = { ofFew: 5, ofMany: 3 };

/**
 * @returns the exit code: 0 when all that was sent was loaded, but for wrong rows; 1 otherwise
 * @throws {ArgumentError} for a tenant that is not there, {UnrecognisedFile} for a file that cannot be sent
 */
export async function runDemo(given: DemoArguments, surroundings: DemoSurroundings): Promise<number> {
  const { home, output, interrupted } = surroundings;
  if (given.write !== undefined) {
    const written = await writeSamples(given, path.resolve(surroundings.folder, given.write));
    output.write(`${written.join('\n')}\n`);
    return 0;
  }
  const paths = given.files.map((file) => path.resolve(surroundings.folder, file));
  const files = await recogniseFiles(paths, { slices: given.slices });
  const say = (line: string) => output.write(`${line}\n`);
  let board: ProgressBoard | undefined;
  const service = await findOrStartService(home, (line) => (board ? board.note(line) : say(line)), interrupted);
  try {
    say(service.isOurs ? `The service runs at ${service.url}` : `Using the service that runs at ${service.url}`);
    const isStopping = service.isOurs && !given.keep;
    if (given.mediator) {
      const work = mediateAll(given, { home, url: service.url, say, isStopping, interrupted });
      try {
        const works = await orInterrupted(work, service, interrupted);
        if (service.isOurs && given.keep) await keepRunning(service, say, interrupted);
        return works ? 0 : 1;
      } finally {
        // A service that goes on is not left with providers that are gone.
        if (!service.isOurs) await work.catch(() => {});
      }
    }
    if (given.pulled) {
      const works = await orInterrupted(
        pullAll(given, { home, url: service.url, output, say, isStopping }),
        service,
        interrupted,
      );
      if (service.isOurs && given.keep) await keepRunning(service, say, interrupted);
      return works ? 0 : 1;
    }
    const deliveries = planDeliveries(given, files, { url: service.url, home });
    board = new ProgressBoard(output, deliveries.map(nameOf));
    const show = showOn(board, interrupted);
    const results = await orInterrupted(deliverAll(deliveries, show, given.now), service, interrupted);
    board = undefined;

    const outcomes = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const reasons = outcomes.length > 2 ? REASONS_SHOWN.ofMany : REASONS_SHOWN.ofFew;
    for (const outcome of outcomes) for (const line of await reportOutcome(outcome, reasons)) say(line);
    results.forEach((result, index) => {
      if (result.status === 'rejected') say(`\n${nameOf(deliveries[index]!)}\n  ${String(result.reason.message)}`);
    });
    for (const line of nextSteps(outcomes, { url: service.url, home, isStopping })) say(line);
    if (service.isOurs && given.keep) await keepRunning(service, say, interrupted);
    return outcomes.length === results.length && outcomes.every(isGood) ? 0 : 1;
  } finally {
    await service.stop();
  }
}

async function keepRunning(service: DemoService, say: (line: string) => void, interrupted: AbortSignal): Promise<void> {
  say('\nThe service keeps running. Ctrl-C stops it.');
  await orInterrupted(new Promise(() => {}), service, interrupted).catch(() => {});
}

interface PullSurroundings {
  readonly isStopping: boolean;
  readonly home: string;
  readonly url: string;
  readonly output: BoardOutput;
  readonly say: (line: string) => void;
}

/** Each bank that is named, or the first one, pulls samples that are served for it. @returns whether all came as they were made */
async function pullAll(
  given: DemoArguments,
  { home, url, output, say, isStopping }: PullSurroundings,
): Promise<boolean> {
  let isGood = true;
  for (const tenant of chooseTenants(home, given.tenants, 1)) {
    for (const slice of given.slices) {
      const name = `${tenant.tenant_id} ${sliceName(slice)}`;
      const board = new ProgressBoard(output, [name]);
      const works = await runPulledDemo({
        client: new TrancheClient(url, tenant),
        slice,
        samples: sampleSourceOf(slice.contract)!,
        seed: given.seed,
        say: (line) => board.note(line),
        show: (state) => board.set(name, state),
      });
      isGood &&= works;
    }
  }
  say(`\n${whereToLook(url, 'loaded', isStopping)} ${tenantsFile(home)}`);
  return isGood;
}

const whereToLook = (url: string, done: string, isStopping: boolean): string => {
  if (!isStopping) return `To look at it: ${url}. Sign in with a key of`;
  // Without it the service that is started next has other data, and other keys.
  const start = process.env.TRANCHE_HOME ? 'npm start, with this TRANCHE_HOME,' : 'npm start';
  return `The service stops with the demo; what was ${done} stays. ${start} shows it: sign in with a key of`;
};

interface MediatorSurroundings extends Omit<PullSurroundings, 'output'> {
  readonly interrupted: AbortSignal;
}

/** Of each bank that is named, or the first one. @returns whether all came as expected */
async function mediateAll(
  given: DemoArguments,
  { home, url, say, isStopping, interrupted }: MediatorSurroundings,
): Promise<boolean> {
  let isGood = true;
  for (const tenant of chooseTenants(home, given.tenants, 1)) {
    isGood = (await runMediatorDemo({ url, tenant, say, interrupted })) && isGood;
  }
  say(`\n${whereToLook(url, 'booked', isStopping)} ${tenantsFile(home)}`);
  return isGood;
}

const nameOf = ({ client, slice }: Delivery): string => `${client.tenantId} ${sliceName(slice)}`;

const isGood = (outcome: Outcome): boolean =>
  Object.values(outcome.uploads).every(({ status }) => status === 'LOADED') &&
  outcome.syncs.every(({ status }) => status === 'COMPLETED') &&
  (outcome.sample === undefined || isAsMade(outcome, outcome.sample));

type Show = (delivery: Delivery, state: ProgressState) => void;

/** After Ctrl-C what is under way fails because the service stops: that is no news. */
const showOn =
  (board: ProgressBoard, interrupted: AbortSignal): Show =>
  (delivery, state) => {
    if (!interrupted.aborted) board.set(nameOf(delivery), state);
  };

/** Sends one after the other, and follows all that were sent at the same time. */
async function deliverAll(
  deliveries: readonly Delivery[],
  showAny: Show,
  now: boolean,
): Promise<PromiseSettledResult<Outcome>[]> {
  const followed: Promise<PromiseSettledResult<Outcome>>[] = [];
  for (const delivery of deliveries) {
    const show = (state: ProgressState) => showAny(delivery, state);
    const succeeded = (value: Outcome) => ({ status: 'fulfilled', value }) as const;
    const failed = (reason: unknown) => {
      show({ status: 'ERROR' });
      return { status: 'rejected', reason } as const;
    };
    try {
      const sent = await send(delivery, show);
      followed.push(follow(delivery, sent, { now, show }).then(succeeded, failed));
    } catch (error) {
      followed.push(Promise.resolve(failed(error)));
    }
  }
  return Promise.all(followed);
}

/** The result of some work, unless Ctrl-C or the end of our service comes first. */
function orInterrupted<Result>(work: Promise<Result>, service: DemoService, interrupted: AbortSignal): Promise<Result> {
  const ended = service.ended.then((): never => {
    throw new Error('The service has ended. Its logs are in .local/logs.');
  });
  const aborted = new Promise<never>((_, reject) => {
    const stop = () => reject(new Error('interrupted'));
    if (interrupted.aborted) stop();
    interrupted.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work, ended, aborted]);
}
