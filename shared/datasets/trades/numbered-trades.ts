import type { DerivationContext } from '../../contracts/derivation.ts';
import { identifier } from '../../sql/quoting.ts';
import { trade } from './trade.ts';

/**
 * The trades, each with the number that it had in the file that first brought it: a corrected trade keeps its place in its
 * day. What only a correction brings stands behind all others.
 */
export function numberedTradesSql({ rows, firstPlaces }: DerivationContext): string {
  const places = firstPlaces('trade', 'trade_outcome');
  if (places === undefined) return rows('trade');
  const columns = trade.columns.map(({ name }) => `t.${identifier(name)} AS ${identifier(name)}`);
  return `(
    SELECT ${columns.join(', ')},
      toUInt32(if(first.row_number > 0, first.row_number, t.row_number + (SELECT max(row_number) FROM ${places}))) AS row_number
    FROM ${rows('trade')} AS t LEFT ANY JOIN ${places} AS first ON first.record_key = t.transaction_id)`;
}
