import { optional, required } from '../../contracts/columns.ts';
import type { Column } from '../../contracts/contract.ts';
import type { DerivedTable } from '../../contracts/derivation.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { list } from '../../contracts/kinds/list.ts';
import { text } from '../../contracts/kinds/text.ts';
import { exactValue } from './account-balance.ts';
import { BALANCE_CURRENCIES, type BalanceCurrency, balanceColumns } from './conversion.ts';

const NAMES: Readonly<Record<BalanceCurrency, string>> = { EUR: 'euros', USD: 'US dollars' };

const figureColumns = (currency: BalanceCurrency, from: number): readonly Column[] => {
  const { balance, debt, credit, without } = balanceColumns(currency);
  const unit = NAMES[currency];
  return [
    required(from, balance, exactValue(), `what all accounts have together, in ${unit}`, { profile: 'numeric' }),
    required(from + 1, debt, exactValue('0'), `what accounts below 0 lack, in ${unit}`, { profile: 'numeric' }),
    required(from + 2, credit, exactValue('0'), `what accounts above 0 have, in ${unit}`, { profile: 'numeric' }),
    required(from + 3, without, list(text({ maxLength: 3 })), `currencies of its payments without a rate in ${unit}`),
  ];
};

/** What each company has, owes and is owed: what its accounts have together, those below 0, and those above. */
export const companyBalance: DerivedTable = {
  name: 'company_balance',
  table: 'cash_company_balance',
  title: 'Companies: what each has and owes after all payments',
  columns: [
    required(1, 'company_id', text(), 'the company'),
    required(2, 'name', text(), 'what it is called'),
    optional(3, 'owner', text(), 'whose it is'),
    required(4, 'first_account_no', integer({ min: 1 }), 'number of its first account in this load; the others follow'),
    required(5, 'accounts', integer({ min: 1 }), 'how many accounts it has', { profile: 'numeric' }),
    ...BALANCE_CURRENCIES.flatMap((currency, index) => figureColumns(currency, 6 + index * 4)),
    required(14, 'payments', integer({ min: 0 }), 'how many payments its accounts have', { profile: 'numeric' }),
  ],
  key: ['company_id'],
  from: ['company', 'account_balance'],
  origins: [
    { table: 'company', columns: { company_id: 'id' } },
    { table: 'account_balance', columns: { company_id: 'company_id' } },
  ],
};
