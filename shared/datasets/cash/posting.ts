import { optional, required } from '../../contracts/columns.ts';
import type { DerivedTable } from '../../contracts/derivation.ts';
import { code } from '../../contracts/kinds/code.ts';
import { currency } from '../../contracts/kinds/currency.ts';
import { decimal } from '../../contracts/kinds/decimal.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { text } from '../../contracts/kinds/text.ts';
import { timestamp } from '../../contracts/kinds/timestamp.ts';
import { AMOUNT_SCALE, PAYMENT_FILES } from './payment.ts';

export const DIRECTIONS = ['in', 'out'] as const;
const MEANINGS = { in: 'the account was paid', out: 'the account was charged' } as const;

/** Every payment of a company, once for each of its accounts that it touches. */
export const posting: DerivedTable = {
  name: 'posting',
  table: 'cash_posting',
  title: 'Postings: what came into and went out of the accounts of companies',
  columns: [
    required(1, 'account_no', integer({ min: 1 }), 'number of the account in this load'),
    required(2, 'ts', timestamp(), 'when it was paid, in UTC'),
    required(
      3,
      'source',
      code(PAYMENT_FILES.map(({ name, title }) => ({ input: name, value: name, meaning: title }))),
      'the file of the payment',
      { profile: 'categorical' },
    ),
    required(
      4,
      'direction',
      code(DIRECTIONS.map((way) => ({ input: way, value: way, meaning: MEANINGS[way] }))),
      'which way the money went',
      { profile: 'categorical' },
    ),
    required(5, 'amount', decimal({ precision: 18, scale: AMOUNT_SCALE, shown: 2 }), 'what was paid, in its currency', {
      profile: 'numeric',
    }),
    required(6, 'currency', currency(), 'currency of the amount', { profile: 'categorical' }),
    required(7, 'iban', text({ maxLength: 34 }), 'the account'),
    required(8, 'company_id', text(), 'whose account it is'),
    required(9, 'counterparty_iban', text({ maxLength: 34 }), 'the account on the other side'),
    optional(10, 'counterparty_company_id', text(), 'whose account that is, if a company has it'),
    required(11, 'country', text({ maxLength: 2, lowCardinality: true }), 'country of the other side, by its account', {
      profile: 'categorical',
    }),
    required(12, 'payment_id', text(), 'the payment'),
  ],
  key: ['account_no', 'ts', 'source', 'row_number', 'direction'],
  from: ['account', ...PAYMENT_FILES.map(({ name }) => name)],
  origins: [
    { table: 'account', columns: { account_no: 'account_no' } },
    ...PAYMENT_FILES.map(({ name }) => ({ table: name, columns: { payment_id: 'id' } })),
  ],
};
