import * as z from 'zod';
import type { AnalysisAnswer } from '../../contracts/analysis.ts';
import { declaredSentence } from '../../domain/sentences/sentence.ts';
import { textOfForm } from '../../domain/text-of-form.ts';

const none = z.strictObject({});
const oneToHundred = textOfForm(
  /^([1-9][0-9]?|100)$/,
  declaredSentence('trades.one-to-hundred', 'Must be a whole number from 1 to 100.'),
);

/** By the name of the analysis. */
export const answers: Readonly<Record<string, AnalysisAnswer>> = {
  'clients-by-status': {
    parameters: none,
    sql: ({ rows }) => `SELECT status, account_currency, count() AS clients, sum(balance) AS balance, sum(debt) AS debt
      FROM ${rows('client_account')} GROUP BY status, account_currency ORDER BY status, account_currency`,
  },
  'volume-by-month': {
    parameters: none,
    sql: ({
      rows,
    }) => `SELECT subtractDays(transaction_date, toDayOfMonth(transaction_date) - 1) AS month, account_currency, count() AS trades,
        sumIf(assumeNotNull(converted_amount), transaction_type = 'buy') AS bought,
        sumIf(assumeNotNull(converted_amount), transaction_type = 'sell') AS sold
      FROM ${rows('trade_outcome')} WHERE transaction_status = 'completed'
      GROUP BY month, account_currency ORDER BY month, account_currency`,
  },
  'top-clients': {
    parameters: z.strictObject({
      limit: oneToHundred.default('10').meta({ description: 'Clients of each currency.' }),
    }),
    sql: ({
      rows,
      parameter,
    }) => `SELECT account_currency, client_id, name, balance, total_transactions, total_spent, total_gained
      FROM (
        SELECT *, row_number() OVER (PARTITION BY account_currency ORDER BY balance DESC, client_id) AS place
        FROM ${rows('client_account')})
      WHERE place <= toUInt32(${parameter('limit', 'String')}) ORDER BY account_currency, place`,
  },
  'traded-by-ticker': {
    parameters: none,
    sql: ({ rows }) => `SELECT stock_ticker, currency, count() AS trades,
        sumIf(shares, transaction_type = 'buy') AS shares_bought, sumIf(shares, transaction_type = 'sell') AS shares_sold,
        sumIf(toDecimal128(abs(amount), 2), transaction_type = 'buy') AS bought,
        sumIf(toDecimal128(abs(amount), 2), transaction_type = 'sell') AS sold
      FROM ${rows('trade_outcome')} WHERE transaction_status = 'completed'
      GROUP BY stock_ticker, currency ORDER BY stock_ticker, currency`,
  },
  'client-balance': {
    parameters: z.strictObject({ client_id: z.string().max(255).default('') }),
    // From the opening on; of long histories the last day of each of 500 equal stretches.
    sql: ({ rows, parameter }) => {
      const isClients = `client_id = ${parameter('client_id', 'String')}`;
      const opening = 'toDecimal128(account_balance, 2)';
      // A trade may be dated before the account was opened: what it opened with is then of the day of the first trade.
      const ofClient = `
        SELECT transaction_date AS date, row_number AS place, transaction_id, balance_after AS had, debt_after AS owed
        FROM ${rows('trade_outcome')} WHERE ${isClients}
        UNION ALL
        SELECT least(account_open_date, ifNull((SELECT minOrNull(transaction_date) FROM ${rows('trade_outcome')} WHERE ${isClients}), account_open_date)), 0, '',
          if(${opening} > 0, ${opening}, toDecimal128(0, 2)), if(${opening} < 0, -${opening}, toDecimal128(0, 2))
        FROM ${rows('client_account')} WHERE ${isClients}`;
      return `WITH (SELECT (min(date), max(date)) FROM (${ofClient})) AS span
        SELECT max(date) AS day, argMax(had, (date, place, transaction_id)) AS balance,
          argMax(owed, (date, place, transaction_id)) AS debt
        FROM (${ofClient})
        GROUP BY intDiv(toInt64(date) - toInt64(span.1), intDiv(toInt64(span.2) - toInt64(span.1), 500) + 1)
        ORDER BY day`;
    },
  },
};
