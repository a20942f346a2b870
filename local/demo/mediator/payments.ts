import { randomUUID } from 'node:crypto';
import { type ApiConnection, RefusedRequest } from '../../../shared/client/api-connection.ts';
import type { Page } from '../../../shared/domain/pagination.ts';
import type { TransactionBody, TransactionType } from '../../../shared/domain/transaction.ts';
import type { Scenario } from '../../provider-simulator/scenarios.ts';
import { CURRENCY, DemoAccount } from './demo-account.ts';
import { type DemoProvider, type DemoProviders, ROUTED_COUNTRY } from './demo-providers.ts';
import { type Story, until } from './story.ts';

export interface PaymentsDemo {
  readonly api: ApiConnection;
  readonly story: Story;
  readonly providers: DemoProviders;
  /** Stands in the ids of its transactions, so that the demo can be run again. */
  readonly run: string;
}

/** What the closing looks at again. */
export interface Paid {
  readonly account: DemoAccount;
  readonly savings: DemoAccount;
  /** The provider that was down in the end. */
  readonly down: DemoProvider;
}

/** A webhook that came in, as far as it is looked at. */
interface HookEvent {
  readonly event_id: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly duplicates: number;
}

type Parties = Partial<Record<'source_account' | 'source_system' | 'target_account' | 'target_system', string>>;
interface Wanted extends Parties {
  readonly transaction_id?: string;
  readonly transaction_type: TransactionType;
  readonly amount: string;
  readonly provider?: string;
  readonly routing?: object;
  readonly request_data?: { readonly simulate: Scenario };
}

/** A provider is waited for 30 seconds, and asked five seconds later: on a busy machine it is more. */
const UNKNOWN_PATIENCE_MS = 90_000;
const OVER = ['completed', 'failed', 'refunded'];

/** An account, and everything that can become of money that goes out by a provider. */
export async function runPayments({ api, story, providers, run }: PaymentsDemo): Promise<Paid> {
  const { DEMOPAY1, DEMOBANK } = providers;
  const id = (name: string) => `demo-${run}-${name}`;
  const read = (transactionId: string) => api.send<TransactionBody>('GET', pathOf(transactionId));
  const make = (wanted: Wanted, key?: string) =>
    api.send<TransactionBody>('POST', '/api/transactions', { currency: CURRENCY, ...wanted }, key);
  const ended = ({ transaction_id }: TransactionBody) =>
    until(
      () => read(transaction_id),
      ({ status }) => OVER.includes(status),
    );
  /** Webhooks about a transaction, once as many as that are applied. */
  const hooksAbout = (transactionId: string, count: number) =>
    until(
      async () =>
        (await api.send<Page<HookEvent>>('GET', `/api/webhook-events?subject=${encodeURIComponent(transactionId)}`))
          .data,
      (hooks) => hooks.length >= count && hooks.every(({ status }) => status === 'completed'),
    );

  const account = await DemoAccount.open(api, story, `demo-${run}`);
  const savings = await DemoAccount.open(api, story, `demo-${run}-savings`);
  const fromAccount = { source_account: account.accountId } as const;
  const toShop = { ...fromAccount, target_system: 'shop' } as const;
  const toCash = { ...fromAccount, target_system: 'cash machine' } as const;
  story.chapter(`Account ${account.accountId} in ${CURRENCY}`, ['balance', 'reserved']);

  const deposit = await make({
    transaction_id: id('deposit'),
    transaction_type: 'deposit',
    amount: '1000.00',
    source_system: 'cash desk',
    target_account: account.accountId,
  });
  await account.tellOnly({
    asked: 'deposit 1000.00, carried out by nobody',
    came: deposit.status,
    why: 'No provider is named: it waits until somebody says that the money is there.',
    checks: [{ what: 'status', expected: 'pending', came: deposit.status }],
  });
  const deposited = await api.send<TransactionBody>('POST', `${pathOf(deposit.transaction_id)}/complete`);
  account.moves('1000.00');
  await account.tell({
    asked: 'deposit 1000.00, completed by hand',
    transaction: deposited,
    status: 'completed',
    why: 'It is booked: taken from the account "outside" of EUR, and put here.',
  });

  // First, because nobody answers for 30 seconds: the rest happens meanwhile.
  DEMOBANK.simulator.sendWebhooksTo(undefined);
  const silent = await make({
    transaction_id: id('silent'),
    transaction_type: 'withdrawal',
    amount: '60.00',
    provider: DEMOBANK.code,
    request_data: { simulate: 'timeout' },
    ...toCash,
  });
  await until(
    () => DEMOBANK.simulator.jobs(),
    (jobs) => jobs.some((job) => job.id === silent.transaction_id),
  );
  DEMOBANK.simulator.sendWebhooksTo(DEMOBANK.webhook);
  account.holds('60.00');
  const waiting = await read(silent.transaction_id);
  await account.tellOnly({
    asked: 'withdrawal 60.00, DEMOBANK does it and never says so',
    came: waiting.status,
    why: 'No answer, and its webhook is lost. It is waited for; meanwhile the money is reserved, and spent by nobody else.',
    checks: [{ what: 'status', expected: 'processing', came: waiting.status }],
  });

  const paid = await ended(
    await make({
      transaction_id: id('paid'),
      transaction_type: 'payment',
      amount: '100.00',
      provider: DEMOPAY1.code,
      request_data: { simulate: 'succeed' },
      ...toShop,
    }),
  );
  account.moves('-100.00');
  await account.tell({
    asked: 'payment 100.00, DEMOPAY1 does it at once',
    transaction: paid,
    status: 'completed',
    why: 'Its answer and its webhook both say so: whichever comes first counts, the other changes nothing.',
    checks: [{ what: 'times completed', expected: 1, came: timesCompleted(paid) }],
  });

  const declined = await ended(
    await make({
      transaction_id: id('declined'),
      transaction_type: 'payment',
      amount: '200.00',
      provider: DEMOPAY1.code,
      request_data: { simulate: 'decline' },
      ...toShop,
    }),
  );
  await account.tell({
    asked: 'payment 200.00, DEMOPAY1 declines',
    transaction: declined,
    status: 'failed',
    came: `${declined.status}: ${declined.error_code}`,
    why: 'A clear no: what was reserved for it is free again, and nothing was booked.',
    checks: [{ what: 'error_code', expected: 'do_not_honour', came: declined.error_code }],
  });

  const late = await ended(
    await make({
      transaction_id: id('late'),
      transaction_type: 'withdrawal',
      amount: '50.00',
      provider: DEMOBANK.code,
      request_data: { simulate: 'late' },
      ...toCash,
    }),
  );
  account.moves('-50.00');
  await account.tell({
    asked: 'withdrawal 50.00, DEMOBANK answers late',
    transaction: late,
    status: 'completed',
    why: 'Its webhook is faster than its answer, and is believed as well: completed once.',
    checks: [{ what: 'times completed', expected: 1, came: timesCompleted(late) }],
  });

  const twice = await ended(
    await make({
      transaction_id: id('twice'),
      transaction_type: 'transfer',
      amount: '25.00',
      provider: DEMOBANK.code,
      request_data: { simulate: 'twice' },
      ...fromAccount,
      target_account: savings.accountId,
    }),
  );
  account.moves('-25.00');
  savings.moves('25.00');
  const [known, ...others] = await until(
    () => hooksAbout(twice.transaction_id, 1),
    ([hook]) => hook?.duplicates === 1,
  );
  await account.tell({
    asked: 'transfer 25.00 to savings, DEMOBANK tells it twice',
    transaction: twice,
    status: 'completed',
    came: `${twice.status}, duplicates ${known?.duplicates}`,
    why: 'One webhook-id is one event: the second was taken (200) and known already. 25.00 are on the other account.',
    checks: [
      { what: 'webhooks about it', expected: 1, came: others.length + 1 },
      { what: 'duplicates', expected: 1, came: known?.duplicates },
      { what: 'the other account', expected: savings.expected, came: await savings.read() },
    ],
  });

  const disordered = await ended(
    await make({
      transaction_id: id('disordered'),
      transaction_type: 'payment',
      amount: '40.00',
      provider: DEMOPAY1.code,
      request_data: { simulate: 'out-of-order' },
      ...toShop,
    }),
  );
  account.moves('-40.00');
  const [tooLate] = await hooksAbout(disordered.transaction_id, 2);
  await account.tell({
    asked: 'payment 40.00, DEMOPAY1 tells its end before its start',
    transaction: await read(disordered.transaction_id),
    status: 'completed',
    why: 'States lead forwards only: "pending", told after "success", changes nothing.',
    checks: [{ what: 'what became of the webhook told late', expected: 'ignored', came: firstWord(tooLate?.outcome) }],
  });

  const forged = await ended(
    await make({
      transaction_id: id('forged'),
      transaction_type: 'payment',
      amount: '30.00',
      provider: DEMOPAY1.code,
      request_data: { simulate: 'bad-signature' },
      ...toShop,
    }),
  );
  account.moves('-30.00');
  const refused = DEMOPAY1.simulator.webhooks().filter(({ status }) => status === 401);
  const isAsked = DEMOPAY1.simulator
    .requests()
    .some(({ method, path }) => method === 'GET' && path === `/v1/payments/${forged.transaction_id}`);
  await account.tell({
    asked: 'payment 30.00, DEMOPAY1 signs its webhook wrongly',
    transaction: forged,
    status: 'completed',
    came: `webhook ${refused.length === 0 ? 'taken' : 401}; ${forged.status}`,
    why: 'Whoever cannot prove himself is refused and not believed. The provider was asked instead, after five seconds.',
    checks: [
      { what: 'webhooks that were refused (401)', expected: 1, came: refused.length },
      { what: 'whether DEMOPAY1 was asked', expected: true, came: isAsked },
    ],
  });

  const tooMuch = await refusal(() =>
    make({ transaction_type: 'payment', amount: '5000.00', provider: DEMOPAY1.code, ...toShop }),
  );
  await account.tellOnly({
    asked: 'payment 5000.00, more than there is',
    came: tooMuch,
    why: 'Refused there and then, before any provider hears of it.',
    checks: [{ what: 'answer', expected: '422 insufficient-balance', came: tooMuch }],
  });

  const key = randomUUID();
  const order = { transaction_type: 'payment', amount: '15.00', provider: DEMOPAY1.code, ...toShop } as const;
  const first = await make(order, key);
  const again = await make(order, key);
  const another = await refusal(() => make({ ...order, amount: '16.00' }, key));
  const once = await ended(first);
  account.moves('-15.00');
  await account.tell({
    asked: 'payment 15.00, sent twice with one Idempotency-Key',
    transaction: once,
    status: 'completed',
    came: again.transaction_id === first.transaction_id ? `one transaction, ${once.status}` : 'two transactions',
    why: 'Whoever has lost an answer asks again with the same key. With another amount it is 422 idempotency-key-reused.',
    checks: [
      { what: 'the second transaction_id', expected: first.transaction_id, came: again.transaction_id },
      { what: 'the key with another amount', expected: '422 idempotency-key-reused', came: another },
      { what: 'payments at DEMOPAY1', expected: 1, came: jobsOf(DEMOPAY1, first.transaction_id) },
    ],
  });

  const refund = (body: object) => api.send('POST', `${pathOf(paid.transaction_id)}/refund`, body);
  const refunded = (amount: string) =>
    until(
      () => read(paid.transaction_id),
      ({ refunded_amount }) => refunded_amount === amount,
    );
  await refund({ amount: '40.00' });
  const half = await refunded('40.00');
  account.moves('40.00');
  await account.tell({
    asked: 'refund of 40.00 of the payment of 100.00',
    transaction: half,
    status: 'completed',
    came: `${half.status}, given back ${half.refunded_amount}`,
    why: 'DEMOPAY1 gives it back, by a transaction of its own; the payment stays completed while something is left of it.',
    checks: [{ what: 'refunded_amount', expected: '40.00', came: half.refunded_amount }],
  });
  await refund({});
  const whole = await refunded('100.00');
  account.moves('60.00');
  await account.tell({
    asked: 'refund of what is left of it',
    transaction: whole,
    status: 'refunded',
    came: `${whole.status}, given back ${whole.refunded_amount}`,
    why: 'Without an amount all that is left is given back: 60.00. Now nothing is left of it.',
    checks: [
      { what: 'refunded_amount', expected: '100.00', came: whole.refunded_amount },
      { what: 'refunding_amount', expected: '0.00', came: whole.refunding_amount },
    ],
  });

  DEMOPAY1.simulator.refundByItself(disordered.transaction_id, '10.00');
  const unasked = await until(
    () => read(disordered.transaction_id),
    ({ refunded_amount }) => refunded_amount === '10.00',
  );
  account.moves('10.00');
  await account.tell({
    asked: 'nothing: DEMOPAY1 gives 10.00 of the 40.00 back',
    transaction: unasked,
    status: 'completed',
    came: `${unasked.status}, given back ${unasked.refunded_amount}`,
    why: 'The money is here whether anybody asked for it or not: booked once, by the id of its webhook.',
    checks: [{ what: 'refunded_amount', expected: '10.00', came: unasked.refunded_amount }],
  });

  const routed = { transaction_type: 'payment', amount: '20.00', routing: { country: ROUTED_COUNTRY } } as const;
  const chosen = await ended(await make({ transaction_id: id('routed'), ...routed, ...toShop }));
  account.moves('-20.00');
  const isOurs = chosen.provider === 'DEMOPAY1' || chosen.provider === 'DEMOPAY2';
  const [down, up] =
    chosen.provider === 'DEMOPAY2'
      ? [providers.DEMOPAY2, providers.DEMOPAY1]
      : [providers.DEMOPAY1, providers.DEMOPAY2];
  await account.tell({
    asked: `payment 20.00, by whoever takes EUR in ${ROUTED_COUNTRY}`,
    transaction: chosen,
    status: 'completed',
    came: `${chosen.status} by ${chosen.provider}`,
    why: 'The healthy one that answered most of its calls of the last hour; the code decides between equals.',
    checks: [
      { what: 'whether it went to one of the demo', expected: true, came: isOurs },
      { what: 'routing', expected: { country: ROUTED_COUNTRY, tried: [] }, came: chosen.routing },
    ],
  });
  // Its webhook is on its way, and would be cut off.
  const [told] = await hooksAbout(chosen.transaction_id, 1);
  await until(
    () => down.simulator.webhooks(),
    (sent) => sent.some(({ id: sentId, status }) => sentId === told?.event_id && status === 200),
  );
  await down.simulator.stop();
  const rerouted = await ended(await make({ transaction_id: id('rerouted'), ...routed, ...toShop }));
  account.moves('-20.00');
  await account.tell({
    asked: `the same again, while ${down.code} is down`,
    transaction: rerouted,
    status: 'completed',
    came: `by ${rerouted.provider}, tried ${rerouted.routing?.tried.join(', ')}`,
    why: `No connection: ${down.code} certainly has not got it, so another may be asked without paying twice.`,
    checks: [
      { what: 'provider', expected: up.code, came: rerouted.provider },
      { what: 'routing', expected: { country: ROUTED_COUNTRY, tried: [down.code] }, came: rerouted.routing },
      { what: `payments at ${up.code}`, expected: 1, came: jobsOf(up, rerouted.transaction_id) },
    ],
  });

  const found = await until(
    () => read(silent.transaction_id),
    ({ status }) => OVER.includes(status),
    UNKNOWN_PATIENCE_MS,
  );
  account.moves('-60.00');
  account.holds('-60.00');
  const path = found.history.map(({ status }) => status);
  await account.tell({
    asked: 'the withdrawal of 60.00 that nobody answered',
    transaction: found,
    status: 'completed',
    came: path.slice(1).join(' > '),
    why: 'For 30 seconds no answer: "unknown", and tried nowhere else. Asked by our id, DEMOBANK says that it is done.',
    checks: [
      { what: 'its states', expected: ['pending', 'processing', 'unknown', 'completed'], came: path },
      { what: 'withdrawals at DEMOBANK', expected: 1, came: jobsOf(DEMOBANK, silent.transaction_id) },
    ],
  });
  return { account, savings, down };
}

const pathOf = (transactionId: string): string => `/api/transactions/${encodeURIComponent(transactionId)}`;

const timesCompleted = ({ history }: TransactionBody): number =>
  history.filter(({ status }) => status === 'completed').length;

const jobsOf = ({ simulator }: DemoProvider, id: string): number =>
  simulator.jobs().filter((job) => job.id === id).length;

const firstWord = (text: string | null | undefined): string => text?.split(':')[0] ?? '';

/** What a request that must not be taken is answered. */
async function refusal(ask: () => Promise<unknown>): Promise<string> {
  try {
    await ask();
    return 'taken';
  } catch (error) {
    if (error instanceof RefusedRequest) return `${error.status} ${error.code}`;
    throw error;
  }
}
