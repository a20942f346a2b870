import { required } from '../../contracts/columns.ts';
import { iban as fulfils, is } from '../../contracts/condition.ts';
import type { Column, FileType, GroupRule, RowRule } from '../../contracts/contract.ts';
import { currency } from '../../contracts/kinds/currency.ts';
import { decimal } from '../../contracts/kinds/decimal.ts';
import { iban } from '../../contracts/kinds/iban.ts';
import { text } from '../../contracts/kinds/text.ts';
import { timestamp } from '../../contracts/kinds/timestamp.ts';

/** Four decimals, which is the most that a currency of ISO 4217 has. */
export const AMOUNT_SCALE = 4;

const columnsWith = (ofCurrency: Column): readonly Column[] => [
  required(1, 'id', text(), 'the payment; several rows of one id, payer, beneficiary and time are a batch'),
  required(2, 'payer_iban', iban({ anyCase: true }), 'the account that is charged'),
  required(3, 'beneficiary_iban', iban({ anyCase: true }), 'the account that is paid'),
  required(
    4,
    'amount',
    decimal({ precision: 18, scale: AMOUNT_SCALE, shown: 2, typical: [1, 50_000] }),
    'what is paid, in its currency',
    { profile: 'numeric' },
  ),
  ofCurrency,
  required(6, 'ts', timestamp({ typical: ['2023-01-01', '2024-12-31'] }), 'when it was paid; UTC if it names no zone'),
];

const SIDES = [
  { column: 'payer_iban', country: 802, length: 27, checkDigits: 28 },
  { column: 'beneficiary_iban', country: 803, length: 37, checkDigits: 38 },
] as const;

const ibanRules: readonly RowRule[] = SIDES.flatMap(({ column, country, length, checkDigits }): RowRule[] => [
  {
    number: country,
    severity: 'QUARANTINE',
    errorType: 'VALUE',
    field: column,
    holds: fulfils(column, 'country'),
    reason: `${column} must begin with the code of a country in capital letters (ISO 3166, XK)`,
    why: 'No account has such a number. The payment is kept and left out of balances.',
    example: { [column]: 'ZZ68539007547034' },
  },
  {
    number: length,
    severity: 'WARNING',
    errorType: 'VALUE',
    field: column,
    holds: fulfils(column, 'length'),
    reason: `${column} should be as long as account numbers of its country are`,
    why: 'A digit is missing or too many. The payment counts all the same.',
    example: { [column]: 'DE893704004405320130001' },
  },
  {
    number: checkDigits,
    severity: 'WARNING',
    errorType: 'VALUE',
    field: column,
    holds: fulfils(column, 'checkDigits'),
    reason: `the check digits of ${column} should be right`,
    why: 'A digit was mistyped. The payment counts all the same.',
    example: { [column]: 'DE88370400440532013000' },
  },
]);

/** All members are set aside: whether the amounts are the same or not, nobody knows which of them was paid (requirements X8). */
const batchPayment: GroupRule = {
  number: 801,
  columns: ['id', 'payer_iban', 'beneficiary_iban', 'ts'],
  reason: 'no other payment has the same id, payer_iban, beneficiary_iban and ts',
  why: 'Together they are a batch payment. All of them are kept and left out of balances.',
};

const CURRENCY = 'ISO 4217 code of the currency of the amount';

/** Payments in euros within the SEPA area. */
export const sepa: FileType = {
  name: 'sepa',
  rulePrefix: 'CASH-SEPA',
  title: 'SEPA payments: in euros',
  table: 'cash_sepa',
  key: ['id', 'row_number'],
  columns: columnsWith(required(5, 'currency', currency({ typical: ['EUR'] }), CURRENCY)),
  rowRules: [
    {
      number: 901,
      severity: 'ERROR',
      errorType: 'VALUE',
      field: 'currency',
      holds: is('currency', 'EUR'),
      reason: 'currency must be EUR',
      why: 'A SEPA payment is made in euros: the amount or its currency is of another payment.',
      example: { currency: 'USD' },
    },
    ...ibanRules,
  ],
  groupRules: [batchPayment],
};

/** Payments in any currency, worldwide. */
export const swift: FileType = {
  name: 'swift',
  rulePrefix: 'CASH-SWIFT',
  title: 'SWIFT payments: in any currency',
  table: 'cash_swift',
  key: ['id', 'row_number'],
  columns: columnsWith(
    required(5, 'currency', currency({ typical: ['EUR', 'USD', 'GBP', 'JPY', 'CHF'] }), CURRENCY, {
      profile: 'categorical',
    }),
  ),
  rowRules: ibanRules,
  groupRules: [batchPayment],
};

/** The files of payments, by what the tables call their source. */
export const PAYMENT_FILES = [sepa, swift] as const;
