import type { Column, FileType } from '../../contracts/contract.ts';
import type { DerivationCheck, DerivationContext } from '../../contracts/derivation.ts';
import { identifier } from '../../sql/quoting.ts';
import { atLeastNil, centsOf, NIL } from './cents.ts';
import { client } from './client.ts';
import { numberedTradesSql } from './numbered-trades.ts';
import { trade } from './trade.ts';

/**
 * Rows and a sum over all their values, in any order: of two tables it is the same if they have the same rows. As text only
 * where a cell may be empty: the engine hashes no NULL.
 */
const fingerprint = (columns: readonly Column[], rows: string): string => {
  const values = columns.map(({ name, required }) =>
    required ? identifier(name) : `ifNull(toString(${identifier(name)}), '\\0')`,
  );
  return `SELECT count() AS rows, sum(cityHash64(row_number, ${values.join(', ')})) AS hash FROM ${rows}`;
};

/** Gives a row where the derived table does not have exactly the rows that were read, each column as it was. */
const sameRows =
  ({ columns }: Pick<FileType, 'columns'>, readSql: (context: DerivationContext) => string, derived: string) =>
  (context: DerivationContext): string => {
    const ofTable = (rows: string) => fingerprint(columns, `${rows} WHERE ${context.ofPart('client_id')}`);
    return `SELECT * FROM (${ofTable(readSql(context))}) AS file CROSS JOIN (${ofTable(context.rows(derived))}) AS derived
      WHERE file.rows != derived.rows OR file.hash != derived.hash`;
  };

/** Texts of few values as numbers, and money as cents: a window passes both on several times as fast. */
const numbered = (reason: string) =>
  `CAST(indexOf(['NO_RATE', 'CLIENT_SUSPENDED', 'INSUFFICIENT_FUNDS'], ${reason}), 'UInt8')`;

/**
 * The rules once more, as they are told: with a balance and a debt, from one outcome to the next. The replay itself knows
 * neither, only one number. A client's opening balance stands before all outcomes as if it were one: those that each follow
 * from the one before are right.
 */
const outcomesThatDoNotFollow = ({ rows, ofPart }: DerivationContext): string => {
  const cases: readonly (readonly [when: string, balance: string, debt: string, reason: string])[] = [
    ['NOT has_rate', 'balance', 'debt', `'NO_RATE'`],
    ['is_sale', atLeastNil('balance + paid - debt'), atLeastNil('debt - balance - paid'), `''`],
    ['debt > 0', 'balance', 'debt', `'CLIENT_SUSPENDED'`],
    ['balance >= paid', 'balance - paid', 'debt', `''`],
    ['1', NIL, 'debt + paid - balance', `'INSUFFICIENT_FUNDS'`],
  ];
  const choose = (of: (branch: (typeof cases)[number]) => string) =>
    `multiIf(${cases
      .slice(0, -1)
      .map((branch) => `${branch[0]}, ${of(branch)}`)
      .join(', ')}, ${of(cases.at(-1)!)})`;
  const opening = `toInt128(reinterpret(account_balance, 'Int64'))`;
  return `
    SELECT 1 FROM (
      SELECT is_opening, has_rate, is_sale, reason, balance_after, debt_after, paid,
        lagInFrame(client_id) OVER in_order = client_id AS is_of_same_client,
        lagInFrame(balance_after) OVER in_order AS balance, lagInFrame(debt_after) OVER in_order AS debt
      FROM (
        SELECT client_id, transaction_date, row_number, transaction_id, 0 AS is_opening, rate IS NOT NULL AS has_rate,
          CAST(transaction_type = 'sell', 'UInt8') AS is_sale, ${numbered(`ifNull(failure_reason, '')`)} AS reason,
          ${centsOf('o.balance_after')} AS balance_after, ${centsOf('o.debt_after')} AS debt_after,
          ${centsOf('ifNull(converted_amount, 0)')} AS paid
        FROM ${rows('trade_outcome')} AS o WHERE ${ofPart('client_id')}
        UNION ALL
        SELECT client_id, toDate32('1900-01-01'), toUInt32(0), '', 1, 0, 0, toUInt8(0), ${atLeastNil(opening)},
          ${atLeastNil(`-${opening}`)}, ${NIL}
        FROM ${rows('client')} WHERE ${ofPart('client_id')})
      WINDOW in_order AS (ORDER BY client_id, transaction_date, row_number, transaction_id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW))
    WHERE NOT is_opening AND (NOT is_of_same_client OR balance_after != ${choose(([, balance]) => balance)}
      OR debt_after != ${choose(([, , debt]) => debt)} OR reason != ${choose(([, , , reason]) => numbered(reason))})
    LIMIT 1`;
};

/** An amount times its rate lies within half a cent of what it was converted to; exactly half a cent is rounded up. */
const amountsOutOfRate = ({ rows, ofPart }: DerivationContext): string => `
  SELECT 1 FROM (
    SELECT toDecimal256(assumeNotNull(converted_amount), 2)
      - toDecimal256(abs(amount), 2) * toDecimal256(assumeNotNull(rate), 16) AS rounding
    FROM ${rows('trade_outcome')} WHERE rate IS NOT NULL AND ${ofPart('client_id')})
  WHERE rounding > toDecimal256('0.005', 3) OR rounding <= toDecimal256('-0.005', 3) LIMIT 1`;

/** What one column says must not contradict another. */
const outcomesAtOdds = ({ rows, ofPart }: DerivationContext): string => `
  SELECT 1 FROM ${rows('trade_outcome')}
  WHERE ${ofPart('client_id')} AND ((transaction_status = 'completed') != (failure_reason IS NULL)
    OR (rate IS NULL) != (converted_amount IS NULL)) LIMIT 1`;

export const outcomeChecks: readonly DerivationCheck[] = [
  { name: 'one-outcome-a-trade', sql: sameRows(trade, numberedTradesSql, 'trade_outcome') },
  { name: 'each-outcome-follows', sql: outcomesThatDoNotFollow },
  { name: 'amounts-by-their-rate', sql: amountsOutOfRate },
  { name: 'outcomes-at-one', sql: outcomesAtOdds },
];

/** What an account has and owes at the end is what it had, what came in, and what went out or was owed. */
const accountsOutOfBalance = ({ rows, ofPart }: DerivationContext): string => `
  SELECT 1 FROM ${rows('client_account')} AS a
  LEFT JOIN (
    SELECT client_id, sum(assumeNotNull(converted_amount)) AS overdrawn
    FROM ${rows('trade_outcome')} WHERE failure_reason = 'INSUFFICIENT_FUNDS' AND ${ofPart('client_id')} GROUP BY client_id
  ) AS o ON o.client_id = a.client_id
  WHERE ${ofPart('a.client_id')}
    AND (toDecimal128(a.account_balance, 2) + a.total_gained - a.total_spent - o.overdrawn != a.balance - a.debt
    OR (a.balance > 0 AND a.debt > 0) OR a.balance < 0 OR a.debt < 0 OR (a.status = 'suspended') != (a.debt > 0))
  LIMIT 1`;

const tradesNotCounted = ({ rows, ofPart }: DerivationContext): string => `
  SELECT 1 FROM (
    SELECT sum(total_transactions) AS completed, sum(failed_transactions) AS failed
    FROM ${rows('client_account')} WHERE ${ofPart('client_id')}) AS a
  CROSS JOIN (
    SELECT countIf(transaction_status = 'completed') AS completed, countIf(transaction_status = 'failed') AS failed
    FROM ${rows('trade_outcome')} WHERE ${ofPart('client_id')}) AS o
  WHERE a.completed != o.completed OR a.failed != o.failed`;

export const accountChecks: readonly DerivationCheck[] = [
  { name: 'one-account-a-client', sql: sameRows(client, ({ rows }) => rows('client'), 'client_account') },
  { name: 'accounts-in-balance', sql: accountsOutOfBalance },
  { name: 'every-outcome-counted', sql: tradesNotCounted },
];
