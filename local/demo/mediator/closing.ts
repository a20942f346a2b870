import type { ApiConnection } from '../../../shared/client/api-connection.ts';
import type { Page } from '../../../shared/domain/pagination.ts';
import type { PostingBody, TransactionBody, TrialBalanceBody } from '../../../shared/domain/transaction.ts';
import type { ProviderStatistics } from '../../../shared/mediator/providers/statistics.ts';
import { CURRENCY, sumOf } from './demo-account.ts';
import { type DemoProvider, type DemoProviders, statisticsOf } from './demo-providers.ts';
import type { Paid } from './payments.ts';
import { type Story, until } from './story.ts';
import type { WebhookReceiver } from './webhook-receiver.ts';

export interface Closing {
  readonly api: ApiConnection;
  readonly story: Story;
  readonly providers: DemoProviders;
  readonly paid: Paid;
  /** Ids of the verifications, all of which were approved. */
  readonly verifications: readonly string[];
  readonly receiver: WebhookReceiver;
  readonly webhookId: string;
}

/** Looks at everything again: what became of each transaction, and whether accounts, providers and webhooks agree with it. */
export async function closeAccounts(closing: Closing): Promise<void> {
  const transactions = await tellTransactions(closing);
  await tellBalances(closing);
  await tellStatistics(closing);
  await tellWebhooks(closing, transactions);
}

/** Two parts that were asked for, and one that was not. */
const REFUNDS = 3;

async function tellTransactions({ api, story, paid: { account } }: Closing): Promise<readonly TransactionBody[]> {
  const query = `account=${account.accountId}&sort=created_at&limit=100`;
  const { data } = await api.send<Page<TransactionBody>>('GET', `/api/transactions?${query}`);
  story.chapter('What became of each transaction');
  story.table(
    [
      { title: 'transaction' },
      { title: 'type' },
      { title: 'amount', align: 'right' },
      { title: 'refunded', align: 'right' },
      { title: 'provider' },
      { title: 'states' },
    ],
    data.map((one) => [
      one.refund_of === null ? one.transaction_id : `  of ${one.refund_of}`,
      one.transaction_type,
      one.amount,
      one.refunded_amount,
      one.provider ?? '',
      one.history
        .map(({ status }) => status)
        .filter((status, at, all) => status !== all[at - 1])
        .join(' > '),
    ]),
  );
  const refunds = data.filter(({ refund_of }) => refund_of !== null);
  const own = data.filter(({ refund_of }) => refund_of === null);
  story.expect([
    {
      what: 'transactions and how they ended',
      expected: Object.fromEntries(account.endings),
      came: Object.fromEntries(own.map(({ transaction_id, status }) => [transaction_id, status])),
    },
    {
      what: 'refunds',
      expected: Array(REFUNDS).fill('completed'),
      came: refunds.map(({ status }) => status),
    },
  ]);
  return data;
}

async function tellBalances({ api, story, paid: { account, savings } }: Closing): Promise<void> {
  const { data: postings } = await api.send<Page<PostingBody>>(
    'GET',
    `/api/accounts/${account.accountId}/postings?limit=100`,
  );
  const { balance, reserved } = await account.read();
  const sum = sumOf(postings.map(({ amount }) => amount));
  const other = await savings.read();
  story.chapter('Balances');
  story.step({
    asked: `account ${account.accountId}`,
    came: `${balance} ${CURRENCY}, reserved ${reserved}`,
    why: `As the steps above add up, to the cent; and as its ${postings.length} postings do: ${sum}.`,
    checks: [
      { what: 'the account', expected: account.expected, came: { balance, reserved } },
      { what: 'the sum of its postings', expected: account.expected.balance, came: sum },
    ],
  });
  story.step({
    asked: `savings ${savings.accountId}`,
    came: `${other.balance} ${CURRENCY}, reserved ${other.reserved}`,
    why: 'The transfer, once.',
    checks: [{ what: 'the account', expected: savings.expected, came: other }],
  });
  const { data } = await api.send<{ data: TrialBalanceBody[] }>('GET', '/api/accounts/trial-balance');
  for (const { currency, accounts, held, outside, total } of data) {
    story.step({
      asked: `trial balance in ${currency}`,
      came: `total ${total}`,
      why: `Held by ${accounts} accounts of the bank ${held}, by everybody else ${outside}: nothing came from nowhere.`,
      checks: [{ what: `trial balance in ${currency}`, expected: true, came: /^0([.]0+)?$/.test(total) }],
    });
  }
  story.expect([
    {
      what: `a trial balance in ${CURRENCY}`,
      expected: true,
      came: data.some(({ currency }) => currency === CURRENCY),
    },
  ]);
}

const COUNTED = ['total_requests', 'answered', 'declined', 'errors', 'timeouts', 'not_sent', 'webhooks'] as const;
type Counts = Readonly<Record<(typeof COUNTED)[number], number>>;

/** What was counted since the demo began. */
const since = (before: ProviderStatistics, now: ProviderStatistics): Counts =>
  Object.fromEntries(COUNTED.map((name) => [name, now[name] - before[name]])) as Counts;

/** What the provider itself says: requests that reached it, and webhooks of it that were taken. */
const saidBy = ({ simulator }: DemoProvider) => ({
  requests: simulator.requests().filter(({ path }) => path.startsWith('/v1/')).length,
  webhooks: new Set(simulator.webhooks().flatMap(({ id, status }) => (status === 200 ? [id] : []))).size,
});

async function tellStatistics({ api, story, providers, paid: { down } }: Closing): Promise<void> {
  story.chapter('Providers, as counted here since the demo began, and as they say themselves');
  const rows: string[][] = [];
  for (const provider of Object.values(providers)) {
    const ours = (counts: Counts) => ({
      requests: counts.total_requests - counts.not_sent,
      webhooks: counts.webhooks,
    });
    const counts = await until(
      async () => since(provider.before, await statisticsOf(api, provider.code)),
      (now) => JSON.stringify(ours(now)) === JSON.stringify(saidBy(provider)),
      STATISTICS_PATIENCE_MS,
    );
    const said = saidBy(provider);
    rows.push([provider.code, ...COUNTED.map((name) => `${counts[name]}`), `${said.requests}`, `${said.webhooks}`]);
    story.expect([
      { what: `what reached ${provider.code}, and came from it`, expected: said, came: ours(counts) },
      { what: `timeouts of ${provider.code}`, expected: provider.code === 'DEMOBANK' ? 1 : 0, came: counts.timeouts },
    ]);
    if (provider === down) {
      story.expect([{ what: `calls that did not reach ${down.code}`, expected: true, came: counts.not_sent > 0 }]);
    }
  }
  const numbers = [...COUNTED, 'it got', 'it sent'].map((title) => ({ title, align: 'right' }) as const);
  story.table([{ title: 'provider' }, ...numbers], rows);
  story.say('    Requests that were sent are those that it got, and webhooks that were taken those that it sent.');
}

const STATISTICS_PATIENCE_MS = 15_000;
const DELIVERY_PATIENCE_MS = 30_000;

/** What must have been told of the demo, once each. */
const eventsOf = (transactions: readonly TransactionBody[], verifications: readonly string[]): string[] =>
  [
    ...transactions.flatMap((one) => [
      ...(one.status === 'failed' ? [`transaction.failed ${one.transaction_id}`] : []),
      ...(one.history.some(({ status }) => status === 'unknown') ? [`transaction.unknown ${one.transaction_id}`] : []),
      ...(one.history.some(({ status }) => status === 'completed')
        ? [`transaction.completed ${one.transaction_id}`]
        : []),
      ...(one.refund_of === null ? [] : [`transaction.refunded ${one.transaction_id}`]),
    ]),
    ...verifications.map((id) => `kyc.verified ${id}`),
  ].toSorted();

interface Delivery {
  readonly event_id: string;
  readonly status: string;
}

async function tellWebhooks(closing: Closing, transactions: readonly TransactionBody[]): Promise<void> {
  const { api, story, receiver, webhookId, verifications } = closing;
  const expected = eventsOf(transactions, verifications);
  const ours = new Set([...transactions.map(({ transaction_id }) => transaction_id), ...verifications]);
  /** Of this demo: others may pay and verify at the same time. */
  const received = () =>
    [...receiver.events.values()]
      .flatMap(({ type, data }) => {
        const id = String(data.refund_id ?? data.transaction_id ?? data.request_id);
        return ours.has(id) ? [`${type} ${id}`] : [];
      })
      .toSorted();
  const came = await until(received, ({ length }) => length >= expected.length, DELIVERY_PATIENCE_MS);
  const deliveries = await until(
    () => all<Delivery>(api, `/api/webhooks/${webhookId}/deliveries?limit=100`),
    (listed) => listed.every(({ status }) => status !== 'pending'),
    DELIVERY_PATIENCE_MS,
  );
  const lost = deliveries.filter(({ status, event_id }) => status !== 'delivered' || !receiver.events.has(event_id));
  story.chapter('Webhooks out, as the receiver has proven them');
  const count = (type: string) => came.filter((event) => event.startsWith(`${type} `)).length;
  const types = [...new Set(expected.map((event) => event.split(' ')[0]!))];
  story.table(
    [{ title: 'event' }, { title: 'received', align: 'right' }],
    types.map((type) => [type, `${count(type)}`]),
  );
  story.step({
    asked: `events of the demo: ${expected.length}`,
    came: `${came.length} received, ${receiver.refused} wrong`,
    why: 'Each is proven by the library "standardwebhooks" over the bytes that came, and each that had to come did.',
    checks: [
      { what: 'events that are missing', expected: [], came: expected.filter((event) => !came.includes(event)) },
      { what: 'events', expected, came },
      { what: 'webhooks whose signature does not hold', expected: 0, came: receiver.refused },
      { what: 'deliveries that did not arrive', expected: [], came: lost },
    ],
  });
}

/** A list, page by page. @param address with a query */
async function all<Item>(api: ApiConnection, address: string): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page<Item> = await api.send<Page<Item>>('GET', `${address}${more}`);
    items.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return items;
}
