import * as z from 'zod';
import { type AnalysisAnswer, MOST_ANALYSIS_ROWS } from '../../contracts/analysis.ts';
import { declaredSentence } from '../../domain/sentences/sentence.ts';
import { textOfForm } from '../../domain/text-of-form.ts';
import { literal } from '../../sql/quoting.ts';
import { ROUNDED_SCALE } from './analyses.ts';
import { DAY_NAMES } from './dim-date.ts';
import { AMOUNT_SCALE } from './transaction.ts';

const none = z.strictObject({});
const oneToHundred = textOfForm(
  /^([1-9][0-9]?|100)$/,
  declaredSentence('sales.one-to-hundred', 'Must be a whole number from 1 to 100.'),
);
/** A month of the years that timestamps have, or nothing. */
const monthOrNone = textOfForm(
  /^((19|20|21|22)[0-9]{2}-(0[1-9]|1[0-2]))?$/,
  declaredSentence('sales.month-or-none', 'Must be a month as YYYY-MM, from 1900 to 2299, or empty.'),
);

const AMOUNT = `sum(toDecimal128(amount, ${AMOUNT_SCALE})) AS amount`;

/**
 * Those who spent most, with their names, which the facts do not have. Of equal amounts the lower number comes first, and at
 * the end of the list the lower key is in.
 */
const spendersSql = (rows: (table: string) => string, most: string): string => `
  SELECT c.customer_id AS customer_id, c.first_name AS first_name, c.is_known AS is_known, f.transactions AS transactions, f.amount AS amount
  FROM ${rows('dim_customer')} AS c
  INNER JOIN (
    SELECT customer_key, count() AS transactions, ${AMOUNT} FROM ${rows('fact_transactions')}
    GROUP BY customer_key ORDER BY amount DESC, customer_key LIMIT ${most}
  ) AS f ON f.customer_key = c.customer_key
  ORDER BY amount DESC, customer_id`;

const MOST_CENTS = 10 ** 10;
/** Where the bands of amounts begin, in cents: 0.01, 0.02, 0.05, 0.10 … 50,000,000.00. */
export const BANDS: readonly number[] = Array.from({ length: 10 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat();
const asCents = (edges: readonly number[]): string => `CAST([${edges.join(', ')}], 'Array(Int64)')`;
const edges = asCents(BANDS);
const afterEdges = asCents([...BANDS.slice(1), MOST_CENTS]);

/** Whole cents as an amount. */
const amountOf = (cents: string): string => `reinterpret(toInt64(${cents}), 'Decimal(18, ${AMOUNT_SCALE})')`;
const roundedOf = (units: string): string => `reinterpret(toInt64(${units}), 'Decimal(18, ${ROUNDED_SCALE})')`;
const FINER = 10 ** (ROUNDED_SCALE - AMOUNT_SCALE);

/**
 * In whole cents and whole numbers, so that only what is divided is rounded, and that exactly. Memory grows with the different
 * amounts.
 */
const distributionSql = (rows: (table: string) => string): string => {
  const shares = [0.25, 0.5, 0.75];
  // The smallest amount that so large a share of the transactions does not exceed: one that was paid, never one in between.
  const percentiles = `quantilesExactWeighted(${shares.join(', ')})(cents, toUInt64(1))`;
  const ifAny = (value: string) => `if(transactions = 0, NULL, ${value})`;
  const average = `intDiv(total * ${2 * FINER} + transactions, 2 * greatest(transactions, 1))`;
  // The variance in squares of what is shown, times 4: half of its root, rounded up from halves, is the deviation. The root of
  // a float is off by one at most.
  const variance = `intDiv((transactions * squares - total * total) * ${4 * FINER ** 2}, toInt256(greatest(transactions, 2)) * (greatest(transactions, 2) - 1))`;
  const root = '(near - toInt256(near * near > variance) + toInt256((near + 1) * (near + 1) <= variance))';
  return `
    SELECT if(band = 0, NULL, ${amountOf('band')}) AS amount_from,
      if(band = 0, NULL, ${amountOf(`${afterEdges}[indexOf(${edges}, band)]`)}) AS amount_below,
      transactions, reinterpret(toInt128(total), 'Decimal(38, ${AMOUNT_SCALE})') AS amount,
      ${ifAny(amountOf('lowest'))} AS minimum,
      ${shares.map((share, at) => `${ifAny(amountOf(`percentiles[${at + 1}]`))} AS p${share * 100}`).join(', ')},
      ${ifAny(amountOf('highest'))} AS maximum,
      ${ifAny(roundedOf(average))} AS average,
      if(transactions < 2, NULL, ${roundedOf(`intDiv(${root} + 1, 2)`)}) AS standard_deviation
    FROM (
      SELECT b.band AS band, f.transactions AS transactions, f.total AS total, f.squares AS squares, f.lowest AS lowest,
        f.highest AS highest, f.percentiles AS percentiles, ${variance} AS variance, toInt256(floor(sqrt(toFloat64(variance)))) AS near,
        minIf(band, transactions > 0 AND band > 0) OVER () AS first_band, maxIf(band, transactions > 0) OVER () AS last_band
      FROM (SELECT toInt64(arrayJoin(arrayConcat(${asCents([0])}, ${edges}))) AS band) AS b
      LEFT JOIN (
        SELECT band, count() AS transactions, sum(toInt256(cents)) AS total, sum(toInt256(cents) * cents) AS squares,
          min(cents) AS lowest, max(cents) AS highest, ${percentiles} AS percentiles
        FROM (
          SELECT reinterpret(toDecimal64(amount, ${AMOUNT_SCALE}), 'Int64') AS cents, toInt64(roundDown(cents, ${edges})) AS band
          FROM ${rows('fact_transactions')})
        GROUP BY band WITH ROLLUP
      ) AS f ON f.band = b.band)
    WHERE band = 0 OR (band BETWEEN first_band AND last_band AND last_band > 0)
    ORDER BY band`;
};

/** By the name of the analysis. */
export const answers: Readonly<Record<string, AnalysisAnswer>> = {
  'spending-by-customer': {
    parameters: none,
    sql: ({ rows }) => spendersSql(rows, String(MOST_ANALYSIS_ROWS)),
  },
  'sales-by-category': {
    parameters: none,
    sql: ({ rows }) => `
      SELECT m.category AS category, sum(f.transactions) AS transactions, sum(f.amount) AS amount
      FROM (SELECT merchant_key, count() AS transactions, ${AMOUNT} FROM ${rows('fact_transactions')} GROUP BY merchant_key) AS f
      LEFT ANY JOIN ${rows('dim_merchant')} AS m ON m.merchant_key = f.merchant_key
      GROUP BY category ORDER BY amount DESC, category`,
  },
  'amount-distribution': { parameters: none, sql: ({ rows }) => distributionSql(rows) },
  'volume-by-weekday': {
    parameters: none,
    sql: ({ rows }) => `
      SELECT d.day_of_week AS day_of_week, [${DAY_NAMES.map(literal).join(', ')}][d.day_of_week + 1] AS day_name,
        f.transactions AS transactions, f.amount AS amount
      FROM (SELECT toUInt8(number) AS day_of_week FROM numbers(${DAY_NAMES.length})) AS d
      LEFT JOIN (
        SELECT toUInt8(toDayOfWeek(YYYYMMDDToDate32(date_key)) - 1) AS day_of_week, sum(transactions) AS transactions, sum(amount) AS amount
        FROM (SELECT date_key, count() AS transactions, ${AMOUNT} FROM ${rows('fact_transactions')} GROUP BY date_key)
        GROUP BY day_of_week
      ) AS f ON f.day_of_week = d.day_of_week
      ORDER BY day_of_week`,
  },
  'top-customers': {
    parameters: z.strictObject({ limit: oneToHundred.default('10').meta({ description: 'How many customers.' }) }),
    sql: ({ rows, parameter }) => spendersSql(rows, parameter('limit', 'UInt32')),
  },
  'sales-by-month': {
    parameters: z.strictObject({
      until: monthOrNone.default('').meta({
        description: `The last month, YYYY-MM; empty for the last one with sales. ${MOST_ANALYSIS_ROWS} months before it are shown at most.`,
      }),
    }),
    // Months are counted from year 0: no day of the calendar is added to another.
    sql: ({ rows, parameter }) => {
      const until = parameter('until', 'String');
      return `
        WITH (SELECT (min(intDiv(date_key, 10000) * 12 + intDiv(date_key, 100) % 100 - 1), max(intDiv(date_key, 10000) * 12 + intDiv(date_key, 100) % 100 - 1), count())
          FROM ${rows('fact_transactions')}) AS span,
          if(${until} = '', span.2, least(span.2, toUInt32OrZero(substring(${until}, 1, 4)) * 12 + toUInt32OrZero(substring(${until}, 6, 2)) - 1)) AS last
        SELECT makeDate32(intDiv(m.month, 12), m.month % 12 + 1, 1) AS month, f.transactions AS transactions, f.amount AS amount
        FROM (
          SELECT toUInt32(arrayJoin(range(
            toUInt32(greatest(toInt64(span.1), toInt64(last) - ${MOST_ANALYSIS_ROWS - 1})), if(span.3 = 0, 0, toUInt32(last) + 1)))) AS month
        ) AS m
        LEFT JOIN (
          SELECT toUInt32(intDiv(date_key, 10000) * 12 + intDiv(date_key, 100) % 100 - 1) AS month, count() AS transactions, ${AMOUNT}
          FROM ${rows('fact_transactions')} GROUP BY month
        ) AS f ON f.month = m.month
        ORDER BY month`;
    },
  },
};
