import { decimal } from '../../contracts/kinds/decimal.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { text } from '../../contracts/kinds/text.ts';
import { timestamp } from '../../contracts/kinds/timestamp.ts';
import type { Stream } from '../../contracts/stream.ts';

/** Card payments as they happen. Their merchants get their categories from the live book of sales. */
export const transactionsStream: Stream = {
  name: 'transactions',
  title: 'Transactions',
  dataset: 'sales',
  columns: [
    {
      name: 'transaction_id',
      kind: text({ maxLength: 100 }),
      meaning: 'The id of the transaction: sent again, it is a duplicate.',
    },
    { name: 'customer_id', kind: integer({ min: 1 }), meaning: 'Who paid.' },
    {
      name: 'amount',
      kind: decimal({ precision: 10, scale: 2, min: '0.01' }),
      meaning: 'What was paid, above 0.',
    },
    { name: 'merchant_name', kind: text({ maxLength: 255 }), meaning: 'Who was paid.' },
    { name: 'timestamp', kind: timestamp(), meaning: 'When it was paid.' },
  ],
  id: 'transaction_id',
  amount: 'amount',
  time: 'timestamp',
  category: {
    table: 'dim_merchant',
    key: 'merchant_name',
    value: 'category',
    of: 'merchant_name',
    otherwise: 'Unknown',
  },
  threshold: '2000.00',
};
