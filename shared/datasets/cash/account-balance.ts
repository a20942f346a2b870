import { required } from '../../contracts/columns.ts';
import type { DerivedTable } from '../../contracts/derivation.ts';
import { decimal } from '../../contracts/kinds/decimal.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { list } from '../../contracts/kinds/list.ts';
import { text } from '../../contracts/kinds/text.ts';
import { VALUE_SCALE } from './conversion.ts';

/** A sum of amounts times rates, exactly. */
export const exactValue = (min: '0' | null = null) => decimal({ precision: 76, scale: VALUE_SCALE, shown: 2, min });

/** What each account has after all payments, exactly: it is rounded where it is shown. */
export const accountBalance: DerivedTable = {
  name: 'account_balance',
  table: 'cash_account_balance',
  title: 'Balances: what each account has after all payments',
  columns: [
    required(
      1,
      'account_no',
      integer({ min: 1 }),
      'number of the account in this load; of a company, one after the other',
    ),
    required(2, 'iban', text({ maxLength: 34 }), 'the account'),
    required(3, 'company_id', text(), 'whose account it is'),
    required(4, 'balance_eur', exactValue(), 'in euros, of the currencies that have a rate', { profile: 'numeric' }),
    required(5, 'without_eur_rate', list(text({ maxLength: 3 })), 'currencies of its payments without a rate in euros'),
    required(6, 'balance_usd', exactValue(), 'in US dollars, of the currencies that have a rate', {
      profile: 'numeric',
    }),
    required(
      7,
      'without_usd_rate',
      list(text({ maxLength: 3 })),
      'currencies of its payments without a rate in dollars',
    ),
    required(8, 'payments', integer({ min: 0 }), 'how many payments', { profile: 'numeric' }),
  ],
  key: ['account_no'],
  from: ['account', 'account_day', 'exchange_rate'],
  origins: [
    { table: 'account', columns: { account_no: 'account_no' } },
    { table: 'posting', columns: { account_no: 'account_no' } },
  ],
};
