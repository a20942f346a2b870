import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cases } from '../properties.ts';
import type { ProblemDocument } from './answers.ts';
import type { Bank } from './bank.ts';
import { addWebhook, listedDeliveries } from './bank-webhooks.ts';
import { clientRow, csvFileOf, tradeRow } from './clients-and-trades.ts';
import { isOfCompany, paidEachOther } from './companies-and-payments.ts';
import type { OpenApi } from './declared-answers.ts';
import { type DocumentedOperation, operationsOf } from './documented-operations.ts';
import { creditFile, creditRows, fileOf, spoil } from './files.ts';
import { cameIn } from './hooks.ts';
import { type HostileRequest, hostileRequests, type Surroundings } from './hostile-requests.ts';
import { fundedAccount, openedAccount, transact } from './money.ts';
import { verifiedPerson } from './persons.ts';
import { makeProvider, type ProviderKey, sandboxAt } from './sandbox-providers.ts';
import { failedPull, pullOf } from './sources-and-pulls.ts';
import { history, raisedAlert } from './stream-events.ts';
import { banksFor, isGiven, isOperated, keepGivenKey, tenantsCommand } from './tenants.ts';

/** Requests under way at the same time. */
const AT_ONCE = 6;
/** Nothing hostile may keep the service busy; the cores are shared with other tests. */
const LONGEST_MS = 10_000;
const MAX_PROBLEM_BYTES = 32 * 1024;
const MAX_HEADER_BYTES = 8 * 1024;

interface Seen {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly headerBytes: number;
  readonly text: string;
  readonly ms: number;
}

let bank: Bank;
let viewer: string | undefined;
let around: Surroundings;
const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };
afterAll(() => {
  agents.http.destroy();
  agents.https.destroy();
});

async function makeSurroundings(): Promise<void> {
  [bank] = (await banksFor('FUZZ', 1)) as [Bank];
  if (isOperated()) viewer = (await tenantsCommand<{ api_key: string }>('key', bank.tenantId, 'viewer')).api_key;
  const document = await bank.call<OpenApi>('/api/openapi.json');
  for (const username of ['anna', 'bob']) {
    await bank.ask('/api/users', {
      method: 'POST',
      body: { username, role: 'viewer', password: 'correct horse battery' },
    });
  }
  // Two of everything that is listed, so that every list has a second page.
  const rows = spoil(creditRows('RETAIL', 12), 3, { customer_type: 'X', loan_start_date: 'never' });
  await bank.load(fileOf('credit', 'RETAIL', rows));
  const { id } = await bank.load(creditFile('RETAIL', 8, { seed: 2 }));
  const traded = ['t1', 't2'].map((transaction) => tradeRow(transaction, 'bob', '2024-01-02', 'buy', '1.00 EUR'));
  await bank.load(csvFileOf('client', [clientRow('bob', '10.00', 'EUR')]), csvFileOf('trade', traded));
  await bank.load(...paidEachOther(['acme', 'bolt']));
  const [first] = await bank.rows('RETAIL', 'credit');
  const sync = (await bank.all<{ id: string; error_count: number | null }>('/api/sync/logs')).find(
    ({ error_count }) => error_count,
  );
  const begun = await bank.announce(creditFile('RETAIL', 1), { multipart: true });
  const columns = ['customer_id', 'loan_start_date', 'original_loan_amount', 'row_number', 'no_such'].filter(
    (name) => name === 'no_such' || Object.hasOwn(first!, name),
  );
  const syncs = [id, sync?.id ?? id];
  const { source, pull } = await failedPull(bank);
  await pullOf(bank, source);
  await failedPull(bank);
  const alerts = [await raisedAlert(bank), await raisedAlert(bank)];
  await history(bank, alerts.length);
  const persons = [await verifiedPerson(bank, 'ann'), await verifiedPerson(bank, 'ben')];
  const webhooks = [await addWebhook(bank, `${bank.baseUrl}/nobody`), await addWebhook(bank, `${bank.baseUrl}/no`)];
  const account = await fundedAccount(bank, '10');
  const again = { transaction_type: 'deposit', amount: '1', source_system: 'x', target_account: account.account_id };
  const deposit = await transact(bank, again);
  await bank.call(`/api/transactions/${deposit.transaction_id}/complete`, { method: 'POST' });
  await openedAccount(bank);
  await listedDeliveries(bank, webhooks[0]!, 2);
  const hookId = await cameIn(bank, 'FUZZC');
  await cameIn(bank, 'FUZZD');
  const keys: ProviderKey[] = [];
  for (const code of ['FUZZA', 'FUZZB']) {
    await makeProvider(bank, sandboxAt(code, bank.baseUrl));
    const body = { environment: 'sandbox', user_id: code };
    keys.push(await bank.call<ProviderKey>('/api/providers/FUZZA/keys', { method: 'POST', body }));
  }
  around = {
    document,
    known: {
      id: syncs[1],
      to: id,
      upload_id: begun.upload_id,
      loan_type: 'RETAIL',
      tenant_id: bank.tenantId,
      username: 'anna',
      client_id: 'bob',
      source_id: source.source_id,
      pull_id: pull.pull_id,
      alert_id: alerts[0]!.alert_id,
      ...persons[0],
      account_id: account.account_id,
      transaction_id: deposit.transaction_id,
      webhook_id: webhooks[0]!.webhook_id,
      hook_id: hookId,
      request_data: { document_type: 'passport', document_number: 'U1' },
      code: 'FUZZA',
      key_id: keys[0]!.key_id,
      stream: 'transactions',
    },
    inPath: (path) => ({
      slice: 'RETAIL',
      dataset: 'trades',
      name: 'clients-by-status',
      ...(isOfCompany(path) ? { id: 'acme' } : {}),
    }),
    columns,
    cursors: await cursorsOf(document, syncs, {
      client_id: 'bob',
      source_id: source.source_id,
      stream: 'transactions',
      code: 'FUZZA',
      account_id: account.account_id,
      webhook_id: webhooks[0]!.webhook_id,
    }),
  };
}

/** A cursor of every list that has a second page; of a list of one sync, whichever of these has one. */
async function cursorsOf(
  document: OpenApi,
  syncs: readonly string[],
  known: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const cursors: Record<string, string> = {};
  for (const { operationId, method, path, parameters } of operationsOf(document)) {
    if (method !== 'GET' || !parameters.some(({ name }) => name === 'cursor')) continue;
    const isOfLoanType = parameters.some(({ name }) => name === 'loan_type');
    for (const id of syncs) {
      const ids: Readonly<Record<string, string>> = { ...known, id: isOfCompany(path) ? 'acme' : id };
      const address = path.replace(/\{(\w+)\}/g, (placeholder, name: string) => ids[name] ?? placeholder);
      const { body } = await bank.ask<{ next_cursor?: string | null }>(address, {
        query: { limit: 1, ...(isOfLoanType ? { loan_type: 'RETAIL' } : {}) },
      });
      if (body?.next_cursor) cursors[operationId] ??= body.next_cursor;
    }
  }
  return cursors;
}

function send({ operation, target, body, headers }: HostileRequest, credential: string | undefined): Promise<Seen> {
  const base = bank.address('/');
  const [client, agent] = base.protocol === 'https:' ? [https, agents.https] : [http, agents.http];
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const request = client.request(
      {
        agent,
        host: base.hostname,
        port: base.port,
        method: operation.method,
        path: base.pathname.replace(/\/$/, '') + target,
        headers: {
          ...(credential === undefined ? {} : { Authorization: `Api-Key ${credential}` }),
          ...headers,
          ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }),
        },
        signal: AbortSignal.timeout(3 * LONGEST_MS),
      },
      (response) => {
        text(response).then(
          (answered) =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              headerBytes: response.rawHeaders.reduce((bytes, part) => bytes + part.length + 2, 0),
              text: answered,
              ms: performance.now() - started,
            }),
          reject,
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** What is wrong with an answer; undefined where nothing is. */
function faultOf({ status, headers, headerBytes, text: body, ms }: Seen): string | undefined {
  if (status >= 500) return `${status}: ${body.slice(0, 200)}`;
  if (ms > LONGEST_MS) return `took ${Math.round(ms)} ms`;
  if (headerBytes > MAX_HEADER_BYTES) return `${headerBytes} bytes of headers`;
  if (status < 400) return undefined;
  if (headers['content-type'] !== 'application/problem+json') return `${status} as ${headers['content-type']}`;
  if (Buffer.byteLength(body) > MAX_PROBLEM_BYTES) return `a problem of ${Buffer.byteLength(body)} bytes`;
  const problem = JSON.parse(body) as ProblemDocument & { request_id: string };
  if (!/^\/problems\/[a-z0-9-]+$/.test(problem.type)) return `type ${problem.type}`;
  if (problem.status !== status) return `${status} says ${problem.status}`;
  const requestId = headers['x-request-id'];
  if (!requestId || problem.request_id !== requestId) return `request id ${problem.request_id}, not ${requestId}`;
  if ((problem.errors?.length ?? 0) > 101) return `${problem.errors?.length} errors`;
  if (/\bat [\w.]+ \(|node_modules|SELECT |DB::|\.ts:\d/.test(body)) return `insides: ${body.slice(0, 200)}`;
  return undefined;
}

const CREDENTIALS = {
  admin: () => bank.apiKey,
  viewer: () => viewer,
  nobody: () => undefined,
} as const;

async function tryOut(requests: readonly HostileRequest[], who: keyof typeof CREDENTIALS): Promise<string[]> {
  const faults: string[] = [];
  const pending = [...requests];
  const client = async () => {
    for (let request = pending.pop(); request !== undefined; request = pending.pop()) {
      const { operation, what, headers } = request;
      const fault = await send(request, CREDENTIALS[who]()).then(
        (seen) => {
          if (operation.operationId === 'rotateApiKey' && seen.status === 200) {
            bank.apiKey = (JSON.parse(seen.text) as { api_key: string }).api_key;
            keepGivenKey(bank.tenantId, bank.apiKey);
          }
          const isStranger = who === 'nobody' || headers.Authorization !== undefined;
          if (isStranger && !operation.isPublic && seen.status !== 401) return `${seen.status} without credentials`;
          return faultOf(seen);
        },
        (error: Error) => `no answer: ${error.message}`,
      );
      if (fault !== undefined)
        faults.push(`${operation.method} ${operation.path} (${who}) ${what.slice(0, 200)}: ${fault}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  return faults;
}

/** As many of each operation as there is time for, at random: fewer of what is refused before it is read. */
function someOf(requests: readonly HostileRequest[], who: keyof typeof CREDENTIALS): readonly HostileRequest[] {
  if (cases(requests.length) === requests.length) return requests;
  const ofEach = Map.groupBy(requests, ({ operation }) => operation.operationId);
  return [...ofEach.values()].flatMap((all) => {
    const count = Math.ceil(cases(all.length) / (who === 'admin' ? 6 : 12));
    return fc.sample(fc.shuffledSubarray(all, { minLength: count, maxLength: count }), 1)[0]!;
  });
}

// A gateway that is not ours has answers of its own, and limits that are not lifted.
describe.skipIf(isGiven())('whatever a client says, it is told what is wrong with it', () => {
  beforeAll(makeSurroundings, 180_000);

  it.each(['admin', 'viewer', 'nobody'] as const)('%s', async (who) => {
    if (who === 'viewer' && viewer === undefined) return;
    const all = operationsOf(around.document).flatMap((operation) => [...hostileRequests(operation, around)]);
    // Every operation there is, and far more than one thing about each.
    expect(all.length).toBeGreaterThan(100 * operationsOf(around.document).length);
    expect(await tryOut(someOf(all, who), who)).toEqual([]);
  });

  it('lists hand out cursors, so that made-up ones are of the right form', () => {
    const lists = operationsOf(around.document).filter(({ parameters }) =>
      parameters.some(({ name }) => name === 'cursor'),
    );
    // No part of an upload has arrived.
    const expected = lists.map(({ operationId }) => operationId).filter((name) => name !== 'listUploadParts');
    expect(Object.keys(around.cursors).sort()).toEqual(expected.sort());
  });

  it('megabytes of unknown fields without credentials get a short answer, and harm no neighbour', async () => {
    const keys = Array.from({ length: 150_000 }, (_, index) => `"key${index}":1`);
    const body = `{${keys.join()}}`;
    const open = operationsOf(around.document).filter(
      ({ isPublic, method, body: schema }) => isPublic && method === 'POST' && schema !== undefined,
    );
    expect(open.length).toBeGreaterThan(2);
    const attack = (operation: DocumentedOperation, sent: string) =>
      send(
        {
          operation,
          what: '',
          target: operation.path,
          body: sent,
          headers: { 'Content-Type': 'application/json' },
        },
        undefined,
      );
    // Forty, ten of them at once: what counts them shares two cores with other tests.
    for (let wave = 0; wave < 4; wave += 1) {
      const attacks = Array.from({ length: 10 }, (_, index) => attack(open[index % open.length]!, body));
      expect((await bank.ask('/api/tenant')).status).toBe(200);
      for (const seen of await Promise.all(attacks)) {
        expect([seen.status, faultOf(seen)]).toEqual([413, undefined]);
        expect(seen.text.length).toBeLessThan(1000);
      }
    }
    // What is short enough to be read is answered with the first hundred.
    const short = await attack(open[0]!, `{${keys.slice(0, 250).join()}}`);
    const { errors } = JSON.parse(short.text) as ProblemDocument;
    expect(errors).toHaveLength(101);
    expect(errors?.[100]).toEqual({ field: '…', code: 'more', detail: expect.stringMatching(/^and \d+ more$/) });
  });
});
