import { optional, required } from '../../contracts/columns.ts';
import type { FileType } from '../../contracts/contract.ts';
import { date } from '../../contracts/kinds/date.ts';
import { email } from '../../contracts/kinds/email.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { keyedHash } from '../../contracts/kinds/keyed-hash.ts';
import { text } from '../../contracts/kinds/text.ts';

/** What numbers a record in a file: above 0, and exact in JSON. */
export const recordNumber = () =>
  integer({ min: 1, max: Number.MAX_SAFE_INTEGER, isName: true, typical: [1, 9_999_999] });

export const NAME_LENGTH = 50;

/** Who buys. */
export const customer: FileType = {
  name: 'customer',
  rulePrefix: 'SALES-CUSTOMER',
  title: 'Customers: one row a customer',
  table: 'sales_customer',
  key: ['customer_id'],
  columns: [
    required(1, 'customer_id', recordNumber(), 'the customer; unique in the file'),
    required(2, 'first_name', text({ maxLength: NAME_LENGTH }), 'first name'),
    required(3, 'last_name', keyedHash(text({ maxLength: NAME_LENGTH })), 'last name'),
    required(4, 'email', keyedHash(email({ maxLength: 100 })), 'e-mail address'),
    optional(
      5,
      'signup_date',
      date({ spelling: 'YYYY-MM-DD', typical: ['2020-01-01', '2025-07-31'], withMidnight: true }),
      'day on which the customer registered',
    ),
  ],
};
