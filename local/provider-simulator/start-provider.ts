import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProviderType } from '../../shared/domain/provider.ts';
import { refusalByEngine } from '../loopback/browser-page.ts';
import { eventType, type Job, jobBody, ProviderState, toldOf } from './provider-state.ts';
import { isScenario, SCENARIO_NAMES, type Scenario, scenarioOf } from './scenarios.ts';
import { makeWebhook, type SentWebhook, sendWebhook, type WebhookTarget } from './webhook-sender.ts';

export interface ProviderOptions {
  readonly type: ProviderType;
  /** of 127.0.0.1; 0 takes any that is free */
  readonly port: number;
  /** What becomes of requests that do not say so themselves. */
  readonly scenario?: Scenario;
  readonly webhook?: WebhookTarget;
  readonly lateMs?: number;
  /** How long what is under way takes. */
  readonly settleMs?: number;
  /** Whose requests are answered; any with a key if left out. */
  readonly apiKeys?: readonly string[];
  /** Gets a line for each request and webhook. */
  readonly log?: (line: string) => void;
}

export interface ServedRequest {
  readonly method: string;
  readonly path: string;
  /** 0 where none was given. */
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** Parsed; undefined where there was none. */
  readonly body: unknown;
}

export interface SimulatedProvider extends AsyncDisposable {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** In the order in which they came. */
  requests(): readonly ServedRequest[];
  /** Attempts to send webhooks, in the order in which they ended. */
  webhooks(): readonly SentWebhook[];
  /** What it has carried out, or has under way. */
  jobs(): readonly Job[];
  sendWebhooksTo(target: WebhookTarget | undefined): void;
  setScenario(scenario: Scenario): void;
  /** Gives money back without having been asked, and tells of it. @returns false where it knows no such payment */
  refundByItself(transactionId: string, amount: string): boolean;
  stop(): Promise<void>;
}

export class PortRefused extends Error {
  override readonly name = 'PortRefused';
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const HOST = '127.0.0.1';
const MOST_BYTES = 256 * 1024;
const KEPT_REQUESTS = 10_000;
/** Nobody waits longer for what never comes. */
const NEVER_MS = 120_000;

/**
 * A provider to try things out with: the HTTP interface that the adapter `sandbox` speaks with, on 127.0.0.1, which does as it is
 * told. What it knows is gone when it stops.
 * @throws {PortRefused}
 */
export async function startProvider(options: ProviderOptions): Promise<SimulatedProvider> {
  const { type, lateMs = 2000, settleMs = 500, apiKeys, log = () => {} } = options;
  const state = new ProviderState();
  const ended = new AbortController();
  const served: ServedRequest[] = [];
  const sent: SentWebhook[] = [];
  const running = new Set<Promise<void>>();
  let { scenario = 'succeed', webhook: target } = options;

  const run = (work: Promise<void>): void => {
    const done = work.catch(() => {}).finally(() => running.delete(done));
    running.add(done);
  };
  const wait = (ms: number) => sleep(ms, undefined, { signal: ended.signal });

  const send = (
    type: string,
    data: Record<string, unknown>,
    { isWronglySigned = false, times = 1 } = {},
  ): Promise<void> => {
    if (target === undefined) return Promise.resolve();
    const to = target;
    const webhook = makeWebhook(type, data);
    const note = (one: SentWebhook) => {
      sent.push(one);
      log(`webhook ${one.type} ${one.id}: ${one.status === 0 ? 'nobody answers' : one.status}`);
    };
    const each = Array.from({ length: times }, () => sendWebhook(webhook, to, ended.signal, note, { isWronglySigned }));
    return Promise.all(each).then(() => undefined);
  };
  const tell = (job: Job, how: Parameters<typeof send>[2] = {}) => send(eventType(type, job), toldOf(job), how);

  const done = (job: Job, isDeclined = false): void => {
    const [good, bad] =
      job.kind === 'verification' ? (['approved', 'rejected'] as const) : (['succeeded', 'declined'] as const);
    job.status = isDeclined ? bad : good;
  };

  /** What is done later, and told then. */
  async function settle(job: Job, scenario: Scenario): Promise<void> {
    const before = toldOf(job);
    const begun = eventType(type, job);
    await wait(settleMs);
    done(job);
    if (scenario === 'bad-signature') return tell(job, { isWronglySigned: true });
    await tell(job);
    if (scenario === 'out-of-order') await send(begun, before);
  }

  /** @returns undefined where there is to be no answer */
  async function create(job: Job, scenario: Scenario): Promise<Reply | undefined> {
    switch (scenario) {
      case 'pending':
      case 'out-of-order':
      case 'bad-signature':
        run(settle(job, scenario));
        return { status: 202, body: jobBody(job) };
      case 'decline':
        done(job, true);
        run(tell(job));
        return { status: job.kind === 'verification' ? 201 : 402, body: jobBody(job) };
      default:
        done(job);
        run(tell(job, { times: scenario === 'twice' ? 2 : 1 }));
        if (scenario === 'timeout') return undefined;
        if (scenario === 'late') await wait(lateMs);
        return { status: 201, body: jobBody(job) };
    }
  }

  async function post(path: string, body: unknown, key: string | undefined): Promise<Reply | undefined> {
    const asked = jobAsked(path, body);
    if (asked === undefined) return refusal(404, 'not_found', `There is nothing at POST ${path}.`);
    if (typeof asked === 'string') return refusal(400, 'invalid_request', asked);
    const what = scenarioOf(body, scenario);
    if (what === 'down') return refusal(503, 'unavailable', 'The simulator was told to be down.');
    if (key === undefined) return refusal(400, 'no_idempotency_key', 'Send an Idempotency-Key.');
    const known = state.known(key, JSON.stringify(body));
    if (known === 'conflict') return refusal(409, 'key_reused', 'This Idempotency-Key came with another request.');
    if (known !== undefined) return { status: 200, body: jobBody(known) };
    if (asked.kind === 'refund') {
      const original = state.find(asked.of?.id ?? '') ?? state.find(asked.of?.reference ?? '');
      if (original?.status !== 'succeeded') {
        return refusal(422, 'not_refundable', 'There is no such payment that was carried out.');
      }
      const of = { id: original.id, reference: original.reference };
      return create(state.add(key, JSON.stringify(body), { ...asked, of }), what);
    }
    return create(state.add(key, JSON.stringify(body), asked), what);
  }

  function get(path: string): Reply {
    if (path === '/health') return { status: 200, body: { status: 'ok', type, scenario } };
    const [, id] = /^\/v1\/(?:payments|refunds|verifications)\/([^/]+)$/.exec(path) ?? [];
    const job = id === undefined ? undefined : state.find(decodeURIComponent(id));
    return job ? { status: 200, body: jobBody(job) } : refusal(404, 'not_found', 'There is nothing at this address.');
  }

  function put(path: string, body: unknown): Reply {
    const given = (body ?? {}) as { url?: unknown; secret?: unknown; legacy?: unknown; scenario?: unknown };
    if (
      path === '/v1/webhook' &&
      typeof given.url === 'string' &&
      URL.canParse(given.url) &&
      typeof given.secret === 'string'
    ) {
      target = { url: given.url, secret: given.secret, isLegacy: given.legacy === true };
      return { status: 200, body: { url: given.url, legacy: given.legacy === true } };
    }
    if (path === '/v1/scenario' && isScenario(given.scenario)) {
      scenario = given.scenario;
      return { status: 200, body: { scenario } };
    }
    return refusal(
      400,
      'invalid_request',
      `PUT /v1/webhook takes {"url", "secret", "legacy"?}, PUT /v1/scenario {"scenario"}: one of ${SCENARIO_NAMES.join(', ')}.`,
    );
  }

  async function answerTo(request: IncomingMessage, path: string, body: unknown): Promise<Reply | undefined> {
    const refused = refusalByEngine(request);
    if (refused !== undefined) return refusal(403, 'forbidden', refused);
    const { method = 'GET', headers } = request;
    if (method === 'PUT') return put(path, body);
    if (scenario === 'down') return refusal(503, 'unavailable', 'The simulator was told to be down.');
    const apiKey = headers['x-api-key'];
    const isKnown = typeof apiKey === 'string' && (apiKeys === undefined || apiKeys.includes(apiKey));
    if (path !== '/health' && !isKnown) return refusal(401, 'unauthorized', 'Send a known key as X-Api-Key.');
    if (method === 'GET') return get(path);
    if (method === 'POST') return post(path, body, headers['idempotency-key'] as string | undefined);
    return refusal(405, 'method_not_allowed', `${method} is not answered here.`);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = request;
    const path = URL.parse(request.url ?? '/', `http://${HOST}`)?.pathname ?? '/';
    const body = await jsonOf(request);
    const reply =
      body === UNREADABLE
        ? refusal(400, 'invalid_request', 'The body is no JSON.')
        : await answerTo(request, path, body);
    served.push({ method, path, status: reply?.status ?? 0, headers, body });
    if (served.length > KEPT_REQUESTS) served.shift();
    log(`${method} ${path}: ${reply?.status ?? 'no answer'}`);
    if (reply === undefined) {
      await Promise.race([once(response, 'close'), wait(NEVER_MS)]);
      response.destroy();
      return;
    }
    const text = JSON.stringify(reply.body);
    response.writeHead(reply.status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
    });
    response.end(text);
  }

  // Longer than the keep-alive of clients' pools, so that a connection is not closed under a request.
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    response.on('error', () => {});
    run(serve(request, response).catch(() => void response.destroy()));
  });
  await listening(server, options.port);

  let stopped: Promise<void> | undefined;
  const stop = async () => {
    ended.abort();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    await Promise.all(running);
  };
  const stopOnce = () => {
    stopped ??= stop();
    return stopped;
  };
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    requests: () => [...served],
    webhooks: () => [...sent],
    jobs: () => state.jobs,
    sendWebhooksTo: (to) => {
      target = to;
    },
    setScenario: (to) => {
      scenario = to;
    },
    refundByItself(transactionId, amount) {
      const original = state.find(transactionId);
      if (original === undefined) return false;
      const { id, reference, currency } = original;
      const data = { transaction_id: id, reference, refund_id: null, status: 'succeeded', amount, currency };
      run(send(`${type}.refund`, data));
      return true;
    },
    stop: stopOnce,
    [Symbol.asyncDispose]: stopOnce,
  };
}

/** What a request asks for; or what it lacks; undefined for an address that is none. */
function jobAsked(path: string, body: unknown): Omit<Job, 'reference'> | string | undefined {
  const given = (body ?? {}) as Readonly<Record<string, unknown>>;
  const text = (name: string): string | null => (typeof given[name] === 'string' ? (given[name] as string) : null);
  const common = { amount: text('amount'), currency: text('currency'), of: null, status: 'pending', type: '' } as const;
  switch (path) {
    case '/v1/payments': {
      const id = text('transaction_id');
      if (id === null || common.amount === null || common.currency === null) {
        return 'A payment has transaction_id, amount and currency, as texts.';
      }
      return { ...common, kind: 'payment', id, type: text('type') ?? 'payment' };
    }
    case '/v1/refunds': {
      const id = text('refund_id');
      if (id === null || common.amount === null) return 'A refund has refund_id, transaction_id and amount, as texts.';
      return { ...common, kind: 'refund', id, of: { id: text('transaction_id'), reference: text('reference') } };
    }
    case '/v1/verifications': {
      const id = text('request_id');
      if (id === null) return 'A verification has request_id, as text.';
      return { ...common, kind: 'verification', id, type: text('verification_type') ?? '' };
    }
    default:
      return undefined;
  }
}

const refusal = (status: number, code: string, message: string): Reply => ({ status, body: { code, message } });

const UNREADABLE = Symbol('unreadable');

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request) {
    bytes += (piece as Buffer).length;
    if (bytes > MOST_BYTES) return UNREADABLE;
    pieces.push(piece as Buffer);
  }
  if (bytes === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    return UNREADABLE;
  }
}

const listening = (server: ReturnType<typeof createServer>, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, port)));
    server.listen(port, HOST, () => resolve());
  });

function explained(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new PortRefused(`Port ${port} is in use by another program. Choose another one: --port ${port + 1}`);
  }
  if (error.code === 'EACCES') return new PortRefused(`Port ${port} may not be used. Choose another one with --port.`);
  return error;
}
