import { optional, required } from '../../contracts/columns.ts';
import { iban as fulfils } from '../../contracts/condition.ts';
import type { FileType } from '../../contracts/contract.ts';
import { iban } from '../../contracts/kinds/iban.ts';
import { list } from '../../contracts/kinds/list.ts';
import { text } from '../../contracts/kinds/text.ts';

/** The companies whose cash is watched, each with its accounts. */
export const company: FileType = {
  name: 'company',
  rulePrefix: 'CASH-COMPANY',
  title: 'Companies: one row a company, with all its accounts',
  table: 'cash_company',
  key: ['id'],
  columns: [
    required(1, 'id', text(), 'the company; unique in the file'),
    required(2, 'name', text(), 'what the company is called'),
    optional(3, 'owner', text(), 'whose company it is'),
    required(
      4,
      'ibans',
      list(iban({ anyCase: true }), { typical: [1, 5] }),
      'the accounts of the company, as they stand in payments; each of one company only',
    ),
  ],
  rowRules: [
    {
      number: 47,
      severity: 'WARNING',
      errorType: 'VALUE',
      field: 'ibans',
      holds: fulfils('ibans', 'country'),
      reason: 'each of ibans should begin with the code of a country in capital letters',
      why: 'No account has such a number, and payments that name it are set aside: the balance of the account stays 0.',
      example: { ibans: 'ZZ68539007547034' },
    },
    {
      number: 48,
      severity: 'WARNING',
      errorType: 'VALUE',
      field: 'ibans',
      holds: fulfils('ibans', 'length'),
      reason: 'each of ibans should be as long as account numbers of its country are',
      why: 'A digit is missing or too many. Payments are found by the number as it stands here.',
      example: { ibans: 'DE893704004405320130001' },
    },
    {
      number: 49,
      severity: 'WARNING',
      errorType: 'VALUE',
      field: 'ibans',
      holds: fulfils('ibans', 'checkDigits'),
      reason: 'the check digits of each of ibans should be right',
      why: 'A digit was mistyped. Payments are found by the number as it stands here.',
      example: { ibans: 'DE88370400440532013000' },
    },
  ],
};
