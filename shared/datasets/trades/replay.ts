import type { ComputedTable, DerivationContext } from '../../contracts/derivation.ts';
import { identifier } from '../../sql/quoting.ts';
import { atLeastNil, moneyOf } from './cents.ts';
import { numberedTradesSql } from './numbered-trades.ts';
import { RATE_SCALE } from './rate-scale.ts';
import { ratesSql } from './rates.ts';
import { outcomeChecks } from './replay-checks.ts';
import { replayLimits } from './replay-limits.ts';
import { trade } from './trade.ts';
import { tradeOutcome } from './trade-outcome.ts';

/**
 * The balance less the debt after each trade, of an array of signed amounts. One number is the whole state: a debt is what it
 * is below 0, and a client is suspended exactly then. A purchase that takes it below 0 fails, and what was missing is owed; one
 * while it is below 0 does nothing; a sale pays the debt first.
 *
 * An accumulator is copied at every step, so the inner fold collects the results of 256 trades only and the outer one
 * appends them: with one fold, a client's time would grow with the square of its trades. (An array that a lambda captures
 * instead of taking it as an argument is copied as often: hence arraySplit.) A step takes some 15 µs however few clients a
 * block has, which is why the settings below keep blocks large.
 */
const netsSql = (opening: string, amounts: string, integer: 'Int64' | 'Int128'): string => {
  const next = `state.1 + amount * to${integer}(amount > 0 OR state.1 >= 0)`;
  const none = `CAST([], 'Array(${integer})')`;
  const typed = `CAST(${amounts}, 'Array(${integer})')`;
  return `arrayFold(
    (total, part) -> arrayMap(done -> (done.1, arrayConcat(total.2, done.2)), [
      arrayFold((state, amount) -> (${next}, arrayPushBack(state.2, ${next})), part, (total.1, ${none}))])[1],
    arraySplit((amount, place) -> place % 256 = 1, ${typed}, arrayEnumerate(${typed})),
    (to${integer}(${opening}), ${none})).2`;
};

/** Rounds half up, once, at the end. Cents of at most 15 digits times a rate of 16 decimals may need 256 bits. */
const convertedCentsSql = (cents: string, rate: string, integer: 'Int128' | 'Int256'): string => {
  const one = `to${integer}('1${'0'.repeat(RATE_SCALE)}')`;
  return `toInt128(intDiv(to${integer}(${cents}) * reinterpret(${rate}, 'Int128') + intDiv(${one}, 2), ${one}))`;
};

const maxRateSql = (context: DerivationContext): string => `(SELECT max(rate) FROM (${ratesSql(context)}))`;

/** Whether 128 bits are enough to convert any amount: 50 bits of cents times a rate of fewer than 77. */
const areRatesShortSql = (context: DerivationContext): string => `${maxRateSql(context)} < 10000000`;

/** Whether 64 bits are enough for whatever any client of the part can have or owe: all that is traded, and the largest balance. */
const areNetsShortSql = (context: DerivationContext): string => {
  const { rows, ofPart } = context;
  const traded = `(SELECT toFloat64(sum(abs(amount))) + count() FROM ${rows('trade')} WHERE ${ofPart('client_id')})`;
  const opening = `(SELECT max(toFloat64(abs(account_balance))) FROM ${rows('client')} WHERE ${ofPart('client_id')})`;
  return `${traded} * (1 + toFloat64(${maxRateSql(context)})) + ${opening} < 4e16`;
};

/** The rate of a trade, 0 if there is none: `rates` is joined so that a missing row is 0. */
const rateSql = (from: string, to: string): string => `if(${from} = ${to}, toDecimal128(1, ${RATE_SCALE}), rates.rate)`;

/**
 * The trades of a part with the columns named, and `place`: a number that no other trade has, in the order of date, row number
 * and, for a batch that a correction has changed, transaction_id. There, rows of several files have the same row number: few,
 * as a rule none, so that only these are compared by their ids. From 17 bits of days since 1900, 32 and 15.
 */
function placedTradesSql(context: DerivationContext, columns: readonly string[]): string {
  const { ofPart } = context;
  const trades = numberedTradesSql(context);
  const numbers = `SELECT row_number FROM ${trades} WHERE ${ofPart('client_id')}`;
  const areShared = `(SELECT groupBitmap(row_number) < count() FROM (${numbers}))`;
  return `
    SELECT ${columns.map((name) => `t.${identifier(name)} AS ${identifier(name)}`).join(', ')},
      bitShiftLeft(toUInt64(toInt32(t.transaction_date) + 25567), 47) + bitShiftLeft(toUInt64(t.row_number), 15) + ties.tie AS place
    FROM ${trades} AS t
    LEFT ANY JOIN (
      SELECT transaction_id, toUInt64(row_number() OVER (PARTITION BY row_number ORDER BY transaction_id) - 1) AS tie
      FROM ${trades}
      WHERE ${areShared} AND ${ofPart('client_id')}
        AND row_number IN (${numbers} AND ${areShared} GROUP BY row_number HAVING count() > 1)
    ) AS ties ON ties.transaction_id = t.transaction_id
    WHERE ${ofPart('t.client_id')}`;
}

/** Of every trade: its place and its signed amount in the account's currency, 0 if there is no rate. */
function convertedSql(context: DerivationContext): string {
  const { rows, ofPart } = context;
  const read = ['client_id', 'currency', 'amount', 'transaction_type'];
  const converted = (integer: 'Int128' | 'Int256') =>
    convertedCentsSql(`abs(reinterpret(t.amount, 'Int64'))`, rateSql('t.currency', 'c.account_currency'), integer);
  return `
    SELECT t.client_id AS client_id, c.account_currency AS account_currency, t.place AS place,
      toInt128(reinterpret(c.account_balance, 'Int64')) AS opening,
      if(t.transaction_type = 'buy', -1, 1)
        * if(${areRatesShortSql(context)}, ${converted('Int128')}, ${converted('Int256')}) AS amount
    FROM (${placedTradesSql(context, read)}) AS t
    SEMI LEFT JOIN (SELECT client_id, account_currency, account_balance FROM ${rows('client')} WHERE ${ofPart('client_id')}) AS c
      ON c.client_id = t.client_id
    LEFT ANY JOIN (${ratesSql(context)}) AS rates ON rates.base = t.currency AND rates.quote = c.account_currency`;
}

/** By place: the signed amount in the account's currency, and how the client stood before and after the trade. */
function replayedSql(context: DerivationContext): string {
  const nets = (integer: 'Int64' | 'Int128') => netsSql('opening', 'sorted_amounts', integer);
  // Which integers are used is known before the statement begins: only one of the two is computed.
  const replayed = `if(${areNetsShortSql(context)}, ${nets('Int64')}, ${nets('Int128')})`;
  // Two arrays that one aggregation fills side by side; the order in which it does is left to sorting.
  return `
    SELECT place, account_currency, amount, before < 0 AS was_suspended, after
    FROM (
      SELECT account_currency, sorted_places, sorted_amounts, nets, arrayPopBack(arrayPushFront(nets, opening)) AS befores
      FROM (
        SELECT account_currency, opening, sorted_places, sorted_amounts, ${replayed} AS nets
        FROM (
          SELECT any(account_currency) AS account_currency, any(opening) AS opening, groupArray(place) AS places,
            groupArray(amount) AS amounts, arraySort(places) AS sorted_places,
            arraySort((amount, place) -> place, amounts, places) AS sorted_amounts
          FROM (${convertedSql(context)}) GROUP BY client_id)))
    ARRAY JOIN sorted_places AS place, sorted_amounts AS amount, nets AS after, befores AS before`;
}

function outcomesSql(context: DerivationContext): string {
  const names = trade.columns.map(({ name }) => name);
  const failure = `multiIf(rate IS NULL, 'NO_RATE', t.transaction_type != 'buy', NULL, r.was_suspended, 'CLIENT_SUSPENDED',
      r.after < 0, 'INSUFFICIENT_FUNDS', NULL)`;
  return `
    SELECT ${names.map((name) => `t.${identifier(name)} AS ${identifier(name)}`).join(', ')},
      r.account_currency AS account_currency, nullIf(${rateSql('t.currency', 'r.account_currency')}, 0) AS rate,
      if(rate IS NULL, NULL, ${moneyOf('abs(r.amount)')}) AS converted_amount,
      if(failure_reason IS NULL, 'completed', 'failed') AS transaction_status, ${failure} AS failure_reason,
      ${moneyOf(atLeastNil('r.after'))} AS balance_after, ${moneyOf(atLeastNil('-r.after'))} AS debt_after,
      t.row_number AS row_number
    FROM (${placedTradesSql(context, [...names, 'row_number'])}) AS t
    INNER JOIN (${replayedSql(context)}) AS r ON r.place = t.place
    LEFT ANY JOIN (${ratesSql(context)}) AS rates ON rates.base = t.currency AND rates.quote = r.account_currency`;
}

export const computedOutcome: ComputedTable = {
  ...tradeOutcome,
  select: outcomesSql,
  settings: {
    join_use_nulls: 0,
    // A grouping of two levels hands over up to 256 small blocks instead of a few large ones, each of which is folded alone.
    group_by_two_level_threshold: 0,
    group_by_two_level_threshold_bytes: 0,
    max_block_size: 65_409,
    compile_expressions: 0,
  },
  rowsAPart: { of: ['client', 'trade'], rows: 2_000_000 },
  limits: replayLimits,
  checks: outcomeChecks,
};
