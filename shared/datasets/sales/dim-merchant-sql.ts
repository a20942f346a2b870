import type { ComputedTable, DerivationContext } from '../../contracts/derivation.ts';
import { literal } from '../../sql/quoting.ts';
import { dimMerchant, NO_CATEGORY, NO_MERCHANT } from './dim-merchant.ts';
import { checksOfMembers, IN_ORDER } from './member-checks.ts';
import { KEY_OF_NONE, type Keyed, laterKeysSql, surrogateKeySql } from './surrogate-keys.ts';

export const KEYED_MERCHANT: Keyed = { natural: 'merchant_name' };

/** The merchants that transactions name, as often as they do. */
const namedSql = ({ rows }: DerivationContext): string => `
  SELECT assumeNotNull(merchant_details) AS merchant_name, row_number FROM ${rows('transaction')}
  WHERE isNotNull(merchant_details)`;

const membersSql = (context: DerivationContext): string => `
  SELECT merchant_name, toString(category) AS category, 1 AS is_known, row_number FROM ${context.rows('merchant')}
  UNION ALL
  SELECT t.merchant_name, ${literal(NO_CATEGORY)}, 0, t.row_number
  FROM (SELECT merchant_name, min(row_number) AS row_number FROM (${namedSql(context)}) GROUP BY merchant_name) AS t
  LEFT ANY JOIN (SELECT merchant_name, 1 AS is_there FROM ${context.rows('merchant')}) AS m ON m.merchant_name = t.merchant_name
  WHERE m.is_there = 0`;

/** @param keyed how keys are made of merchant_name */
export const computedMerchants = (keyed: Keyed): ComputedTable => ({
  ...dimMerchant,
  select: (context) => {
    const named = `(SELECT merchant_name FROM ${context.rows('merchant')} UNION ALL SELECT merchant_name FROM (${namedSql(context)}))`;
    return `
      SELECT ${surrogateKeySql(keyed, laterKeysSql(keyed, named))} AS merchant_key, merchant_name, category, is_known, row_number
      FROM (${membersSql(context)})
      UNION ALL
      SELECT toUInt64(${KEY_OF_NONE}), ${literal(NO_MERCHANT)}, ${literal(NO_CATEGORY)}, 0, 0`;
  },
  settings: IN_ORDER,
  checks: checksOfMembers({
    table: dimMerchant.name,
    key: 'merchant_key',
    natural: 'merchant_name',
    file: 'merchant',
    named: (context) => `SELECT merchant_name FROM (${namedSql(context)})`,
    none: KEY_OF_NONE,
  }),
});

export const computedMerchant = computedMerchants(KEYED_MERCHANT);
