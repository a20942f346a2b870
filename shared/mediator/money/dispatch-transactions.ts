import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../domain/problems.ts';
import type { Operations } from '../../operations/database.ts';
import type { Answer, PaymentOrder } from '../adapter.ts';
import type { Mediation } from '../mediation.ts';
import { servedAmount } from './amounts.ts';
import { changeTransaction, lockForChange, type TransactionChange } from './change-transaction.ts';
import { ROW_COLUMNS, type TransactionRow } from './transaction-record.ts';

/** How a worker reaches providers (mediator/providers). */
export interface Providers {
  /**
   * Sends it; asks about it; or sends what may have been sent before, which is `not-sent` where the provider might do it twice.
   * @throws {Problem} `quota-used-up`, before anything is sent
   */
  call(row: TransactionRow, operation: 'order' | 'ask' | 'order-again', order: PaymentOrder): Promise<Answer>;
  /** The next one to try; undefined where nobody is left. */
  choose(row: TransactionRow): Promise<string | undefined>;
}

/** In work at the same time, of one tenant in one worker: they mostly wait. */
const AT_A_TIME = 16;
/** How soon a worker that waits for some sees what has come meanwhile. */
const LOOK_AGAIN_MS = 500;
/** Longer than any call: whoever has not come back by then is dead, and another goes on. */
const CLAIM_SECONDS = 90;
/** Less is not begun. */
const ENOUGH_MS = 45_000;
/** Seconds until a provider that could not be reached is tried again; then it has failed. */
const RETRY_SECONDS = [5, 30, 120];
/** Seconds until it is asked what became of it; then every five minutes. */
const ASK_SECONDS = [5, 30];
const ASK_EVERY_SECONDS = 300;
/** A provider that does not know a transaction may still be reading it; one that has not heard of it by then never will. */
const UNHEARD_AFTER_TRIES = 3;

/**
 * Sends what waits to be sent, and asks what became of what may have been sent. Nothing is sent under two keys: the id of the
 * transaction is the key of every call about it. No transaction of the database is open while somebody is called.
 * @param goesOn whether anything may be begun
 * @returns seconds until the next is due, of those within a quarter of an hour; undefined where there is none
 */
export async function dispatchTransactions(
  work: Mediation,
  providers: Providers,
  goesOn: () => boolean = () => true,
): Promise<number | undefined> {
  const { operations, remainingMs } = work;
  const underWay = new Set<Promise<void>>();
  while (goesOn() && remainingMs() > ENOUGH_MS) {
    const free = AT_A_TIME - underWay.size;
    const claimed = free > 0 ? await claimDue(operations, free) : [];
    for (const row of claimed) {
      const done: Promise<void> = dispatch(work, providers, row).finally(() => underWay.delete(done));
      underWay.add(done);
    }
    if (underWay.size === 0) return secondsToNext(operations);
    if (claimed.length === 0) await Promise.race([...underWay, sleep(LOOK_AGAIN_MS)]);
  }
  await Promise.all(underWay);
  return 0;
}

/** Cheap: the first entry of an index. */
export async function areTransactionsDue(operations: Operations): Promise<boolean> {
  const [row] = await operations.query<{ due: boolean }>(
    'SELECT EXISTS (SELECT FROM transactions WHERE due_at <= now()) AS due',
  );
  return row?.due === true;
}

async function secondsToNext(operations: Operations): Promise<number | undefined> {
  const [row] = await operations.query<{ seconds: number | null }>(
    `SELECT ceil(extract(epoch FROM min(due_at) - now()))::float8 AS seconds FROM transactions
     WHERE due_at < now() + interval '15 minutes'`,
  );
  return row?.seconds === null || row === undefined ? undefined : Math.max(row.seconds, 0);
}

const claimDue = (operations: Operations, most: number): Promise<TransactionRow[]> =>
  operations.query<TransactionRow>(
    `UPDATE transactions SET due_at = now() + make_interval(secs => $1)
     WHERE transaction_id IN (
       SELECT transaction_id FROM transactions WHERE due_at <= now() ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING ${ROW_COLUMNS}`,
    [CLAIM_SECONDS, most],
  );

/** One failure does not stop the others: what was claimed is due again after a while. */
async function dispatch(work: Mediation, providers: Providers, claimed: TransactionRow): Promise<void> {
  const { transaction_id } = claimed;
  try {
    if (claimed.status === 'pending' || (claimed.status === 'processing' && claimed.sent_at === null)) {
      await order(work, providers, claimed);
    } else await ask(work, providers, claimed);
  } catch (error) {
    work.logger.error('a transaction could not be worked on', { transaction_id, error: error as Error });
  }
}

async function order({ operations, logger }: Mediation, providers: Providers, claimed: TransactionRow): Promise<void> {
  const row = await begin(operations, claimed, claimed.provider ?? (await providers.choose(claimed)));
  if (row === undefined) return;
  const { transaction_id, provider } = row;
  const answer = await providers.call(row, 'order', orderOf(row)).catch(quotaUsedUp);
  logger.info('transaction sent', { transaction_id, provider, outcome: answer.outcome });
  if (answer.outcome === 'not-sent') await notSent(operations, providers, row, answer);
  // Whoever was sent it and says that he does not know it is asked again.
  else await heard(operations, row, answer);
}

const quotaUsedUp = (error: unknown): NotSent => {
  if (error instanceof Problem && error.code === 'quota-used-up') {
    return { outcome: 'not-sent', reason: error.detail, endsAs: error.code };
  }
  throw error;
};

type NotSent = Extract<Answer, { readonly outcome: 'not-sent' }> & {
  /** Where there is no use in trying again soon: the code that it fails with. */
  readonly endsAs?: 'quota-used-up';
};

/**
 * Says, before anything is sent, that from now on the provider may have it.
 * @returns undefined where it is not to be sent any more, or there is nobody to send it to
 */
const begin = (
  operations: Operations,
  { transaction_id }: TransactionRow,
  provider: string | undefined,
): Promise<TransactionRow | undefined> =>
  operations.transaction(async (inside) => {
    const row = await lockForChange(inside, transaction_id);
    if (row === undefined || row.sent_at !== null || (row.status !== 'pending' && row.status !== 'processing')) {
      return undefined;
    }
    if (provider === undefined) {
      await changeTransaction(operations, inside, row, nobodyLeft(row), SERVICE);
      return undefined;
    }
    const sent =
      row.status === 'pending'
        ? await changeTransaction(
            operations,
            inside,
            row,
            { to: 'processing', reason: `sent to ${provider}`, dueInSeconds: CLAIM_SECONDS },
            SERVICE,
          )
        : row;
    await inside.query('UPDATE transactions SET provider = $2, sent_at = clock_timestamp() WHERE transaction_id = $1', [
      transaction_id,
      provider,
    ]);
    return { ...sent, provider, sent_at: new Date() };
  });

const SERVICE = { name: 'service' } as const;

const nobodyLeft = ({ routing }: TransactionRow): TransactionChange => ({
  to: 'failed',
  reason: 'nobody could be reached',
  errorCode: 'no-provider',
  errorMessage:
    routing && routing.tried.length > 0
      ? `None of the providers that take it could be reached: ${routing.tried.join(', ')}.`
      : 'No provider that is active and online takes it.',
});

/** It certainly has not arrived: another one is tried where one was to be chosen, else the same one a little later. */
async function notSent(
  operations: Operations,
  providers: Providers,
  row: TransactionRow,
  { reason, waitSeconds, endsAs }: NotSent,
): Promise<void> {
  const provider = row.provider!;
  const tried = [...(row.routing?.tried ?? []), provider];
  const next = row.routing && (await providers.choose({ ...row, routing: { ...row.routing, tried } }));
  const wait = endsAs === undefined ? (waitSeconds ?? RETRY_SECONDS[row.tries]) : undefined;
  const said = `${provider}: ${reason}`;
  await operations.transaction(async (inside) => {
    const locked = await lockForChange(inside, row.transaction_id);
    // Somebody has decided otherwise meanwhile.
    if (locked?.status !== 'processing') return;
    if (next !== undefined && next !== null) {
      await inside.query(
        `UPDATE transactions SET provider = NULL, sent_at = NULL, routing = jsonb_set(routing, '{tried}', $2::jsonb), due_at = now(),
           error_message = $3 WHERE transaction_id = $1`,
        [row.transaction_id, JSON.stringify(tried), said],
      );
    } else if (wait !== undefined) {
      await inside.query(
        `UPDATE transactions SET sent_at = NULL, tries = tries + $3::int, due_at = now() + make_interval(secs => $2),
           error_message = $4 WHERE transaction_id = $1`,
        // That it waits for its turn says nothing of whether the provider is there.
        [row.transaction_id, wait, waitSeconds === undefined ? 1 : 0, said],
      );
    } else {
      const failure = {
        to: 'failed',
        reason: 'it could not be sent',
        errorCode: endsAs ?? 'provider-error',
        errorMessage: said,
      } as const;
      await changeTransaction(operations, inside, locked, failure, SERVICE);
    }
  });
}

async function ask(work: Mediation, providers: Providers, row: TransactionRow): Promise<void> {
  const { operations, logger } = work;
  const { transaction_id, provider } = row;
  const said = await providers.call(row, 'ask', orderOf(row)).catch(quotaUsedUp);
  logger.info('asked about a transaction', { transaction_id, provider, outcome: said.outcome });
  const isUnheard = said.outcome === 'unheard';
  const answer = isUnheard && row.tries < UNHEARD_AFTER_TRIES ? await orderAgain(work, providers, row, said) : said;
  await heard(operations, row, answer, isUnheard);
}

/**
 * Whoever was to send it may have died before it was out, or it has got lost: so it goes out again, to the same provider and by the
 * same key, where that is done once. Otherwise a payment would fail for the death of a worker.
 * @returns what came of it; `unheard` where it was not sent again
 */
async function orderAgain(
  { operations, logger }: Mediation,
  providers: Providers,
  row: TransactionRow,
  unheard: Answer,
): Promise<Answer> {
  const { transaction_id, provider } = row;
  // Asking has taken some of the time that it was claimed for; and somebody may have decided otherwise meanwhile.
  const claimed = await operations.query(
    `UPDATE transactions SET due_at = now() + make_interval(secs => $2)
     WHERE transaction_id = $1 AND status IN ('processing', 'unknown') RETURNING 1`,
    [transaction_id, CLAIM_SECONDS],
  );
  if (claimed.length === 0) return unheard;
  const answer = await providers.call(row, 'order-again', orderOf(row)).catch(quotaUsedUp);
  logger.info('transaction sent again', { transaction_id, provider, outcome: answer.outcome });
  return answer.outcome === 'not-sent' ? unheard : answer;
}

/**
 * What a provider said becomes the state, as far as it leads on; of what is not over, it is asked again.
 * @param isUnheard whether the provider, asked about it, did not know it
 */
const heard = (
  operations: Operations,
  { transaction_id, provider }: TransactionRow,
  answer: Answer,
  isUnheard = false,
): Promise<void> =>
  operations.transaction(async (inside) => {
    const row = await lockForChange(inside, transaction_id);
    if (row?.status !== 'processing' && row?.status !== 'unknown') return;
    const by = { name: provider ?? 'service' };
    const dueInSeconds = ASK_SECONDS[row.tries] ?? ASK_EVERY_SECONDS;
    const neverHeard = answer.outcome === 'unheard' && row.tries >= UNHEARD_AFTER_TRIES;
    // That it could not be asked for a while does not say that it never heard of it.
    const tries = isUnheard ? row.tries + 1 : Math.min(row.tries + 1, ASK_SECONDS.length);
    if (answer.outcome === 'completed' || answer.outcome === 'failed') {
      await changeTransaction(operations, inside, row, changeBy(answer), by);
    } else if (neverHeard) {
      const failure = {
        to: 'failed',
        reason: 'the provider never heard of it',
        errorCode: 'provider-error',
        errorMessage: `${provider}: ${answer.reason}`,
      } as const;
      await changeTransaction(operations, inside, row, failure, SERVICE);
    } else {
      if (answer.outcome === 'unknown' && row.status === 'processing') {
        await changeTransaction(
          operations,
          inside,
          row,
          { to: 'unknown', reason: answer.reason, dueInSeconds },
          SERVICE,
        );
      }
      const reference = 'reference' in answer ? (answer.reference ?? null) : null;
      await inside.query(
        `UPDATE transactions SET tries = $4, due_at = now() + make_interval(secs => $2),
           provider_reference = coalesce($3, provider_reference) WHERE transaction_id = $1`,
        [transaction_id, dueInSeconds, reference, tries],
      );
    }
  });

/** What the state becomes by what a provider says. */
export const changeBy = (answer: Extract<Answer, { readonly data: unknown }>): TransactionChange => ({
  to: answer.outcome,
  reference: answer.reference,
  responseData: answer.data,
  ...(answer.outcome === 'failed'
    ? { errorCode: answer.code ?? 'declined', errorMessage: answer.message ?? 'The provider declined it.' }
    : {}),
});

export const orderOf = (row: TransactionRow): PaymentOrder => ({
  transactionId: row.transaction_id,
  reference: row.provider_reference,
  type: row.transaction_type,
  amount: servedAmount(row.amount, row.currency),
  currency: row.currency,
  source: { account: row.source_account, system: row.source_system },
  target: { account: row.target_account, system: row.target_system },
  userId: row.user_id,
  refundOf: row.refund_of === null ? null : { transactionId: row.refund_of, reference: row.refund_reference },
  data: row.request_data as PaymentOrder['data'],
});
