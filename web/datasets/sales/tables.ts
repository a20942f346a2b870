import type { TablePages } from '../dataset-pages.ts';

const customer: TablePages = {
  titleColumn: 'first_name',
  usualColumns: ['customer_id', 'first_name', 'last_name', 'email', 'signup_date'],
  glanceColumns: ['first_name', 'signup_date'],
};

const transaction: TablePages = {
  glanceColumns: ['transaction_date', 'amount', 'merchant_details'],
  groups: { purchase: ['amount', 'transaction_date', 'merchant_details', 'customer_id', 'transaction_id'] },
};

const dim_customer: TablePages = {
  titleColumn: 'first_name',
  usualColumns: ['customer_key', 'customer_id', 'first_name', 'is_known', 'last_name_hash', 'email_hash'],
  glanceColumns: ['customer_id', 'first_name', 'is_known'],
  groups: {
    person: ['customer_id', 'first_name', 'is_known', 'customer_key'],
    hashes: ['last_name_hash', 'email_hash', 'key_version'],
  },
};

const dim_merchant: TablePages = {
  usualColumns: ['merchant_key', 'merchant_name', 'category', 'is_known'],
  titleColumn: 'merchant_name',
  glanceColumns: ['merchant_name', 'category', 'is_known'],
};

const dim_date: TablePages = {
  usualColumns: ['date_key', 'full_date', 'day_of_week', 'day_name', 'month', 'month_name', 'year'],
  glanceColumns: ['full_date', 'day_name'],
};

const fact_transactions: TablePages = {
  usualColumns: [
    'transaction_key',
    'transaction_id',
    'customer_key',
    'merchant_key',
    'date_key',
    'amount',
    'transaction_date',
  ],
  glanceColumns: ['transaction_date', 'amount'],
  groups: {
    purchase: ['amount', 'transaction_date', 'transaction_id'],
    keys: ['transaction_key', 'customer_key', 'merchant_key', 'date_key'],
  },
};

export const tables = {
  customer,
  transaction,
  dim_customer,
  dim_merchant,
  dim_date,
  fact_transactions,
} satisfies Readonly<Record<string, TablePages>>;
