import type { Queryable } from '../../operations/database.ts';
import { outsideAccount } from './accounts.ts';
import type { TransactionRow } from './transaction-record.ts';

type Sides = Pick<TransactionRow, 'transaction_id' | 'amount' | 'currency' | 'source_account' | 'target_account'>;

/** In one order, so that two transactions between the same accounts never wait for each other. */
export async function lockSides(
  inside: Queryable,
  { source_account, target_account }: Pick<Sides, 'source_account' | 'target_account'>,
): Promise<void> {
  await inside.query(
    'SELECT FROM accounts WHERE account_id IN ($1::uuid, $2::uuid) ORDER BY account_id FOR NO KEY UPDATE',
    [source_account, target_account],
  );
}

/** @returns whether the account has it to dispose of; then nobody else has it any more */
export async function reserve(inside: Queryable, accountId: string, amount: string): Promise<boolean> {
  const rows = await inside.query(
    `UPDATE accounts SET reserved = reserved + $2::numeric
     WHERE account_id = $1 AND (allow_negative OR balance - reserved >= $2::numeric) RETURNING 1`,
    [accountId, amount],
  );
  return rows.length > 0;
}

/** What was reserved is at its owner's disposal again. */
export async function release(inside: Queryable, { source_account, amount }: Sides): Promise<void> {
  if (source_account === null) return;
  await inside.query('UPDATE accounts SET reserved = reserved - $2::numeric WHERE account_id = $1', [
    source_account,
    amount,
  ]);
}

/**
 * Moves what was reserved: two postings, of which the database itself sees that they come to nothing. Where neither side is an
 * account of ours, no money of ours moves.
 */
export async function settle(inside: Queryable, transaction: Sides): Promise<void> {
  const { transaction_id, amount, currency, source_account, target_account } = transaction;
  if (source_account === null && target_account === null) return;
  const outside = source_account === null || target_account === null ? await outsideAccount(inside, currency) : '';
  await lockSides(inside, transaction);
  await inside.query(
    `UPDATE accounts SET
       balance = balance + CASE WHEN account_id = $2::uuid THEN $3::numeric ELSE -$3::numeric END,
       reserved = reserved - CASE WHEN account_id = $1::uuid THEN $3::numeric ELSE 0 END
     WHERE account_id IN ($1::uuid, $2::uuid)`,
    [source_account, target_account, amount],
  );
  await inside.query(
    `INSERT INTO postings (transaction_id, account_id, amount) VALUES ($1, $2, -$4::numeric), ($1, $3, $4::numeric)`,
    [transaction_id, source_account ?? outside, target_account ?? outside, amount],
  );
}
