import { required } from '../../contracts/columns.ts';
import type { DerivedTable } from '../../contracts/derivation.ts';
import { code } from '../../contracts/kinds/code.ts';
import { date } from '../../contracts/kinds/date.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { transaction } from './transaction.ts';

export const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const named = (names: readonly string[], meaning: (at: number) => string) =>
  code(names.map((name, at) => ({ input: name, value: name, meaning: meaning(at) })));

export const dayName = () => named(DAY_NAMES, (at) => `day ${at} of the week`);
export const dayOfWeek = () => integer({ min: 0, max: 6 });
/** YYYYMMDD; the years are those that a timestamp has. */
export const dateKey = () => integer({ min: 1900_01_01, max: 2299_12_31, isName: true });

/** The calendar, from the day of the first transaction to that of the last, in UTC. */
export const dimDate: DerivedTable = {
  name: 'dim_date',
  table: 'sales_dim_date',
  title: 'Days of the facts: every day from the first transaction to the last',
  columns: [
    required(1, 'date_key', dateKey(), 'the day as a number, YYYYMMDD'),
    required(2, 'full_date', date(), 'the day, in UTC'),
    required(3, 'day_of_week', dayOfWeek(), '0 is Monday'),
    required(4, 'day_name', dayName(), 'what the day of the week is called', { profile: 'categorical' }),
    required(5, 'month', integer({ min: 1, max: 12 }), 'the month, from 1'),
    required(
      6,
      'month_name',
      named(MONTH_NAMES, (at) => `month ${at + 1} of the year`),
      'what the month is called',
      { profile: 'categorical' },
    ),
    required(7, 'year', integer({ min: 1900, max: 2299, isName: true }), 'the year'),
  ],
  key: ['date_key'],
  from: [transaction.name],
};
