import type { ComputedTable, DerivationContext } from '../../contracts/derivation.ts';
import { literal } from '../../sql/quoting.ts';
import { DAY_NAMES, dimDate, MONTH_NAMES } from './dim-date.ts';

const list = (names: readonly string[]) => `[${names.map(literal).join(', ')}]`;

/** Of a timestamp: a day that does not wrap after 2149, as a Date would. */
export const dayOf = (ts: string): string => `toDate32(${ts}, 'UTC')`;

/** All days of the range in one array: at most the 400 years that timestamps have. */
const daysSql = ({ rows }: DerivationContext): string => `
  SELECT toYYYYMMDD(day) AS date_key, day AS full_date, toDayOfWeek(day) - 1 AS day_of_week,
    ${list(DAY_NAMES)}[day_of_week + 1] AS day_name, toMonth(day) AS month, ${list(MONTH_NAMES)}[month] AS month_name,
    toYear(day) AS year, 0 AS row_number
  FROM (
    SELECT arrayJoin(arrayMap(n -> addDays(first, n), range(toUInt32(days)))) AS day
    FROM (
      SELECT ${dayOf('min(transaction_date)')} AS first, ${dayOf('max(transaction_date)')} AS last,
        if(count() = 0, 0, toInt64(toInt32(last)) - toInt64(toInt32(first)) + 1) AS days
      FROM ${rows('transaction')}))`;

export const computedDate: ComputedTable = {
  ...dimDate,
  select: daysSql,
  checks: [
    {
      name: 'every-day-once',
      sql: ({ rows }) => `
        SELECT 1 FROM (
          SELECT count() AS stored, uniqExact(date_key) AS keys, uniqExact(full_date) AS days,
            if(stored = 0, 0, toInt64(toInt32(max(full_date))) - toInt64(toInt32(min(full_date))) + 1) AS span,
            countIf(toYYYYMMDD(full_date) != date_key OR toDayOfWeek(full_date) - 1 != day_of_week) AS wrong
          FROM ${rows('dim_date')})
        WHERE keys != stored OR days != stored OR span != stored OR wrong > 0`,
    },
  ],
};
