import type { ComputedTable, DerivationContext } from '../../contracts/derivation.ts';
import { dimCustomer } from './dim-customer.ts';
import { checksOfMembers, IN_ORDER } from './member-checks.ts';
import { type Keyed, laterKeysSql, surrogateKeySql } from './surrogate-keys.ts';

export const KEYED_CUSTOMER: Keyed = { natural: 'customer_id' };

/** Everybody of the file, and everybody else whom a transaction names. */
const membersSql = ({ rows }: DerivationContext): string => `
  SELECT customer_id, toNullable(first_name) AS first_name, toNullable(last_name) AS last_name_hash,
    toNullable(email) AS email_hash, toNullable(toUInt32(key_version)) AS key_version, 1 AS is_known, row_number
  FROM ${rows('customer')}
  UNION ALL
  SELECT t.customer_id, NULL, NULL, NULL, NULL, 0, t.row_number
  FROM (SELECT customer_id, min(row_number) AS row_number FROM ${rows('transaction')} GROUP BY customer_id) AS t
  LEFT ANY JOIN (SELECT customer_id, 1 AS is_there FROM ${rows('customer')}) AS c ON c.customer_id = t.customer_id
  WHERE c.is_there = 0`;

/** @param keyed how keys are made of customer_id */
export const computedCustomers = (keyed: Keyed): ComputedTable => ({
  ...dimCustomer,
  select: (context) => {
    const { rows } = context;
    const named = `(SELECT customer_id FROM ${rows('customer')} UNION ALL SELECT customer_id FROM ${rows('transaction')})`;
    return `
      SELECT ${surrogateKeySql(keyed, laterKeysSql(keyed, named))} AS customer_key, customer_id, first_name, last_name_hash, email_hash,
        key_version, is_known, row_number
      FROM (${membersSql(context)})`;
  },
  settings: IN_ORDER,
  checks: checksOfMembers({
    table: dimCustomer.name,
    key: 'customer_key',
    natural: 'customer_id',
    file: 'customer',
    named: ({ rows }) => `SELECT customer_id FROM ${rows('transaction')}`,
  }),
});

export const computedCustomer = computedCustomers(KEYED_CUSTOMER);
