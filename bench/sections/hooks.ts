import { createHmac, randomUUID } from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext, Section } from '../context.ts';
import { atMost, figure, percentile, type SectionResult } from '../figures.ts';

export const hooks: Section = {
  title: "Providers' webhooks: 100 a second for half a minute, a twentieth of them sent twice, applied meanwhile",
  run: measureHooks,
};

const RATE = 100;
const SECONDS = 30;
/** Every so many-th is one of a second ago, sent again. */
const AGAIN = 20;
/** Every so many-th gives back a cent of a payment: what is applied twice, or not at all, is seen in the money. */
const REFUND = 4;
const PAYMENTS = 20;
/** As many connections as a provider's pool has. */
const CONNECTIONS = 50;
const PATIENCE_MS = 120_000;
const CODE = 'BENCH';

interface Taken {
  readonly ms: number;
  readonly status: number;
  readonly isDuplicate: boolean;
}

interface Sent {
  readonly id: string;
  readonly body: string;
  readonly isRefund: boolean;
}

type Call = <T>(path: string, body?: object) => Promise<T>;

async function measureHooks({ scale, service: started }: BenchContext): Promise<SectionResult> {
  const service = await started();
  const tenant = service.tenant(1);
  const call: Call = (path, body) => answerOf(`${service.url}${path}`, tenant.api_key, body);
  await using provider = await patientProvider();
  const secret = await makeProvider(call, provider.url);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const send = (hook: Sent, due?: number) =>
    sendHook(agent, `${service.url}/hooks/${tenant.tenant_id}/${CODE}`, secret, hook, due);

  const payments = await makePayments(call);
  // Processes start and connections open with these.
  for (const transaction_id of payments) {
    await send(hookOf('payment.success', { transaction_id, status: 'succeeded' }));
  }
  const before = await settled(call);

  const count = Math.max(RATE, Math.round(RATE * SECONDS * scale));
  const sent: Sent[] = [];
  const answers: Promise<Taken>[] = [];
  const begun = performance.now();
  for (let at = 0; at < count; at++) {
    const due = begun + (at * 1000) / RATE;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    const isAgain = at % AGAIN === AGAIN - 1 && at >= RATE;
    const transaction_id = payments[at % PAYMENTS];
    const hook = isAgain
      ? sent[at - RATE]!
      : at % REFUND === 0
        ? hookOf('payment.refund', { transaction_id, amount: '0.01', currency: 'EUR', status: 'succeeded' })
        : hookOf('bank.statement', { statement: at });
    sent.push(hook);
    answers.push(send(hook, due));
  }
  const taken = await Promise.all(answers);
  const answeredMs = performance.now() - begun;
  const after = await settled(call);
  const appliedMs = performance.now() - begun;
  agent.destroy();

  const distinct = new Map(sent.map((hook) => [hook.id, hook]));
  const refunds = [...distinct.values()].filter(({ isRefund }) => isRefund).length;
  const lost = distinct.size - (after.completed - before.completed);
  const times = taken.map(({ ms }) => ms);
  const duplicates = taken.filter(({ isDuplicate }) => isDuplicate).length;
  const given = await givenBack(call, payments);
  return {
    figures: [
      figure('hooks.p50', 'from when a webhook is due to be sent to its answer, p50', 'ms', percentile(times, 0.5)),
      figure('hooks.p95', 'the same, p95', 'ms', percentile(times, 0.95), atMost(200)),
      figure('hooks.p99', 'the same, p99', 'ms', percentile(times, 0.99)),
      figure('hooks.applied', 'from the first one until all are applied', 's', appliedMs / 1000),
      figure('hooks.lost', 'lost, refused, or not applied', 'events', Math.abs(lost), atMost(0)),
      figure(
        'hooks.twice',
        'refunds that were booked twice, or not at all',
        'events',
        Math.abs(given - refunds),
        atMost(0),
      ),
    ],
    notes: [
      `${count} sent in ${(answeredMs / 1000).toFixed(1)} s, ${count - distinct.size} of them again; ${duplicates} were answered as duplicates, ${refunds} gave a cent back.`,
    ],
  };
}

const hookOf = (type: string, data: object): Sent => ({
  id: randomUUID(),
  body: JSON.stringify({ type, timestamp: new Date().toISOString(), data }),
  isRefund: type === 'payment.refund',
});

/** @param due when it should have been sent: waiting to be sent counts */
function sendHook(agent: Agent, url: string, secret: string, hook: Sent, due = performance.now()): Promise<Taken> {
  const { id, body } = hook;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${digest}`,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: 'POST', headers });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => {
        const ms = performance.now() - due;
        const { duplicate = false } = JSON.parse(Buffer.concat(pieces).toString()) as { duplicate?: boolean };
        resolve({ ms, status: response.statusCode ?? 0, isDuplicate: duplicate });
      });
    });
    sent.end(body);
  });
}

async function answerOf<T>(url: string, apiKey: string, body?: object): Promise<T> {
  const response = await fetch(url, {
    headers: { Authorization: `Api-Key ${apiKey}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** Takes whatever it is asked for, and tells what became of it by webhooks alone. */
async function patientProvider(): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer((message, response) => {
    message.resume();
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"pending"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @returns its webhook secret */
async function makeProvider(call: Call, api_base_url: string): Promise<string> {
  const { webhook_secret } = await call<{ webhook_secret: string }>('/api/providers', {
    code: CODE,
    name: 'Bench',
    provider_type: 'payment',
    adapter: 'sandbox',
    api_base_url,
    supported_currencies: ['EUR'],
    settings: {
      success_url: 'https://shop.example',
      cancel_url: 'https://shop.example',
      webhook_events: ['payment.success'],
    },
  });
  return webhook_secret;
}

/** @returns the ids of payments that are under way with the provider */
async function makePayments(call: Call): Promise<string[]> {
  const { account_id } = await call<{ account_id: string }>('/api/accounts', { owner: 'bench', currency: 'EUR' });
  const transact = (body: object) =>
    call<{ transaction_id: string }>('/api/transactions', { currency: 'EUR', ...body }).then(
      (made) => made.transaction_id,
    );
  const deposit = { transaction_type: 'deposit', amount: '2000', source_system: 'desk', target_account: account_id };
  await call(`/api/transactions/${await transact(deposit)}/complete`, {});
  const payment = { transaction_type: 'payment', amount: '100', source_account: account_id, target_system: 'shop' };
  const made: string[] = [];
  for (let at = 0; at < PAYMENTS; at++) made.push(await transact({ ...payment, provider: CODE }));
  return made;
}

/** In cents. */
async function givenBack(call: Call, payments: readonly string[]): Promise<number> {
  let cents = 0;
  for (const id of payments) {
    const { refunded_amount } = await call<{ refunded_amount: string }>(`/api/transactions/${id}`);
    cents += Number(refunded_amount.replace('.', ''));
  }
  return cents;
}

interface Summary {
  readonly completed: number;
  readonly pending: number;
}

/** Once none waits any more. */
async function settled(call: Call): Promise<Summary> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const summary = await call<Summary>('/api/webhook-events/summary');
    if (summary.pending === 0) return summary;
    if (performance.now() > deadline) throw new Error(`webhooks still wait: ${JSON.stringify(summary)}`);
    await sleep(200);
  }
}
