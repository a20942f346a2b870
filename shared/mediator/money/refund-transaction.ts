import { v7 as uuidv7 } from 'uuid';
import { scaled, unscaled } from '../../contracts/kinds/decimal.ts';
import { notAccepted } from '../../domain/not-accepted.ts';
import { fieldError, Problem } from '../../domain/problems.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { TRANSACTION_SCALE } from '../../domain/transaction.ts';
import { recordChange } from '../../operations/audit.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import { amountFault, servedAmount } from './amounts.ts';
import { type Changer, changerName, changeTransaction, recordHistory } from './change-transaction.ts';
import { lockSides } from './ledger.ts';
import { insert, madeBefore, type RequestKey, reserveOrRefuse } from './make-transaction.ts';
import { lockedTransaction, type TransactionRow } from './transaction-record.ts';

/** Of the original's amount, what nobody gives back yet: as Postgres has it. */
export const leftOf = ({ amount, refunded_amount, refunding_amount }: TransactionRow): string => {
  const [all, given, under] = [amount, refunded_amount, refunding_amount].map((text) =>
    unscaled(text, TRANSACTION_SCALE),
  ) as [bigint, bigint, bigint];
  return scaled(all - given - under, TRANSACTION_SCALE);
};

/**
 * Gives money back, all that is left or a part: a transaction of its own, with source and target the other way round. With a
 * provider it goes out by the same one; without, it is done at once.
 * @returns the refund's id, and whether it goes out; undefined where there is no such transaction
 * @throws {Problem} 400, 409 `wrong-state`, 422 `transaction-error`, `insufficient-balance`, `idempotency-key-reused`
 */
export const refundTransaction = (
  operations: Operations,
  transactionId: string,
  wanted: string | undefined,
  by: Changer,
  request: RequestKey | undefined,
): Promise<{ readonly refundId: string; readonly goesOut: boolean } | undefined> =>
  operations.transaction(async (inside) => {
    const original = await lockedTransaction(inside, transactionId);
    if (original === undefined) return undefined;
    const goesOut = original.provider !== null;
    const earlier = request && (await madeBefore(inside, request));
    if (earlier !== undefined) return { refundId: earlier, goesOut };
    const amount = amountToRefund(original, wanted);
    const refund = await makeRefund(inside, original, { amount, by, request, goesOut, refundId: uuidv7() });
    if ('actor' in by) {
      await recordChange(inside, operations.scope.tenantId, by.actor, {
        action: 'transaction.made',
        target: refund.transaction_id,
        after: {
          transaction_type: 'refund',
          amount: servedAmount(refund.amount, refund.currency),
          currency: refund.currency,
          refund_of: transactionId,
        },
      });
    }
    if (!goesOut) await changeTransaction(operations, inside, refund, { to: 'completed' }, { name: changerName(by) });
    return { refundId: refund.transaction_id, goesOut };
  });

/** @throws {Problem} */
function amountToRefund(original: TransactionRow, wanted: string | undefined): string {
  const { transaction_id, status, currency } = original;
  if (original.refund_of !== null) {
    throw new Problem('wrong-state', serviceSentence('refund-of-refund', { transaction_id }));
  }
  if (status !== 'completed')
    throw new Problem('wrong-state', serviceSentence('refund-state', { transaction_id, status }));
  const left = leftOf(original);
  if (unscaled(left, TRANSACTION_SCALE) === 0n) throw new Problem('wrong-state', serviceSentence('nothing-left'));
  if (wanted === undefined) return left;
  const fault = amountFault('amount', wanted, currency);
  if (fault) throw notAccepted([fault]);
  if (unscaled(wanted, TRANSACTION_SCALE) > unscaled(left, TRANSACTION_SCALE)) {
    const said = serviceSentence('refund-left', {
      amount: servedAmount(original.amount, currency),
      currency,
      left: servedAmount(left, currency),
    });
    throw new Problem('transaction-error', said, { errors: [fieldError('amount', 'range', said)] });
  }
  return wanted;
}

interface RefundParticulars {
  readonly refundId: string;
  readonly amount: string;
  readonly by: Changer;
  readonly request: RequestKey | undefined;
  readonly goesOut: boolean;
}

/** The original is locked, and has so much left. @throws {Problem} 422 `insufficient-balance` */
export async function makeRefund(
  inside: Queryable,
  original: TransactionRow,
  { refundId, amount, by, request, goesOut }: RefundParticulars,
): Promise<TransactionRow> {
  const refund = await insert(inside, {
    transaction_id: refundId,
    transaction_type: 'refund',
    amount,
    currency: original.currency,
    source_account: original.target_account,
    target_account: original.source_account,
    source_system: original.target_system,
    target_system: original.source_system,
    ...(original.provider === null ? {} : { provider: original.provider }),
    ...(original.provider_key === null ? {} : { provider_key: original.provider_key }),
    ...(original.user_id === null ? {} : { user_id: original.user_id }),
    refund_of: original.transaction_id,
    request,
    goesOut,
  });
  if (refund === undefined) {
    throw new Problem('transaction-exists', serviceSentence('transaction-id-taken', { transaction_id: refundId }));
  }
  await lockSides(inside, refund);
  if (refund.source_account !== null) await reserveOrRefuse(inside, refund.source_account, refund);
  await inside.query(
    `UPDATE transactions SET refunding_amount = refunding_amount + $2::numeric, version = version + 1, updated_at = now()
     WHERE transaction_id = $1`,
    [original.transaction_id, amount],
  );
  const said = `${servedAmount(refund.amount, refund.currency)} ${refund.currency} to be given back by ${refundId}`;
  await recordHistory(inside, { ...original, version: original.version + 1 }, by, said);
  await recordHistory(inside, refund, by, undefined);
  return refund;
}
