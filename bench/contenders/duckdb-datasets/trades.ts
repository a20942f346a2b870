import { MOST_MONEY } from '../../../shared/datasets/trades/client.ts';
import { DEFAULT_TRADE_SETTINGS } from '../../../shared/datasets/trades/rates.ts';
import {
  code,
  currency,
  type DuckDbDataset,
  date,
  decimal,
  email,
  integer,
  optional,
  required,
  text,
} from './dataset.ts';

const { rates, cross_via: via } = DEFAULT_TRADE_SETTINGS;
const configured = Object.entries(rates)
  .map(([pair, rate]) => `('${pair.slice(0, 3)}', '${pair.slice(4)}', CAST(${rate} AS DECIMAL(18, 8)))`)
  .join(', ');

/** The balance less the debt after a trade: see replay.ts. */
const next = 'CASE WHEN trade.amount > 0 OR state.amount >= 0 THEN state.amount + trade.amount ELSE state.amount END';
const none = '[]::BIGINT[]';

/** Clients and trades, replayed. The place of a trade on its day is that in the file, which is the order of rowid. */
export const tradesInDuckDb: DuckDbDataset = {
  files: [
    {
      fileType: 'client',
      key: ['client_id'],
      cells: [
        required('client_id', text()),
        required('name', text()),
        optional('email', email()),
        optional('date_of_birth', date),
        optional('country', text(100)),
        required('account_type', code(['standard', 'premium', 'corporate'])),
        required('account_balance', decimal(15, 2, `-${MOST_MONEY}`)),
        required('account_open_date', date),
        optional('phone_number', text(50)),
        optional('address', text(1000)),
        optional('risk_tolerance', code(['low', 'medium', 'high'])),
        required('account_currency', currency),
      ],
    },
    {
      fileType: 'trade',
      key: ['transaction_id'],
      reference: { column: 'client_id', fileType: 'client' },
      cells: [
        required('transaction_id', text()),
        required('client_id', text()),
        required('transaction_type', code(['buy', 'sell'])),
        required('transaction_date', date),
        required('stock_ticker', text(10)),
        optional('stock_name', text()),
        required('shares', integer(0, 2 ** 31 - 1, 'INTEGER')),
        required('price', decimal(10, 2, '0')),
        required('amount', decimal(15, 2, `-${MOST_MONEY}`)),
        required('currency', currency),
        optional('transaction_channel', code(['online', 'branch', 'ATM'])),
      ],
    },
  ],
  derivations: [
    `CREATE TEMP TABLE configured AS SELECT * FROM (VALUES ${configured}) AS pairs(base, quote, rate)`,
    `CREATE TEMP TABLE rates AS
      SELECT base, quote, CAST(rate AS DECIMAL(20, 16)) AS rate FROM configured
      UNION ALL
      SELECT one.base, two.quote, CAST(one.rate * two.rate AS DECIMAL(20, 16))
      FROM configured AS one JOIN configured AS two ON two.base = one.quote
      WHERE one.quote = '${via}' AND one.base != two.quote
        AND NOT EXISTS (SELECT 1 FROM configured AS c WHERE c.base = one.base AND c.quote = two.quote)
      UNION ALL
      SELECT DISTINCT account_currency, account_currency, CAST(1 AS DECIMAL(20, 16)) FROM client`,
    // Of each client, its trades in their order, and what it had after each.
    `CREATE TEMP TABLE replayed AS
      SELECT client_id, opening, places, list_reduce(trades,
        lambda state, trade: {amount: ${next}, nets: list_append(state.nets, ${next})}, {amount: opening, nets: ${none}}).nets AS nets
      FROM (
        SELECT client_id, any_value(opening) AS opening, list(place ORDER BY day, place) AS places,
          list({amount: amount, nets: ${none}} ORDER BY day, place) AS trades
        FROM (
          SELECT t.client_id, t.rowid AS place, t.transaction_date AS day, CAST(c.account_balance * 100 AS BIGINT) AS opening,
            coalesce(CAST(round(CAST(abs(t.amount) AS DECIMAL(18, 2)) * r.rate, 2) * 100 AS BIGINT), 0)
              * CASE WHEN t.transaction_type = 'buy' THEN -1 ELSE 1 END AS amount
          FROM trade AS t JOIN client AS c ON c.client_id = t.client_id
          LEFT JOIN rates AS r ON r.base = t.currency AND r.quote = c.account_currency)
        GROUP BY client_id)`,
    `CREATE TABLE trade_outcome AS
      SELECT t.*, c.account_currency, r.rate, round(CAST(abs(t.amount) AS DECIMAL(18, 2)) * r.rate, 2) AS converted_amount,
        CASE WHEN r.rate IS NULL THEN 'NO_RATE' WHEN t.transaction_type = 'sell' THEN NULL
          WHEN net_before < 0 THEN 'CLIENT_SUSPENDED' WHEN net < 0 THEN 'INSUFFICIENT_FUNDS' END AS failure_reason,
        CASE WHEN failure_reason IS NULL THEN 'completed' ELSE 'failed' END AS transaction_status,
        greatest(net, 0) / 100::DECIMAL(18, 2) AS balance_after, greatest(-net, 0) / 100::DECIMAL(18, 2) AS debt_after,
        net, is_last
      FROM (
        SELECT unnest(places) AS place, unnest(nets) AS net, unnest(list_prepend(opening, nets[:-2])) AS net_before,
          unnest(range(1, len(nets) + 1)) = len(nets) AS is_last FROM replayed) AS n
      JOIN trade AS t ON t.rowid = n.place
      JOIN client AS c ON c.client_id = t.client_id
      LEFT JOIN rates AS r ON r.base = t.currency AND r.quote = c.account_currency`,
    `CREATE TABLE client_account AS
      SELECT c.*, coalesce(o.net, CAST(c.account_balance * 100 AS BIGINT)) AS cents,
        CASE WHEN cents < 0 THEN 'suspended' ELSE 'active' END AS status, greatest(cents, 0) AS balance_cents,
        greatest(-cents, 0) AS debt_cents, coalesce(completed, 0) AS total_transactions, coalesce(failed, 0) AS failed_transactions,
        coalesce(spent, 0) AS total_spent, coalesce(gained, 0) AS total_gained
      FROM client AS c LEFT JOIN (
        SELECT client_id, count(*) FILTER (failure_reason IS NULL) AS completed, count(failure_reason) AS failed,
          sum(converted_amount) FILTER (failure_reason IS NULL AND transaction_type = 'buy') AS spent,
          sum(converted_amount) FILTER (failure_reason IS NULL AND transaction_type = 'sell') AS gained,
          any_value(net) FILTER (is_last) AS net
        FROM trade_outcome GROUP BY client_id) AS o ON o.client_id = c.client_id`,
  ],
  totals: `SELECT (SELECT count(*) FROM trade_outcome) AS outcomes, (SELECT count(failure_reason) FROM trade_outcome) AS failed,
    (SELECT CAST(sum(converted_amount) * 100 AS HUGEINT) FROM trade_outcome) AS converted, count(*) AS accounts,
    sum(balance_cents) AS balance, sum(debt_cents) AS debt, CAST(sum(total_spent) * 100 AS HUGEINT) AS spent FROM client_account`,
  trancheTotals: `SELECT outcomes, failed, converted, accounts, balance, debt, spent
    FROM (SELECT count() AS outcomes, countIf(isNotNull(failure_reason)) AS failed, toInt128(sum(converted_amount) * 100) AS converted
      FROM {database:Identifier}.trades_trade_outcome WHERE batch_id = {batch:UUID}) AS o
    CROSS JOIN (SELECT count() AS accounts, toInt128(sum(a.balance) * 100) AS balance, toInt128(sum(a.debt) * 100) AS debt,
      toInt128(sum(a.total_spent) * 100) AS spent
      FROM {database:Identifier}.trades_client_account AS a WHERE a.batch_id = {batch:UUID}) AS a`,
  spared:
    'In DuckDB the replay is a list_reduce a client in 64 bits, which Tranche widens where they are not enough; nothing is sorted on disk, and no second telling of the rules proves the outcomes.',
};
