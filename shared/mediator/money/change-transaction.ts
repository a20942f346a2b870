import { Problem } from '../../domain/problems.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { mayBecome, type TransactionStatus } from '../../domain/transaction.ts';
import { type AuditActor, actorLabel, recordChange } from '../../operations/audit.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import { recordOutgoing } from '../../operations/outbox.ts';
import type { Json } from '../adapter.ts';
import { servedAmount } from './amounts.ts';
import { release, settle } from './ledger.ts';
import { lockedTransaction, type TransactionRow } from './transaction-record.ts';

/** Who changes a transaction: a person or a program of the tenant, whose change is audited; or a provider, or the service, by name. */
export type Changer = { readonly actor: AuditActor } | { readonly name: string };

export const changerName = (by: Changer): string => ('actor' in by ? actorLabel(by.actor) : by.name);

export interface TransactionChange {
  readonly to: TransactionStatus;
  readonly reason?: string | undefined;
  readonly responseData?: Json | undefined;
  readonly reference?: string | null | undefined;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  /** When a worker looks at it again; never where left out. */
  readonly dueInSeconds?: number | undefined;
}

/**
 * Locks a transaction, and before it that whose money it gives back: always in this order.
 * @returns undefined where there is none
 */
export async function lockForChange(inside: Queryable, transactionId: string): Promise<TransactionRow | undefined> {
  const [found] = await inside.query<{ refund_of: string | null }>(
    'SELECT refund_of FROM transactions WHERE transaction_id = $1',
    [transactionId],
  );
  if (found === undefined) return undefined;
  if (found.refund_of !== null) await lockedTransaction(inside, found.refund_of);
  return lockedTransaction(inside, transactionId);
}

/**
 * Brings a locked transaction into another state: the state, its history, the money, the transaction whose money it gives back, what
 * is told of it, and the audit, in one transaction of the database.
 * @throws {Problem} 409 `wrong-state` where nothing leads there
 */
export async function changeTransaction(
  { scope }: Pick<Operations, 'scope'>,
  inside: Queryable,
  row: TransactionRow,
  change: TransactionChange,
  by: Changer,
): Promise<TransactionRow> {
  const { transaction_id, status } = row;
  const { to } = change;
  if (!mayBecome(status, to)) {
    throw new Problem('wrong-state', serviceSentence('transaction-state', { transaction_id, status, wanted: to }));
  }
  await inside.query(
    `UPDATE transactions SET status = $2, version = version + 1, updated_at = now(),
       response_data = coalesce($3::jsonb, response_data), provider_reference = coalesce($4, provider_reference),
       error_code = $5, error_message = $6, due_at = clock_timestamp() + make_interval(secs => $7)
     WHERE transaction_id = $1`,
    [
      transaction_id,
      to,
      change.responseData === undefined ? null : JSON.stringify(change.responseData),
      change.reference ?? null,
      change.errorCode ?? null,
      change.errorMessage ?? null,
      change.dueInSeconds ?? null,
    ],
  );
  const version = row.version + 1;
  await recordHistory(inside, { transaction_id, version, status: to }, by, change.reason);
  if (to === 'completed') await settle(inside, row);
  if (to === 'failed') await release(inside, row);
  if (row.refund_of !== null && (to === 'completed' || to === 'failed')) await endRefund(inside, row, to, by);
  if (to !== 'processing') await tell(inside, row, to, change);
  if ('actor' in by) {
    await recordChange(inside, scope.tenantId, by.actor, {
      action: 'transaction.changed',
      target: transaction_id,
      before: { status },
      after: { status: to },
    });
  }
  return { ...row, status: to, version };
}

export async function recordHistory(
  inside: Queryable,
  { transaction_id, version, status }: Pick<TransactionRow, 'transaction_id' | 'version' | 'status'>,
  by: Changer,
  reason: string | undefined,
): Promise<void> {
  await inside.query(
    'INSERT INTO transaction_history (transaction_id, version, status, by, reason) VALUES ($1, $2, $3, $4, $5)',
    [transaction_id, version, status, changerName(by), reason ?? null],
  );
}

/** The original, which is locked: what is given back is one more part of it, or is not to be given back after all. */
async function endRefund(
  inside: Queryable,
  { refund_of, transaction_id, amount, currency }: TransactionRow,
  to: 'completed' | 'failed',
  by: Changer,
): Promise<void> {
  const given = to === 'completed' ? amount : '0';
  const [original] = await inside.query<Pick<TransactionRow, 'transaction_id' | 'version' | 'status'>>(
    `UPDATE transactions SET refunding_amount = refunding_amount - $2::numeric,
       refunded_amount = refunded_amount + $3::numeric,
       status = CASE WHEN refunded_amount + $3::numeric = amount THEN 'refunded' ELSE status END,
       version = version + 1, updated_at = now()
     WHERE transaction_id = $1 RETURNING transaction_id, version, status`,
    [refund_of, amount, given],
  );
  const said = `${servedAmount(amount, currency)} ${currency} ${to === 'completed' ? 'given back' : 'not given back'} by ${transaction_id}`;
  await recordHistory(inside, original!, by, said);
  if (to !== 'completed') return;
  await recordOutgoing(inside, 'transaction.refunded', {
    transaction_id: refund_of,
    status: original!.status,
    refund_id: transaction_id,
    amount: servedAmount(amount, currency),
    currency,
  });
}

const tell = (inside: Queryable, row: TransactionRow, status: TransactionStatus, change: TransactionChange) =>
  recordOutgoing(inside, `transaction.${status}`, {
    transaction_id: row.transaction_id,
    transaction_type: row.transaction_type,
    status,
    amount: servedAmount(row.amount, row.currency),
    currency: row.currency,
    source_account: row.source_account,
    target_account: row.target_account,
    source_system: row.source_system,
    target_system: row.target_system,
    provider: row.provider,
    refund_of: row.refund_of,
    error_code: change.errorCode ?? null,
    error_message: change.errorMessage ?? null,
  });
