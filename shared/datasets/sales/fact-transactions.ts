import { required } from '../../contracts/columns.ts';
import type { DerivedTable } from '../../contracts/derivation.ts';
import { timestamp } from '../../contracts/kinds/timestamp.ts';
import { recordNumber } from './customer.ts';
import { dimCustomer } from './dim-customer.ts';
import { dateKey, dimDate } from './dim-date.ts';
import { dimMerchant } from './dim-merchant.ts';
import { surrogateKey } from './surrogate-keys.ts';
import { saleAmount, transaction } from './transaction.ts';

/** Every transaction, by the keys of its dimensions: none is left out, whomever or whatever it names. */
export const factTransactions: DerivedTable = {
  name: 'fact_transactions',
  table: 'sales_fact_transactions',
  title: 'Facts: every transaction, by the keys of its customer, merchant and day',
  columns: [
    required(1, 'transaction_key', surrogateKey(), 'the transaction, in every load the same'),
    required(2, 'transaction_id', recordNumber(), 'the transaction, as the file names it'),
    required(3, 'customer_key', surrogateKey(), 'who bought'),
    required(4, 'merchant_key', surrogateKey(), 'where; 0 where the transaction names no merchant'),
    required(5, 'date_key', dateKey(), 'the day, in UTC'),
    required(6, 'amount', saleAmount(), 'what was paid', { profile: 'numeric' }),
    required(7, 'transaction_date', timestamp(), 'when, in UTC'),
  ],
  key: ['transaction_key'],
  from: [transaction.name, dimCustomer.name, dimMerchant.name, dimDate.name],
  origins: [
    { table: transaction.name, columns: { transaction_id: 'transaction_id' } },
    { table: dimCustomer.name, columns: { customer_key: 'customer_key' } },
    { table: dimMerchant.name, columns: { merchant_key: 'merchant_key' } },
    { table: dimDate.name, columns: { date_key: 'date_key' } },
  ],
};
