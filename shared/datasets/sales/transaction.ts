import { optional, required } from '../../contracts/columns.ts';
import type { FileType } from '../../contracts/contract.ts';
import { decimal } from '../../contracts/kinds/decimal.ts';
import { timestamp } from '../../contracts/kinds/timestamp.ts';
import { customer, recordNumber } from './customer.ts';
import { merchantName } from './merchant.ts';

export const AMOUNT_SCALE = 2;

/** What was paid: nothing and less than nothing are no sales. */
export const saleAmount = () => decimal({ precision: 10, scale: AMOUNT_SCALE, min: '0.01', typical: [5, 500] });

/** Purchases: who bought, when, where and for how much. */
export const transaction: FileType = {
  name: 'transaction',
  rulePrefix: 'SALES-TRANSACTION',
  title: 'Transactions: one row a purchase',
  table: 'sales_transaction',
  key: ['transaction_id'],
  // Of a customer whom nobody knows, the sale is a sale all the same.
  references: [{ number: 701, columns: ['customer_id'], fileType: customer.name, severity: 'WARNING' }],
  columns: [
    required(1, 'transaction_id', recordNumber(), 'the purchase; unique in the file'),
    required(2, 'customer_id', recordNumber(), 'who bought'),
    required(3, 'transaction_date', timestamp({ typical: ['2025-01-01', '2025-12-31'] }), 'when, in UTC'),
    required(4, 'amount', saleAmount(), 'what was paid', { profile: 'numeric' }),
    optional(5, 'merchant_details', merchantName(), 'the name of the merchant, if it is known'),
  ],
};
