import { RATE_SCALE } from './exchange-rate.ts';
import { AMOUNT_SCALE } from './payment.ts';

/** What balances are given in. */
export const BALANCE_CURRENCIES = ['EUR', 'USD'] as const;
export type BalanceCurrency = (typeof BALANCE_CURRENCIES)[number];

/** Decimals of an amount times a rate: nothing is rounded before it is shown. */
export const VALUE_SCALE = AMOUNT_SCALE + RATE_SCALE;

/** What the columns of a currency are called. */
export const balanceColumns = (currency: BalanceCurrency) => {
  const code = currency.toLowerCase();
  return {
    rate: `${code}_rate`,
    balance: `balance_${code}`,
    debt: `debt_${code}`,
    credit: `credit_${code}`,
    without: `without_${code}_rate`,
  };
};
