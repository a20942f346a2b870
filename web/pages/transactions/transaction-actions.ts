import { mayBecome } from '../../../shared/domain/transaction.ts';
import type { components } from '../../api/schema.ts';
import { exactDifference } from '../../format/exact-difference.ts';
import type { ExactDecimal } from '../../format/formats.ts';

type Transaction = components['schemas']['Transaction'];
export type Action = 'complete' | 'fail' | 'refund';

type Money = Pick<Transaction, 'amount' | 'refunded_amount' | 'refunding_amount'>;

/** Of the amount, what has not been given back and is not on its way. */
export const leftToRefund = ({ amount, refunded_amount, refunding_amount }: Money): ExactDecimal =>
  exactDifference(exactDifference(amount, refunded_amount), refunding_amount);

export const isAboveZero = (exact: ExactDecimal): boolean => !exact.startsWith('-') && /[1-9]/.test(exact);

/** What may be done with a transaction from where it is. */
export function actionsOf(transaction: Money & Pick<Transaction, 'status' | 'refund_of'>): readonly Action[] {
  const { status, refund_of } = transaction;
  const isRefundable = status === 'completed' && refund_of === null && isAboveZero(leftToRefund(transaction));
  return [
    ...(mayBecome(status, 'completed') ? (['complete'] as const) : []),
    ...(mayBecome(status, 'failed') ? (['fail'] as const) : []),
    ...(isRefundable ? (['refund'] as const) : []),
  ];
}

/** Whether so much may be given back: more than nothing, and no more than is left. */
export const isPartOf = (part: ExactDecimal | undefined, left: ExactDecimal): part is ExactDecimal =>
  part !== undefined && isAboveZero(part) && !exactDifference(left, part).startsWith('-');
