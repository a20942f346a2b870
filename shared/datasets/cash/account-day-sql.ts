import type { ComputedTable, DerivationContext } from '../../contracts/derivation.ts';
import { accountDay } from './account-day.ts';
import { accountBlock } from './account-sql.ts';
import { AMOUNT_SCALE } from './payment.ts';

/** Memory grows with the cells of a part: an account, a day and a currency each. */
const daysSql = ({ rows, ofPart }: DerivationContext): string => {
  const sum = (direction: string) => `sumIf(toDecimal128(amount, ${AMOUNT_SCALE}), direction = '${direction}')`;
  return `
    SELECT account_no, toDate32(ts) AS day, currency, ${sum('in')} AS incoming, ${sum('out')} AS outgoing,
      toUInt32(count()) AS payments, min(posting.row_number) AS row_number
    FROM ${rows('posting')} AS posting WHERE ${ofPart(accountBlock('account_no'))} GROUP BY account_no, day, currency`;
};

export const computedAccountDay: ComputedTable = {
  ...accountDay,
  select: daysSql,
  settings: { compile_expressions: 0 },
  rowsAPart: { of: ['posting'], rows: 4_000_000 },
  checks: [
    {
      name: 'days-add-up',
      sql: ({ rows }) => {
        const sums = (table: string, incoming: string, outgoing: string, payments: string) =>
          `SELECT currency, sum(${incoming}) AS i, sum(${outgoing}) AS o, sum(${payments}) AS n FROM ${rows(table)} GROUP BY currency`;
        const amount = (direction: string) =>
          `if(direction = '${direction}', toDecimal128(amount, ${AMOUNT_SCALE}), 0)`;
        return `
          SELECT 1 FROM (${sums('account_day', 'incoming', 'outgoing', 'payments')}) AS d
          FULL JOIN (${sums('posting', amount('in'), amount('out'), '1')}) AS p ON p.currency = d.currency
          WHERE d.currency != p.currency OR d.i != p.i OR d.o != p.o OR d.n != p.n LIMIT 1`;
      },
    },
  ],
};
