/**
 * Kills the service at each step of money's way, three times: under load; with orders, refunds and webhooks held at steps that are
 * known; and while workers wait for a row that this test has locked, between two of their own steps.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../local/provider-simulator/scenarios.ts';
import { loadSecrets } from '../../local/service/secrets.ts';
import { tenantScope } from '../../shared/domain/tenancy.ts';
import { type Bank, waitFor } from '../api/bank.ts';
import { addWebhook } from '../api/bank-webhooks.ts';
import { accountOf, fundedAccount, openedAccount, type Transaction } from '../api/money.ts';
import { useOwnService } from '../api/own-service.ts';
import { type Provider, type SimulatedType, simulatedProvider } from '../api/simulated-providers.ts';
import { webhookReceiver } from '../webhook-receiver.ts';

/** A dead worker's claim lasts for 90 s; then it is asked about. */
const RECOVERY_MS = 300_000;
const TENANT = 'T_MONEY';
const FUNDS = 10_000_00;

/** `down` is a whole provider's, below: told to one order only, it never ends before the provider has said four times that it does not know it. */
const SCENARIOS = [
  'succeed',
  'decline',
  'pending',
  'late',
  'twice',
  'out-of-order',
  'bad-signature',
  'timeout',
] as const;
/** By the last digits of the amount, for a refund says nothing of it but that. */
const REFUNDS: Readonly<Record<(typeof SCENARIOS)[number], number>> = {
  ...{ succeed: 10_00, decline: 10_51, pending: 10_52, timeout: 10_53, late: 10_54, twice: 10_55 },
  ...{ 'out-of-order': 10_56, 'bad-signature': 10_57 },
};

const euros = (cents: number): string => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

/** What is asked for, and what has to come of it: nothing of this is read from the service. */
interface Planned {
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly cents: number;
  readonly end: 'completed' | 'failed';
  readonly body: object;
}
interface PlannedRefund {
  readonly of: Planned;
  readonly cents: number;
  readonly end: 'completed' | 'failed';
  /** Not asked for: there is no job of it. */
  readonly isByItself?: true;
}

/** Where an order is held until the service is dead: before the provider has got it, or after he has carried it out. */
type Hold = 'discarded' | 'unanswered';

/** Stands before all providers, each behind its code, and holds the orders that it is told to, each once. */
async function gateBeforeProviders() {
  const targets = new Map<string, string>();
  const holds = new Map<string, Hold>();
  const held = new Map<string, { readonly hold: Hold; isOpen: boolean; answer: () => void }>();
  const refusing = new Set<string>();
  const orders: { readonly id: string; readonly key: unknown; readonly code: string }[] = [];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const text = Buffer.concat(pieces).toString('utf8');
    const [, code = '', rest = ''] = /^\/([A-Z0-9]+)(\/.*)$/.exec(request.url ?? '') ?? [];
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    let hold: Hold | undefined;
    let what = '';
    if (request.method === 'POST') {
      const body = JSON.parse(text) as { readonly transaction_id: string; readonly refund_id?: string };
      orders.push({ id: body.refund_id ?? body.transaction_id, key: request.headers['idempotency-key'], code });
      what = body.refund_id === undefined ? body.transaction_id : `refund of ${body.transaction_id}`;
      hold = holds.get(what);
      holds.delete(what);
      // Certainly not done: somebody else is asked, where somebody is to be chosen.
      if (refusing.has(code)) return void response.writeHead(401).end();
    }
    const waiting = Promise.withResolvers<void>();
    const noteHeld = () => {
      const one = { hold: hold!, isOpen: true, answer: waiting.resolve };
      held.set(what, one);
      response.once('close', () => {
        one.isOpen = false;
      });
    };
    if (hold === 'discarded') {
      noteHeld();
      return;
    }
    const answer = await fetch(`${targets.get(code)}${rest}`, {
      method: request.method ?? 'GET',
      headers: Object.fromEntries(
        ['x-api-key', 'idempotency-key', 'content-type'].flatMap((name) => {
          const value = request.headers[name];
          return typeof value === 'string' ? [[name, value]] : [];
        }),
      ),
      ...(request.method === 'POST' ? { body: text } : {}),
      // What is held has been carried out whoever dies meanwhile.
      ...(hold === undefined ? { signal: gone.signal } : {}),
    });
    const said = await answer.text();
    if (hold !== undefined) {
      noteHeld();
      await waiting.promise;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(said);
  }

  const server = createServer((request, response) => {
    response.on('error', () => {});
    serve(request, response).catch(() => void response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets,
    holds,
    held,
    refusing,
    orders,
    open: () => [...held].filter(([, { isOpen }]) => isOpen).map(([what]) => what),
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The service's own Postgres, to look at where its workers are, and to hold them there; it dies with the service. */
async function postgresOf(home: string): Promise<pg.Client> {
  const port = Number(readFileSync(path.join(home, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]);
  const { postgresPassword: password } = loadSecrets(home);
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' });
  client.on('error', () => {});
  await client.connect();
  await client.query(`SET search_path TO "${tenantScope(TENANT).schema}"`);
  return client;
}

/** Whatever happens, the sums of all postings are 0: looked at all the time, but for when nobody is there. */
function watchingTrialBalance(bank: () => Bank) {
  const wrong: string[] = [];
  let looks = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const looked = await bank()
        .ask<{ data: { total: string }[] }>('/api/accounts/trial-balance')
        .catch((error) => {
          if (error instanceof TypeError) return undefined;
          throw error;
        });
      if (looked !== undefined) {
        looks += 1;
        const isRight = looked.status === 200 && looked.body.data.every(({ total }) => total === '0.00');
        if (!isRight) wrong.push(`${looked.status}: ${looked.text}`);
      }
      await sleep(50);
    }
  })().catch((error: Error) => void wrong.push(String(error)));
  return {
    wrong,
    get looks() {
      return looks;
    },
    [Symbol.asyncDispose]: () => {
      isOver = true;
      return watching;
    },
  };
}

describe('money', () => {
  const service = useOwnService(2);

  it('killed at each step: every transaction ends as the provider says, done once, exact to the cent', async () => {
    let bank: Bank = await service.bank(TENANT);
    await using gate = await gateBeforeProviders();
    await using receiver = await webhookReceiver();
    const { webhook_id } = await addWebhook(
      bank,
      receiver.url,
      ['completed', 'failed', 'unknown', 'refunded'].map((state) => `transaction.${state}`),
    );

    const providers: Provider[] = [];
    await using running = new AsyncDisposableStack();
    const provider = async (type: SimulatedType, code: string, country = 'DE', scenario: Scenario = 'succeed') => {
      const made = await simulatedProvider(
        bank,
        type,
        code,
        { scenario },
        {
          ...{ api_base_url: `${gate.url}/${code}`, supported_countries: [country] },
          ...{ rate_limit: 100_000, concurrent_requests: 1000 },
        },
      );
      gate.targets.set(code, made.simulator.url);
      running.use(made.simulator);
      providers.push(made);
    };
    for (const [type, code] of [
      ['payment', 'PAY'],
      ['wallet', 'WALLET'],
      ['bank', 'BANK'],
    ] as const) {
      await provider(type, code);
      await provider(type, `${code}DOWN`, 'TR', 'down');
    }
    // Who is chosen first, and says that he does not take it.
    await provider('payment', 'AROUTED', 'FR');
    await provider('payment', 'BROUTED', 'FR');
    gate.refusing.add('AROUTED');

    const main = (await fundedAccount(bank, euros(FUNDS))).account_id;
    const other = (await openedAccount(bank)).account_id;

    /** What a client does that gets no answer: it sends the same again, until the service is back, and done with what it was at. */
    const surely = async <T>(ask: () => Promise<T>, isAnswer: (answer: T) => boolean = () => true): Promise<T> => {
      for (const deadline = Date.now() + RECOVERY_MS; ; await sleep(100)) {
        const answer = await ask().catch((error) => {
          if (!(error instanceof TypeError) || Date.now() > deadline) throw error;
        });
        if (answer !== undefined && (isAnswer(answer) || Date.now() > deadline)) return answer;
      }
    };
    const post = (address: string, body: object, headers = {}) =>
      surely(
        () => bank.ask(address, { method: 'POST', body, headers }),
        ({ body: said }) => said.type !== '/problems/request-in-progress',
      );
    const plans: Planned[] = [];
    const refunds: PlannedRefund[] = [];
    const types = ['payment', 'deposit', 'withdrawal', 'transfer', 'routed'] as const;
    const plan = (type: (typeof types)[number], simulate: Scenario, cents: number, suffix = ''): Planned => {
      const id = `${type}-${simulate}-${plans.length}`;
      const [from, to] = type === 'deposit' ? [null, main] : [main, type === 'transfer' ? other : null];
      const code = { payment: 'PAY', deposit: 'WALLET', withdrawal: 'WALLET', transfer: 'BANK', routed: '' }[type];
      const body = {
        ...{ transaction_id: id, transaction_type: type === 'routed' ? 'payment' : type, amount: euros(cents) },
        ...{ currency: 'EUR', request_data: { simulate } },
        ...(type === 'routed' ? { routing: { country: 'FR' } } : { provider: `${code}${suffix}` }),
        ...(from === null ? { source_system: 'card' } : { source_account: from }),
        ...(to === null ? { target_system: 'shop' } : { target_account: to }),
      };
      const planned = { id, from, to, cents, end: simulate === 'decline' ? 'failed' : 'completed', body } as const;
      plans.push(planned);
      return planned;
    };
    const make = async ({ body }: Planned): Promise<void> => {
      const answer = await post('/api/transactions', body);
      const isMade = answer.status === 201 || answer.body.type === '/problems/transaction-exists';
      if (!isMade) throw new Error(`${JSON.stringify(body)} was answered ${answer.status}: ${answer.text}`);
    };
    const refund = async (of: Planned, cents: number, end: PlannedRefund['end'] = 'completed'): Promise<void> => {
      refunds.push({ of, cents, end });
      const key = { 'Idempotency-Key': `${of.id}-${cents}` };
      const answer = await post(`/api/transactions/${of.id}/refund`, { amount: euros(cents) }, key);
      if (answer.status >= 300) throw new Error(`${cents} of ${of.id}: ${answer.status}: ${answer.text}`);
    };
    const all = () => surely(() => bank.all<Transaction>('/api/transactions', { limit: 1000 }));
    const completed = (wanted: readonly Planned[]) =>
      waitFor(
        'transactions to be completed',
        all,
        (found) => wanted.every(({ id }) => found.find((one) => one.transaction_id === id)?.status === 'completed'),
        RECOVERY_MS,
      );
    const eachOf = async <T>(work: readonly T[], does: (one: T) => Promise<void>): Promise<void> => {
      const left = [...work];
      const next = async () => {
        for (let one = left.shift(); one !== undefined; one = left.shift()) await does(one);
      };
      await Promise.all(Array.from({ length: 6 }, next));
    };
    const killedAt: number[] = [];
    const restart = async (whileDown: () => void = () => {}): Promise<void> => {
      killedAt.push(Date.now());
      await service.kill();
      whileDown();
      await service.start();
      bank = service.follow(bank);
      for (const one of providers) one.follow(bank);
    };

    await using watcher = watchingTrialBalance(() => bank);

    // What is given back later, in parts and whole.
    const given = ['payment', 'deposit', 'transfer'] as const;
    const originals = given.flatMap((type) =>
      SCENARIOS.map((simulate) => [plan(type, 'succeed', 30_00), simulate] as const),
    );
    const last = given.map((type) => plan(type, 'succeed', 40_57));
    const byItself = plan('payment', 'succeed', 20_00);
    const first = [...originals.map(([one]) => one), ...last, byItself];
    await eachOf(first, make);
    await completed(first);

    // First: under load, refunds among it. What never answers comes last, for it keeps workers waiting.
    const loaded = SCENARIOS.flatMap((simulate) => types.map((type) => plan(type, simulate, 1_00 + plans.length)));
    const before = gate.orders.length;
    const loading = Promise.all([
      eachOf(loaded, make),
      eachOf(originals, async ([one, simulate]) => {
        await refund(one, REFUNDS[simulate], simulate === 'decline' ? 'failed' : 'completed');
        await refund(one, simulate === 'succeed' ? 20_00 : 5_00);
      }),
    ]);
    // Whoever waits for something else meanwhile is told in the end.
    loading.catch(() => {});
    await waitFor(
      'a third of what is asked for to have gone out',
      async () => gate.orders.length - before,
      (count) => count >= 30,
      RECOVERY_MS,
    );
    await restart(() => gate.refusing.clear());
    await loading;

    /** Makes orders, each of which is held at its provider. */
    const hold = async (making: readonly (() => Promise<string>)[]): Promise<void> => {
      // No webhook says what became of them: only the answer would, which is held.
      for (const { simulator } of providers) simulator.sendWebhooksTo(undefined);
      for (const make of making) {
        const what = await make();
        await waitFor(`${what} to be held`, async () => gate.held.has(what), Boolean, RECOVERY_MS);
      }
    };
    const orderHeld = (one: Planned, how: Hold) => async () => {
      gate.holds.set(one.id, how);
      await make(one);
      return one.id;
    };
    /**
     * Takes the seats of those who send. Whoever sits learns of it by his next sign of life, and begins nothing more: what is made is
     * not sent.
     */
    const nobodySends = async () => {
      const seats = await postgresOf(service.home);
      await seats.query(
        `UPDATE work_seats SET holder = gen_random_uuid(), held_until = now() + interval '10 minutes' WHERE kind = 'transactions'`,
      );
      let waiting: Planned[] = [];
      await waitFor(
        'what is made not to be sent any more',
        async () => {
          waiting = types.map((type) => plan(type, 'succeed', 3_00));
          await eachOf(waiting, make);
          const { rowCount } = await seats.query(
            `SELECT FROM transactions WHERE status = 'pending' AND transaction_id = ANY($1)`,
            [waiting.map(({ id }) => id)],
          );
          return rowCount;
        },
        (unsent) => unsent === types.length,
        RECOVERY_MS,
      );
      return { waiting, seats };
    };
    const seatsAreFree = (seats: pg.Client) => seats.query("UPDATE work_seats SET held_until = '-infinity'");
    const refundHeld = (of: Planned, cents: number, hold: Hold) => async () => {
      const what = `refund of ${of.id}`;
      gate.holds.set(what, hold);
      await refund(of, cents);
      return what;
    };

    // Second: marked as sent and not out, out and not answered (a refund each), made and not sent, hook taken and not applied.
    await hold([
      refundHeld(last[0]!, 40_57, 'discarded'),
      refundHeld(last[1]!, 10_00, 'unanswered'),
      orderHeld(plan('transfer', 'succeed', 2_00), 'discarded'),
      orderHeld(plan('payment', 'succeed', 2_01), 'unanswered'),
    ]);
    refunds.push({ of: byItself, cents: 7_00, end: 'completed', isByItself: true });
    const telling = providers.find(({ code }) => code === 'PAY')!;
    telling.follow(bank);
    let postgres = await postgresOf(service.home);
    // Whoever applies the webhook locks what is given back.
    await postgres.query('BEGIN');
    await postgres.query('SELECT FROM transactions WHERE transaction_id = $1 FOR UPDATE', [byItself.id]);
    expect(telling.simulator.refundByItself(byItself.id, '7.00')).toBe(true);
    await waitFor(
      'the webhook of what a provider gives back by itself to have been taken, and a worker to stand before what is locked',
      async () => {
        const { rows } = await postgres.query<{ untold: number; standing: number }>(
          `SELECT (SELECT count(*)::int FROM hook_events WHERE status = 'processing' AND event_type = 'payment.refund') AS untold,
             (SELECT count(*)::int FROM pg_locks WHERE NOT granted) AS standing`,
        );
        return rows[0]!;
      },
      ({ untold, standing }) => untold > 0 && standing > 0,
      RECOVERY_MS,
    );
    const { waiting, seats } = await nobodySends();
    const { rows } = await seats.query<{ out: number }>(
      `SELECT count(*)::int AS out FROM transactions WHERE status = 'processing' AND sent_at IS NOT NULL
         AND (transaction_id = ANY($1) OR 'refund of ' || refund_of = ANY($1))`,
      [gate.open()],
    );
    const out = { ...rows[0]!, open: gate.open().length };
    expect(out.open).toBeGreaterThan(0);
    expect(out.out).toBe(out.open);
    await restart();
    expect(gate.open()).toEqual([]);
    await seatsAreFree(await postgresOf(service.home));

    // Third: answered and not written down, with a refund on its way, and a provider that is down.
    const down = (['payment', 'deposit', 'transfer'] as const).map((type) => plan(type, 'succeed', 4_00, 'DOWN'));
    await eachOf(down, make);
    await waitFor(
      'those that are down to have been called',
      async () => down.filter(({ id }) => gate.orders.some((order) => order.id === id)).length,
      (count) => count === down.length,
      RECOVERY_MS,
    );
    const answered = [plan('transfer', 'succeed', 5_00), plan('payment', 'succeed', 5_01)] as const;
    await hold(answered.map((one) => orderHeld(one, 'unanswered')));
    await refund(last[2]!, 40_57);
    postgres = await postgresOf(service.home);
    await postgres.query('BEGIN');
    // Whoever writes an answer down locks the transaction.
    await postgres.query('SELECT FROM transactions WHERE transaction_id = $1 FOR UPDATE', [answered[1].id]);
    for (const { id } of answered) gate.held.get(id)!.answer();
    await waitFor(
      'a worker that has the answer to stand before what is locked',
      async () =>
        (await postgres.query<{ standing: number }>('SELECT count(*)::int AS standing FROM pg_locks WHERE NOT granted'))
          .rows[0]!.standing,
      (standing) => standing > 0,
      RECOVERY_MS,
    );
    await restart(() => {
      for (const { code, simulator } of providers) if (code.endsWith('DOWN')) simulator.setScenario('succeed');
    });

    const isOver = ({ status }: Transaction) => status === 'completed' || status === 'failed' || status === 'refunded';
    const count = 1 + plans.length + refunds.length;
    const ended = await waitFor(
      'every transaction to be over',
      all,
      (found) => found.length === count && found.every(isOver),
      RECOVERY_MS,
    );
    expect(watcher.wrong).toEqual([]);
    expect(watcher.looks).toBeGreaterThan(100);

    // Each has the state that was planned; what was given back of it is exact, and nothing is on its way.
    const found = new Map(ended.map((one) => [one.transaction_id, one]));
    const asked = plans.map(({ id }) => id);
    for (const { of, cents, end, isByItself } of refunds) {
      const [one, ...more] = ended.filter(({ refund_of, amount }) => refund_of === of.id && amount === euros(cents));
      expect([of.id, cents, one?.status, more]).toEqual([of.id, cents, end, []]);
      if (!isByItself) asked.push(one!.transaction_id);
    }
    const givenBack = (of: Planned) =>
      refunds.filter((one) => one.of === of && one.end === 'completed').reduce((sum, { cents }) => sum + cents, 0);
    for (const one of plans) {
      const back = givenBack(one);
      expect(found.get(one.id), one.id).toMatchObject({
        status: back === one.cents ? 'refunded' : one.end,
        refunded_amount: euros(back),
        refunding_amount: '0.00',
      });
    }

    // The providers have carried each out exactly once, and were told each by its one key.
    const jobs = Map.groupBy(
      providers.flatMap(({ simulator }) => simulator.jobs()),
      ({ id }) => id,
    );
    expect([...jobs].filter(([, same]) => same.length !== 1)).toEqual([]);
    expect([...jobs.keys()].toSorted()).toEqual(asked.toSorted());
    for (const [id, [job]] of jobs) {
      const { status } = found.get(id)!;
      expect([id, job!.status]).toEqual([id, status === 'failed' ? 'declined' : 'succeeded']);
    }
    expect(gate.orders.filter(({ id, key }) => id !== key)).toEqual([]);

    // To the cent, by an account of our own.
    const balances = new Map([
      [main, FUNDS],
      [other, 0],
    ]);
    const move = (account: string | null, cents: number) => {
      if (account !== null) balances.set(account, balances.get(account)! + cents);
    };
    for (const { from, to, cents } of plans.filter(({ end }) => end === 'completed')) {
      move(from, -cents);
      move(to, cents);
    }
    for (const { of, cents } of refunds.filter(({ end }) => end === 'completed')) {
      move(of.from, cents);
      move(of.to, -cents);
    }
    for (const [account_id, cents] of balances) {
      expect(await accountOf(bank, { account_id })).toMatchObject({ balance: euros(cents), reserved: '0.00' });
    }

    // What nobody was left to send went out after that; what had been claimed, after the claim.
    for (const { id } of waiting) {
      const { history } = await bank.call<{ history: { status: string; at: string }[] }>(`/api/transactions/${id}`);
      expect(Date.parse(history.find(({ status }) => status === 'processing')!.at)).toBeGreaterThan(killedAt[1]!);
    }

    // Every change was told at least once, each as one event.
    const expected = [...found.values()].flatMap(({ transaction_id: id, history, refund_of, status }) => [
      ...history.filter((one) => one.status === 'unknown').map(() => `transaction.unknown ${id}`),
      `transaction.${status === 'failed' ? 'failed' : 'completed'} ${id}`,
      ...(refund_of !== null && status === 'completed' ? [`transaction.refunded ${refund_of} by ${id}`] : []),
    ]);
    const told = () => {
      const events = new Map(receiver.received.map(({ id, event }) => [id, event]));
      return [...events.values()]
        .map(({ type, data }) => {
          const by = type === 'transaction.refunded' ? ` by ${data.refund_id}` : '';
          return `${type} ${data.transaction_id}${by}`;
        })
        .toSorted();
    };
    await waitFor(
      `${expected.length} events of webhook ${webhook_id}`,
      async () => told().length,
      (events) => events >= expected.length,
      RECOVERY_MS,
    );
    expect(told()).toEqual(expected.toSorted());
    await postgres.end().catch(() => {});
  });
});
