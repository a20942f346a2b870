import { v7 as uuidv7 } from 'uuid';
import { unscaled } from '../../contracts/kinds/decimal.ts';
import { Problem } from '../../domain/problems.ts';
import { mayBecome, TRANSACTION_SCALE, type TransactionStatus } from '../../domain/transaction.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import type { Applied, ProviderEvent } from '../adapter.ts';
import { amountFault, servedAmount } from './amounts.ts';
import { type Changer, changeTransaction, lockForChange } from './change-transaction.ts';
import { changeBy } from './dispatch-transactions.ts';
import { madeBefore, requestKeyOf } from './make-transaction.ts';
import { leftOf, makeRefund } from './refund-transaction.ts';
import { lockedTransaction, type TransactionRow } from './transaction-record.ts';

type MoneyEvent = Extract<ProviderEvent, { readonly about: 'transaction' | 'refund' }>;

/**
 * Applies what a provider tells of a transaction, forwards only: what is told late, or twice, changes nothing.
 * @param eventId by which the provider knows the event: a refund that he made by himself is made here once
 */
export const applyTransactionEvent = (
  operations: Operations,
  provider: string,
  event: MoneyEvent,
  eventId: string,
): Promise<Applied> =>
  operations
    .transaction(async (inside): Promise<Applied> => {
      const by = { name: provider };
      const found = await idOf(inside, provider, event);
      if (found === undefined)
        return { status: 'not-found', detail: 'No transaction of this provider is meant by it.' };
      if (event.about === 'transaction') return applyToSame(operations, inside, found, event, by);
      return applyRefund(operations, inside, found, event, by, eventId);
    })
    .catch((error) => {
      if (error instanceof RefundUncovered) return error.applied;
      throw error;
    });

/** By our id, else by the provider's, where only one transaction has it. */
async function idOf(
  inside: Queryable,
  provider: string,
  { transactionId, reference }: MoneyEvent,
): Promise<string | undefined> {
  const found = await inside.query<{ transaction_id: string }>(
    transactionId === null
      ? 'SELECT transaction_id FROM transactions WHERE provider = $1 AND provider_reference = $2 LIMIT 2'
      : 'SELECT transaction_id FROM transactions WHERE provider = $1 AND transaction_id = $2',
    [provider, transactionId ?? reference],
  );
  return found.length === 1 ? found[0]!.transaction_id : undefined;
}

/** Only where it speaks of the same money. */
async function applyToSame(
  operations: Operations,
  inside: Queryable,
  transactionId: string,
  event: MoneyEvent,
  by: Changer,
): Promise<Applied> {
  const { amount = null, currency = null } = event;
  const [row] = await inside.query<{ currency: string; amount: string; is_same: boolean }>(
    `SELECT currency, amount::text AS amount, ($2::text IS NULL OR $2 = currency)
       AND ($3::text IS NULL OR (pg_input_is_valid($3, 'numeric') AND $3::numeric = amount)) AS is_same
     FROM transactions WHERE transaction_id = $1`,
    [transactionId, currency, amount],
  );
  if (row!.is_same) return applyTo(operations, inside, transactionId, event, by);
  const ours = `${servedAmount(row!.amount, row!.currency)} ${row!.currency}`;
  const detail = `It is of ${ours}, and the provider speaks of ${amount ?? ''} ${currency ?? ''}`.trim();
  return { status: 'refused', subject: transactionId, detail: `${detail}.` };
}

async function applyTo(
  operations: Operations,
  inside: Queryable,
  transactionId: string,
  { answer }: Pick<MoneyEvent, 'answer'>,
  by: Changer,
): Promise<Applied> {
  const row = (await lockForChange(inside, transactionId))!;
  const { outcome: to, reference } = answer;
  const subject = transactionId;
  if (to === row.status || (to === 'processing' && row.status === 'unknown')) {
    if (row.provider_reference === null && reference !== null) {
      await inside.query('UPDATE transactions SET provider_reference = $2 WHERE transaction_id = $1', [
        subject,
        reference,
      ]);
    }
    return { status: 'already', subject, detail: `It is ${row.status} already.` };
  }
  if (mayBecome(row.status, to)) {
    // A worker asks what became of it where the provider does not tell.
    const dueInSeconds = to === 'processing' ? ASK_AFTER_SECONDS : undefined;
    await changeTransaction(operations, inside, row, { ...changeBy(answer), dueInSeconds }, by);
    return { status: 'applied', subject, detail: `It became ${to}.` };
  }
  // Told late: it has gone through that state, or further.
  if (to === 'processing' || (to === 'completed' && row.status === 'refunded')) {
    return { status: 'already', subject, detail: `It is ${row.status} by now.` };
  }
  return { status: 'refused', subject, detail: `It is ${row.status}: from there it cannot become ${to}.` };
}

const ASK_AFTER_SECONDS = 300;

async function applyRefund(
  operations: Operations,
  inside: Queryable,
  originalId: string,
  event: Extract<ProviderEvent, { readonly about: 'refund' }>,
  by: Changer,
  eventId: string,
): Promise<Applied> {
  const { answer, amount, currency = null } = event;
  const original = (await lockedTransaction(inside, originalId))!;
  // The provider may name the refund itself, and not what it gives back.
  if (original.refund_of !== null) return applyToSame(operations, inside, originalId, event, by);
  const own = await ownRefund(inside, original, event);
  if (own === UNCLEAR) return { status: 'not-found', detail: 'It may be one of several refunds that are under way.' };
  if (own !== undefined) return applyToSame(operations, inside, own, event, by);
  const subject = originalId;
  if (answer.outcome !== 'completed') {
    return { status: 'already', subject, detail: `Nothing of it is given back: ${answer.outcome}.` };
  }
  // No name that is made of the event's: names are cut, meet those of another provider, and may be a client's.
  const request = requestKeyOf('provider-refund', JSON.stringify([original.provider, originalId, eventId]), null);
  const earlier = await madeBefore(inside, request);
  if (earlier !== undefined) {
    return { status: 'already', subject, detail: `It was given back by ${earlier} already.` };
  }
  if (mayBecome(original.status, 'completed')) {
    return { status: 'not-found', detail: `It is ${original.status}, and not yet completed here.` };
  }
  const refusal = refundRefusal(original, amount, currency);
  if (refusal !== undefined) return { status: 'refused', subject, detail: refusal };
  const made = uuidv7();
  try {
    const refund = await makeRefund(inside, original, {
      refundId: made,
      amount: amount ?? leftOf(original),
      by,
      request,
      goesOut: false,
    });
    await changeTransaction(operations, inside, refund, changeBy(answer), by);
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'insufficient-balance')) throw error;
    throw new RefundUncovered({
      status: 'refused',
      subject,
      detail: `It was given back, and is not there: ${error.detail}`,
    });
  }
  return { status: 'applied', subject, detail: `It was given back by ${made}.` };
}

/** A provider gave back what the account no longer has: nothing of it is booked, and somebody has to look. */
class RefundUncovered extends Error {
  override readonly name = 'RefundUncovered';
  readonly applied: Applied;

  constructor(applied: Applied) {
    super('a refund is not covered');
    this.applied = applied;
  }
}

const UNCLEAR = Symbol('unclear');

/**
 * Which of the refunds that are known an event speaks of: the one that it names by our id or the provider's; else, where it names
 * none, the only one of this amount that is with the provider.
 * @returns undefined where it can be none of them: the provider gave money back by himself. UNCLEAR where it may be one and nobody can
 * say which: told again once the provider's id of each is known, or it is over, it is clear.
 */
async function ownRefund(
  inside: Queryable,
  { transaction_id }: TransactionRow,
  { refundId, amount, answer }: Extract<ProviderEvent, { readonly about: 'refund' }>,
): Promise<string | typeof UNCLEAR | undefined> {
  const names = [refundId, answer.reference].filter((name) => name !== null);
  const named = await inside.query<{ transaction_id: string }>(
    `SELECT transaction_id FROM transactions
     WHERE refund_of = $1 AND (transaction_id = ANY($2) OR provider_reference = ANY($2)) LIMIT 2`,
    [transaction_id, names],
  );
  if (named.length > 0) return named.length === 1 ? named[0]!.transaction_id : UNCLEAR;
  const possible = await inside.query<{ transaction_id: string }>(
    `SELECT transaction_id FROM transactions
     WHERE refund_of = $1 AND status IN ('processing', 'unknown') AND sent_at IS NOT NULL
       AND ($2::numeric IS NULL OR amount = $2::numeric) AND ($3 OR provider_reference IS NULL) LIMIT 2`,
    [transaction_id, amount, names.length === 0],
  );
  if (possible.length === 0) return undefined;
  return possible.length === 1 && names.length === 0 ? possible[0]!.transaction_id : UNCLEAR;
}

function refundRefusal(original: TransactionRow, amount: string | null, theirs: string | null): string | undefined {
  const { status, currency } = original;
  if (theirs !== null && theirs !== currency) return `It is of ${currency}, and the provider speaks of ${theirs}.`;
  const states: readonly TransactionStatus[] = ['completed'];
  if (!states.includes(status)) return `It is ${status}: only what is completed can be given back.`;
  const left = leftOf(original);
  if (amount === null) return unscaled(left, TRANSACTION_SCALE) > 0n ? undefined : 'All of it has been given back.';
  const fault = amountFault('amount', amount, currency);
  if (fault) return `amount: ${fault.detail}`;
  return unscaled(amount, TRANSACTION_SCALE) <= unscaled(left, TRANSACTION_SCALE)
    ? undefined
    : `${amount} ${currency} are more than what is left of it.`;
}
