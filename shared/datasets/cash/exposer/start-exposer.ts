import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Answers, problem } from './answers.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { dayText } from './days.ts';
import { DEFAULT_SLOW_MS, drawFates, type Failure, type Fate, type Faults } from './faults.ts';
import { failedAnswer, sendAnswer } from './send-answer.ts';
import { PAGE_DAYS } from './windows.ts';

export interface ExposerOptions extends Faults {
  /** Where the datamaker has written its files. */
  readonly dir: string;
  /** The size that they must be of; any if left out. */
  readonly size?: string;
  /** of 127.0.0.1; 0 takes any that is free */
  readonly port: number;
  /** Amounts and rates are JSON numbers, digit by digit as in the files, instead of strings. */
  readonly numbers?: boolean;
  /** What every answer takes longer. */
  readonly latencyMs?: number;
  /** Gets lines about what went wrong without having been asked for. */
  readonly log?: (line: string) => void;
}

export interface Exposer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly size: string;
  readonly rows: DataFolder['rows'];
  /** The first and last day with payments. */
  readonly periods: Readonly<Record<'sepa' | 'swift', readonly [first: string, last: string] | undefined>>;
  /** The last 10,000, in the order in which their answers were begun. */
  requests(): readonly ServedRequest[];
  /** Cuts connections, and waits until no file is being read any more. */
  stop(): Promise<void>;
}

export interface ServedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  /** What was made of it on demand. */
  readonly faults: readonly (Failure | 'slow' | 'repeat' | 'resize')[];
}

export class PortRefused extends Error {
  override readonly name = 'PortRefused';
}

const HOST = '127.0.0.1';
const KEPT_REQUESTS = 10_000;
const NO_FATE: Fate = { failure: undefined, cutAt: 0, isSlow: false, repeated: 0, days: undefined };

/**
 * Serves what the datamaker has written. Files are read through once before it answers.
 * @throws {FilesRefused} when they cannot be served
 * @throws {PortRefused}
 * @throws {RangeError} when more than all requests would fail
 */
export async function startExposer(options: ExposerOptions): Promise<Exposer> {
  const draw = drawFates(options, PAGE_DAYS);
  const folder = await openDataFolder(options.dir, options.size);
  const answers = new Answers(folder, options.numbers ?? false);
  const served: ServedRequest[] = [];
  const running = new Set<Promise<void>>();

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url: path = '/' } = request;
    const tell = (status: number, faults: ServedRequest['faults']) => {
      served.push({ method, path, status, faults });
      if (served.length > KEPT_REQUESTS) served.shift();
    };
    const url = URL.parse(`http://${request.headers.host}${path}`);
    const asked = refusalOf(request) ?? (url ? answers.ask(method, url) : problem(404, 'No such path', NO_PATH));
    if ('status' in asked) {
      tell(asked.status, []);
      if (await pause(response, options.latencyMs)) await sendAnswer(request, response, asked, NO_FATE);
      return;
    }
    const drawn = asked.mayFail ? draw() : NO_FATE;
    // What has no body cannot be cut off.
    const hasFailure = method === 'GET' || drawn.failure === 'error' || drawn.failure === 'throttle';
    const fate = hasFailure ? drawn : { ...drawn, failure: undefined };
    const instead = failedAnswer(fate.failure, options.retryAfter);
    const { answer, oddities } = instead ? { answer: instead, oddities: [] } : await asked.answer(fate);
    tell(answer.status, [
      ...(fate.failure ? [fate.failure] : []),
      ...(fate.isSlow ? ['slow' as const] : []),
      ...oddities,
    ]);
    const slowMs = fate.isSlow ? (options.slowMs ?? DEFAULT_SLOW_MS) : 0;
    if (await pause(response, (options.latencyMs ?? 0) + slowMs)) await sendAnswer(request, response, answer, fate);
  };

  // Longer than the keep-alive of clients' pools, so that a connection is not closed under a request.
  const server = http.createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    response.on('error', () => {});
    const work = serve(request, response)
      .catch((error: unknown) => {
        options.log?.(`A request failed: ${error instanceof Error ? error.message : String(error)}`);
        response.destroy();
      })
      .finally(() => running.delete(work));
    running.add(work);
  });
  try {
    await new Promise<void>((listening, failed) => {
      server.once('error', (error: NodeJS.ErrnoException) => failed(explain(error, options.port)));
      server.listen(options.port, HOST, () => listening());
    });
  } catch (error) {
    await folder.close();
    throw error;
  }

  const periodOf = (name: 'sepa' | 'swift') => {
    const { period } = folder.days[name];
    return period && ([dayText(period[0]), dayText(period[1])] as const);
  };
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    await Promise.all(running);
    await folder.close();
  };
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    size: folder.size,
    rows: folder.rows,
    periods: { sepa: periodOf('sepa'), swift: periodOf('swift') },
    requests: () => [...served],
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

const NO_PATH = 'The address cannot be read. Ask for a path such as /ping.';

/** Names by which programs of this machine call it. */
const OWN_NAMES = new Set([HOST, 'localhost', '[::1]']);

/** Pages of other origins have no business here, also where their host name was made to lead here (DNS rebinding). */
function refusalOf({ headers: { host = '', origin, 'sec-fetch-site': site } }: IncomingMessage) {
  if (!OWN_NAMES.has(host.toLowerCase().replace(/:\d{1,5}$/, ''))) {
    return problem(403, 'Not allowed', 'The exposer answers to 127.0.0.1 and localhost only: see the Host header.');
  }
  if ((origin === undefined || origin === `http://${host}`) && site !== 'cross-site' && site !== 'same-site') {
    return undefined;
  }
  return problem(403, 'Not allowed', 'The exposer does not answer pages of other origins. Ask it from a program.');
}

/** @returns whether somebody still waits for the answer */
async function pause(response: ServerResponse, ms = 0): Promise<boolean> {
  if (ms > 0 && !response.destroyed) {
    const left = new AbortController();
    const leave = () => left.abort();
    response.once('close', leave);
    await wait(ms, undefined, { signal: left.signal }).catch(() => {});
    response.off('close', leave);
  }
  return !response.destroyed;
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new PortRefused(`Port ${port} is in use by another program. Choose another one: --port ${port + 1}`);
  }
  if (error.code === 'EACCES') return new PortRefused(`Port ${port} may not be used. Choose another one with --port.`);
  return error;
}
