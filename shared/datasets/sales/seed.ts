import type { SampleRow } from '../../contracts/samples.ts';

/**
 * The rows of the older system, which anybody can add up: 5 customers, 3 merchants, and 20 transactions of seven merchants in
 * the first week of August 2025. Four of the merchants are in no file: half of the transactions are theirs, 8,579.10 of
 * 13,337.35.
 */
export interface Seed {
  readonly customer: readonly SampleRow[];
  readonly merchant: readonly SampleRow[];
  readonly transaction: readonly SampleRow[];
}

const customers = [
  ['Michael', 'Johnson', '2023-01-15'],
  ['Sarah', 'Chen', '2023-03-22'],
  ['David', 'Rodriguez', '2023-06-10'],
  ['Emily', 'White', '2024-02-05'],
  ['Chris', 'Green', '2024-11-30'],
] as const;

const merchants = [
  ['GreenLeaf Grocers', 'Groceries'],
  ['The Daily Grind Coffee', 'Food & Beverage'],
  ['TechSphere Electronics', 'Electronics'],
] as const;

const [GROCERS, COFFEE, ELECTRONICS] = merchants.map(([name]) => name) as [string, string, string];
const CINEMA = 'City Cinema';
const DINER = 'Fine Dine Restaurant';
const MARKET = 'GlobalMart';
const WATCHES = 'Luxury Watches Inc.';

/** Customer, day of August 2025 and hour, merchant, amount. */
const purchases = [
  [1, '01T09:15', WATCHES, '4400.00'],
  [2, '01T08:05', COFFEE, '21.60'],
  [3, '01T17:40', GROCERS, '62.80'],
  [1, '02T11:30', ELECTRONICS, '2500.00'],
  [2, '02T08:10', COFFEE, '30.00'],
  [4, '02T20:00', CINEMA, '30.00'],
  [1, '03T10:20', GROCERS, '91.35'],
  [3, '03T15:45', ELECTRONICS, '1800.00'],
  [5, '03T13:05', WATCHES, '3200.00'],
  [2, '04T18:25', GROCERS, '92.50'],
  [4, '04T19:30', DINER, '114.10'],
  [1, '05T20:15', DINER, '230.00'],
  [3, '05T12:50', MARKET, '145.60'],
  [4, '05T08:35', COFFEE, '30.00'],
  [2, '06T21:00', CINEMA, '30.00'],
  [3, '06T10:10', GROCERS, '100.00'],
  [5, '06T19:45', DINER, '140.00'],
  [2, '07T08:20', COFFEE, '30.00'],
  [4, '07T14:00', MARKET, '71.90'],
  [5, '07T16:30', MARKET, '217.50'],
] as const;

export const seed: Seed = {
  customer: customers.map(([first_name, last_name, signup_date], index) => ({
    customer_id: String(index + 1),
    first_name,
    last_name,
    email: `${first_name}.${last_name}@example.com`.toLowerCase(),
    signup_date,
  })),
  merchant: merchants.map(([merchant_name, category]) => ({ merchant_name, category })),
  transaction: purchases.map(([customer_id, time, merchant_details, amount], index) => ({
    transaction_id: String(index + 1),
    customer_id: String(customer_id),
    transaction_date: `2025-08-${time}:00Z`,
    amount,
    merchant_details,
  })),
};
