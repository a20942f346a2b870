import { scaled, unscaled } from '../../../../shared/contracts/kinds/decimal.ts';
import type { TradeSettings } from '../../../../shared/datasets/trades/rates.ts';

/** What the replay reads of a client. */
export interface Client {
  readonly client_id: string;
  readonly account_balance: string;
  readonly account_currency: string;
}

/** What the replay reads of a trade. */
export interface Trade {
  readonly transaction_id: string;
  readonly row_number: number;
  readonly client_id: string;
  readonly transaction_type: 'buy' | 'sell';
  readonly transaction_date: string;
  readonly amount: string;
  readonly currency: string;
}

const RATE_SCALE = 16;
const ONE = 10n ** BigInt(RATE_SCALE);

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const money = (cents: bigint) => scaled(cents, 2);

/** One unit of a currency in another, times 10^16, by the configured pairs; null if none leads there. */
function rateOf({ rates, cross_via: via }: TradeSettings, from: string, to: string): bigint | null {
  const configured = (base: string, quote: string) => {
    const rate = rates[`${base}/${quote}`];
    return rate === undefined ? null : unscaled(rate, 8);
  };
  if (from === to) return ONE;
  const direct = configured(from, to);
  if (direct !== null) return direct * 10n ** 8n;
  if (via === null) return null;
  const [there, onwards] = [configured(from, via), configured(via, to)];
  return there === null || onwards === null ? null : there * onwards;
}

/**
 * The rules of the trades, as they are told: a balance, a debt, one trade after the other. Written from the requirements,
 * and without the replay's idea that all of it is one number.
 */
export function replay(client: Client, trades: readonly Trade[], settings: TradeSettings) {
  const opening = unscaled(client.account_balance, 2);
  let balance = opening > 0n ? opening : 0n;
  let debt = opening < 0n ? -opening : 0n;
  const totals = { completed: 0, failed: 0, spent: 0n, gained: 0n };
  const inOrder = [...trades].sort(
    (a, b) =>
      compare(a.transaction_date, b.transaction_date) ||
      a.row_number - b.row_number ||
      compare(a.transaction_id, b.transaction_id),
  );
  const outcomes = inOrder.map((trade) => {
    const rate = rateOf(settings, trade.currency, client.account_currency);
    const signed = unscaled(trade.amount, 2);
    const converted = rate === null ? null : ((signed < 0n ? -signed : signed) * rate + ONE / 2n) / ONE;
    let failure: string | null = null;
    if (converted === null) {
      failure = 'NO_RATE';
    } else if (trade.transaction_type === 'sell') {
      const paid = converted < debt ? converted : debt;
      debt -= paid;
      balance += converted - paid;
      totals.gained += converted;
    } else if (debt > 0n) {
      failure = 'CLIENT_SUSPENDED';
    } else if (balance >= converted) {
      balance -= converted;
      totals.spent += converted;
    } else {
      failure = 'INSUFFICIENT_FUNDS';
      debt = converted - balance;
      balance = 0n;
    }
    if (failure === null) totals.completed += 1;
    else totals.failed += 1;
    return {
      ...trade,
      account_currency: client.account_currency,
      rate: rate === null ? null : scaled(rate, RATE_SCALE),
      converted_amount: converted === null ? null : money(converted),
      transaction_status: failure === null ? 'completed' : 'failed',
      failure_reason: failure,
      balance_after: money(balance),
      debt_after: money(debt),
    };
  });
  const account = {
    ...client,
    status: debt > 0n ? 'suspended' : 'active',
    balance: money(balance),
    debt: money(debt),
    total_transactions: totals.completed,
    failed_transactions: totals.failed,
    total_spent: money(totals.spent),
    total_gained: money(totals.gained),
  };
  return { outcomes, account };
}

/** The same of a whole book: outcomes in the order of their ids, accounts in that of the clients. */
export function replayAll<C extends Client, T extends Trade>(
  clients: readonly C[],
  trades: readonly T[],
  settings: TradeSettings,
) {
  const byClient = Map.groupBy(trades, ({ client_id }) => client_id);
  const replayed = clients.map((client) => replay(client, byClient.get(client.client_id) ?? [], settings));
  return {
    outcomes: replayed.flatMap(({ outcomes }) => outcomes).sort((a, b) => compare(a.transaction_id, b.transaction_id)),
    accounts: replayed.map(({ account }) => account),
  };
}
