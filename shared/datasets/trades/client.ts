import { optional, required } from '../../contracts/columns.ts';
import { atMost, number } from '../../contracts/condition.ts';
import type { FileType } from '../../contracts/contract.ts';
import { code } from '../../contracts/kinds/code.ts';
import { currency } from '../../contracts/kinds/currency.ts';
import { date } from '../../contracts/kinds/date.ts';
import { decimal } from '../../contracts/kinds/decimal.ts';
import { email } from '../../contracts/kinds/email.ts';
import { text } from '../../contracts/kinds/text.ts';

/** 15 digits, as the money of every file of this dataset: what the replay's numbers can grow to is reckoned from it. */
export const MOST_MONEY = '9999999999999.99';
export const money = (typical: readonly [number, number]) => decimal({ precision: 15, min: `-${MOST_MONEY}`, typical });

const categorical = { profile: 'categorical' } as const;

/** Clients as they stood before their first trade. */
export const client: FileType = {
  name: 'client',
  rulePrefix: 'TRADE-CLIENT',
  title: 'Clients: one row an account, as it stood before its first trade',
  table: 'trades_client',
  key: ['client_id'],
  columns: [
    required(1, 'client_id', text(), 'the client; unique in the file'),
    required(2, 'name', text(), 'first and last name'),
    optional(3, 'email', email(), 'e-mail address'),
    optional(4, 'date_of_birth', date({ typical: ['1945-01-01', '2005-12-31'] }), 'when the client was born'),
    optional(5, 'country', text({ maxLength: 100, lowCardinality: true }), 'where the client lives', categorical),
    required(
      6,
      'account_type',
      code([
        { input: 'standard', value: 'standard', meaning: 'a retail account' },
        { input: 'premium', value: 'premium', meaning: 'an account of a wealthy client' },
        { input: 'corporate', value: 'corporate', meaning: 'an account of a company' },
      ]),
      'what kind of account it is',
      categorical,
    ),
    required(7, 'account_balance', money([1_000, 1_000_000]), 'balance before the first trade; below 0 it is a debt', {
      profile: 'numeric',
    }),
    required(8, 'account_open_date', date({ typical: ['2005-01-01', '2022-12-31'] }), 'when the account was opened'),
    optional(9, 'phone_number', text({ maxLength: 50 }), 'telephone number'),
    optional(10, 'address', text({ maxLength: 1_000 }), 'postal address, in as many lines as it has'),
    optional(
      11,
      'risk_tolerance',
      code([
        { input: 'low', value: 'low', meaning: 'wants to lose nothing' },
        { input: 'medium', value: 'medium', meaning: 'accepts swings' },
        { input: 'high', value: 'high', meaning: 'accepts losses' },
      ]),
      'how much risk the client wants to bear',
      categorical,
    ),
    required(
      12,
      'account_currency',
      currency({ typical: ['EUR', 'GBP', 'USD'] }),
      'ISO 4217 code of the currency in which the account is kept',
      categorical,
    ),
  ],
  rowRules: [
    {
      number: 901,
      severity: 'WARNING',
      errorType: 'RANGE',
      field: 'account_balance',
      holds: atMost(number('0'), 'account_balance'),
      reason: 'account_balance should not be below 0',
      why: 'The account then begins in debt and is suspended: no purchase goes through before sales have paid the debt.',
      example: { account_balance: '-0.01' },
    },
    {
      number: 902,
      severity: 'WARNING',
      errorType: 'RANGE',
      field: 'account_open_date',
      holds: atMost('date_of_birth', 'account_open_date'),
      reason: 'account_open_date should not be before date_of_birth',
      why: 'Nobody opens an account before being born: one of the two dates is wrong.',
      example: { date_of_birth: '2001-01-02', account_open_date: '2001-01-01' },
    },
  ],
};
