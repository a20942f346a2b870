import type { ComputedTable, DerivationContext } from '../../contracts/derivation.ts';
import { identifier } from '../../sql/quoting.ts';
import { client } from './client.ts';
import { clientAccount } from './client-account.ts';
import { accountChecks } from './replay-checks.ts';

/** Memory grows with the clients of a part: the outcomes are grouped in the order in which they are stored. */
function accountsSql({ rows, ofPart }: DerivationContext): string {
  const nil = 'toDecimal128(0, 2)';
  const own = client.columns.map(({ name }) => `c.${identifier(name)} AS ${identifier(name)}`);
  const opening = 'toDecimal128(c.account_balance, 2)';
  const last = (value: string, before: string) =>
    `multiIf(t.trades > 0, t.${value}, ${before} < ${nil}, ${nil}, ${before})`;
  return `
    SELECT ${own.join(', ')}, if(debt > 0, 'suspended', 'active') AS status,
      ${last('last_balance', opening)} AS balance, ${last('last_debt', `-${opening}`)} AS debt,
      toUInt32(t.completed) AS total_transactions, toUInt32(t.trades - t.completed) AS failed_transactions,
      t.spent AS total_spent, t.gained AS total_gained, c.row_number AS row_number
    FROM ${rows('client')} AS c
    LEFT JOIN (
      SELECT client_id, count() AS trades, countIf(transaction_status = 'completed') AS completed,
        sumIf(assumeNotNull(converted_amount), transaction_status = 'completed' AND transaction_type = 'buy') AS spent,
        sumIf(assumeNotNull(converted_amount), transaction_status = 'completed' AND transaction_type = 'sell') AS gained,
        argMax(balance_after, (transaction_date, row_number, transaction_id)) AS last_balance,
        argMax(debt_after, (transaction_date, row_number, transaction_id)) AS last_debt
      FROM ${rows('trade_outcome')} WHERE ${ofPart('client_id')} GROUP BY client_id
    ) AS t ON t.client_id = c.client_id
    WHERE ${ofPart('c.client_id')}`;
}

export const computedAccount: ComputedTable = {
  ...clientAccount,
  select: accountsSql,
  settings: { join_use_nulls: 0, optimize_aggregation_in_order: 1, compile_expressions: 0 },
  rowsAPart: { of: ['client'], rows: 2_000_000 },
  checks: accountChecks,
};
