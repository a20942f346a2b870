import { required } from '../../contracts/columns.ts';
import type { DerivedTable } from '../../contracts/derivation.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { text } from '../../contracts/kinds/text.ts';

/** The accounts of companies, numbered: what follows is grouped and joined by numbers, in a third of the time that texts take. */
export const account: DerivedTable = {
  name: 'account',
  table: 'cash_account',
  title: 'Accounts of companies',
  columns: [
    required(
      1,
      'account_no',
      integer({ min: 1 }),
      'number of the account in this load; of a company, one after the other',
    ),
    required(2, 'iban', text({ maxLength: 34 }), 'the account'),
    required(3, 'company_id', text(), 'whose account it is'),
  ],
  key: ['account_no'],
  from: ['company', 'exchange_rate'],
  origins: [{ table: 'company', columns: { company_id: 'id' } }],
};
