import { required } from '../../contracts/columns.ts';
import type { FileType } from '../../contracts/contract.ts';
import { currency } from '../../contracts/kinds/currency.ts';
import { decimal } from '../../contracts/kinds/decimal.ts';

/** As many decimals as programs write that compute rates in binary. */
export const RATE_SCALE = 20;

const rate = () =>
  decimal({ precision: 38, scale: RATE_SCALE, shown: 2, min: `0.${'0'.repeat(RATE_SCALE - 1)}1`, typical: [1, 2] });

/** What one unit of a currency is worth. They have no date: history is converted at one rate. */
export const exchangeRate: FileType = {
  name: 'exchange_rate',
  rulePrefix: 'CASH-RATE',
  title: 'Exchange rates: what one unit of a currency is worth',
  table: 'cash_exchange_rate',
  key: ['currency'],
  columns: [
    required(1, 'currency', currency(), 'ISO 4217 code; unique in the file'),
    required(2, 'usd_rate', rate(), 'so many US dollars are one unit'),
    required(3, 'eur_rate', rate(), 'so many euros are one unit'),
  ],
};
