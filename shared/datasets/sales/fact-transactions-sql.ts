import type { Coverage } from '../../contracts/computation.ts';
import type { ComputedTable, DerivationContext } from '../../contracts/derivation.ts';
import { KEYED_CUSTOMER } from './dim-customer-sql.ts';
import { dayOf } from './dim-date-sql.ts';
import { KEYED_MERCHANT } from './dim-merchant-sql.ts';
import { factTransactions } from './fact-transactions.ts';
import { IN_ORDER } from './member-checks.ts';
import { KEY_OF_NONE, type Keyed, laterKeysSql, laterMembersSql, surrogateKeySql } from './surrogate-keys.ts';
import { AMOUNT_SCALE } from './transaction.ts';

interface KeysOfFacts {
  readonly transaction: Keyed;
  readonly customer: Keyed;
  readonly merchant: Keyed;
}

const KEYED_TRANSACTION: Keyed = { natural: 'transaction_id' };

/**
 * Keys of members are made as the dimensions made them, and not looked up: nothing is joined, so nothing can be dropped, and
 * the rows stream. That each is there is what the checks prove.
 */
const factsSql = ({ rows }: DerivationContext, keys: KeysOfFacts): string => {
  const ofMember = (keyed: Keyed, natural: string, key: string, dimension: string) =>
    surrogateKeySql({ ...keyed, natural }, laterMembersSql(keyed.natural, key, rows(dimension)));
  const merchant = ofMember(keys.merchant, 'assumeNotNull(merchant_details)', 'merchant_key', 'dim_merchant');
  return `
    SELECT ${surrogateKeySql(keys.transaction, laterKeysSql(keys.transaction, rows('transaction')))} AS transaction_key, transaction_id,
      ${ofMember(keys.customer, 'customer_id', 'customer_key', 'dim_customer')} AS customer_key,
      if(isNull(merchant_details), toUInt64(${KEY_OF_NONE}), ${merchant}) AS merchant_key,
      toYYYYMMDD(${dayOf('transaction_date')}) AS date_key, amount, transaction_date, row_number
    FROM ${rows('transaction')}`;
};

/** Of amounts: no sum of a file of them can overflow. */
const summed = (amount: string): string => `toDecimal128(${amount}, ${AMOUNT_SCALE})`;

/**
 * Facts of a dimension against the transactions themselves, member by member: how many, and how much.
 * @param named SQL of the natural key that a transaction names, of the member's type
 */
const differsByMember =
  (dimension: string, key: string, natural: string, named: string) =>
  ({ rows }: DerivationContext): string =>
    `
    SELECT 1 FROM (
      SELECT ${key} AS member, count() AS facts, sum(${summed('amount')}) AS total FROM ${rows('fact_transactions')} GROUP BY member
    ) AS f
    FULL JOIN (
      SELECT d.${key} AS member, t.facts AS facts, t.total AS total
      FROM (
        SELECT ${named} AS natural, count() AS facts, sum(${summed('amount')}) AS total FROM ${rows('transaction')} GROUP BY natural
      ) AS t
      LEFT ANY JOIN (SELECT ${key}, ${natural} AS natural FROM ${rows(dimension)}) AS d ON d.natural = t.natural
    ) AS t ON t.member = f.member
    WHERE f.facts != t.facts OR f.total != t.total LIMIT 1`;

/** @param keys how keys are made: as the dimensions make theirs */
export const computedFacts = (keys: KeysOfFacts): ComputedTable => ({
  ...factTransactions,
  select: (context) => factsSql(context, keys),
  settings: IN_ORDER,
  checks: [
    {
      name: 'no-key-twice',
      sql: ({ rows }) =>
        `SELECT 1 FROM ${rows('fact_transactions')} GROUP BY transaction_key HAVING count() != 1 LIMIT 1`,
    },
    {
      name: 'every-transaction-a-fact',
      sql: ({ rows }) => {
        const counted = (table: string) =>
          `SELECT count() AS facts, sum(${summed('amount')}) AS total, sum(cityHash64(transaction_id, amount, transaction_date)) AS content FROM ${rows(table)}`;
        return `
          SELECT 1 FROM (${counted('fact_transactions')} UNION ALL ${counted('transaction')})
          HAVING uniqExact((facts, total, content)) != 1`;
      },
    },
    {
      name: 'every-customer-its-own',
      sql: differsByMember('dim_customer', 'customer_key', 'customer_id', 'customer_id'),
    },
    {
      name: 'every-merchant-its-own',
      // What names none is told apart from a merchant of that name by a mark that no name has.
      sql: differsByMember(
        'dim_merchant',
        'merchant_key',
        `if(merchant_key = ${KEY_OF_NONE}, '\\0', merchant_name)`,
        "ifNull(merchant_details, '\\0')",
      ),
    },
    {
      name: 'every-day-there',
      sql: ({ rows }) => `
        SELECT 1 FROM ${rows('fact_transactions')}
        WHERE date_key NOT IN (SELECT date_key FROM ${rows('dim_date')}) OR date_key != toYYYYMMDD(${dayOf('transaction_date')})
        LIMIT 1`,
    },
  ],
});

export const computedFact = computedFacts({
  transaction: KEYED_TRANSACTION,
  customer: KEYED_CUSTOMER,
  merchant: KEYED_MERCHANT,
});

/** Facts whose merchant a file has. */
export const coverage: Coverage = {
  scale: AMOUNT_SCALE,
  sql: ({ rows }) => {
    const isMatched = `merchant_key IN (SELECT merchant_key FROM ${rows('dim_merchant')} WHERE is_known = 1)`;
    return `
      SELECT count() AS rows, countIf(${isMatched}) AS rows_matched, sum(${summed('f.amount')}) AS amount,
        sumIf(${summed('f.amount')}, ${isMatched}) AS amount_matched
      FROM ${rows('fact_transactions')} AS f`;
  },
};
