import { optional, required } from '../../contracts/columns.ts';
import type { DerivedTable } from '../../contracts/derivation.ts';
import { flag } from '../../contracts/kinds/flag.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { text } from '../../contracts/kinds/text.ts';
import { customer, NAME_LENGTH, recordNumber } from './customer.ts';
import { surrogateKey } from './surrogate-keys.ts';
import { transaction } from './transaction.ts';

/** Whether a file has the member, or only transactions name it. */
export const known = () => flag({ yes: ['Y'], no: ['N'] });

/** Everybody who buys, by hashes of what would tell who it is. */
export const dimCustomer: DerivedTable = {
  name: 'dim_customer',
  table: 'sales_dim_customer',
  title: 'Customers of the facts: those of the file, and those that only transactions name',
  columns: [
    required(1, 'customer_key', surrogateKey(), 'the customer, in every load the same'),
    required(2, 'customer_id', recordNumber(), 'the customer, as files name it'),
    optional(3, 'first_name', text({ maxLength: NAME_LENGTH }), 'first name; empty of a customer that no file has'),
    optional(4, 'last_name_hash', text({ maxLength: 64 }), 'keyed hash of the last name'),
    optional(5, 'email_hash', text({ maxLength: 64 }), 'keyed hash of the e-mail address'),
    optional(6, 'key_version', integer({ min: 0 }), 'which key the hashes were made with'),
    required(7, 'is_known', known(), 'whether the customer file has the customer', { profile: 'categorical' }),
  ],
  key: ['customer_key'],
  from: [customer.name, transaction.name],
  origins: [
    { table: customer.name, columns: { customer_id: 'customer_id' } },
    { table: transaction.name, columns: { customer_id: 'customer_id' } },
  ],
};
