import { lazy } from 'react';
import type { TablePages } from '../dataset-pages.ts';

/** Fields of a client, in the file and in the account that is made of it. */
const ofClient = {
  person: ['client_id', 'name', 'account_type', 'risk_tolerance', 'date_of_birth', 'country'],
  contact: ['email', 'phone_number', 'address'],
};

/** Every amount is in the currency of the account, but those of a trade as it was sent. */
const inCurrencyOf = (column: string, amounts: readonly string[]) =>
  Object.fromEntries(amounts.map((amount) => [amount, column]));

const client: TablePages = {
  shownAs: 'client_account',
  usualColumns: [
    'client_id',
    'name',
    'country',
    'account_type',
    'account_currency',
    'account_balance',
    'account_open_date',
  ],
  glanceColumns: ['name', 'account_type', 'account_currency', 'account_balance'],
  groups: { standing: ['account_balance', 'account_currency', 'account_open_date'], ...ofClient },
};

const client_account: TablePages = {
  titleColumn: 'name',
  charts: { 'client-balance': { client_id: 'client_id' } },
  belonging: { trade_outcome: lazy(() => import('./client-trades.tsx')) },
  currencies: inCurrencyOf('account_currency', ['account_balance', 'balance', 'debt', 'total_spent', 'total_gained']),
  usualColumns: [
    'client_id',
    'name',
    'account_type',
    'status',
    'account_currency',
    'balance',
    'debt',
    'total_transactions',
    'failed_transactions',
  ],
  glanceColumns: ['name', 'status', 'account_currency', 'balance', 'debt'],
  groups: {
    standing: [
      'status',
      'account_currency',
      'balance',
      'debt',
      'total_transactions',
      'failed_transactions',
      'total_spent',
      'total_gained',
      'account_balance',
      'account_open_date',
    ],
    ...ofClient,
  },
};

const ofTrade = [
  'transaction_type',
  'transaction_date',
  'stock_ticker',
  'stock_name',
  'shares',
  'price',
  'amount',
  'currency',
];

const trade: TablePages = {
  currencies: inCurrencyOf('currency', ['price', 'amount']),
  usualColumns: [
    'transaction_id',
    'client_id',
    'transaction_date',
    'transaction_type',
    'stock_ticker',
    'shares',
    'price',
    'amount',
    'currency',
  ],
  glanceColumns: ['transaction_date', 'transaction_type', 'stock_ticker', 'amount', 'currency'],
};

const trade_outcome: TablePages = {
  currencies: {
    ...inCurrencyOf('currency', ['price', 'amount']),
    ...inCurrencyOf('account_currency', ['converted_amount', 'balance_after', 'debt_after']),
  },
  usualColumns: [
    'client_id',
    'transaction_date',
    'transaction_id',
    'transaction_type',
    'stock_ticker',
    'amount',
    'currency',
    'transaction_status',
    'failure_reason',
    'balance_after',
    'debt_after',
  ],
  glanceColumns: [
    'transaction_type',
    'stock_ticker',
    'transaction_status',
    'failure_reason',
    'converted_amount',
    'balance_after',
  ],
  groups: {
    outcome: [
      'transaction_status',
      'failure_reason',
      'converted_amount',
      'account_currency',
      'rate',
      'balance_after',
      'debt_after',
    ],
    trade: ofTrade,
  },
};

export const tables = { client, trade, trade_outcome, client_account };
