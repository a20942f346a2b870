import type { TablePages } from '../dataset-pages.ts';

/** Behind its address each company has a page. */
export const COMPANIES_PAGE = 'companies';

const payment: TablePages = {
  currencies: { amount: 'currency' },
  usualColumns: ['id', 'ts', 'payer_iban', 'beneficiary_iban', 'amount', 'currency'],
  glanceColumns: ['ts', 'payer_iban', 'beneficiary_iban', 'amount', 'currency'],
  groups: { payment: ['id', 'ts', 'amount', 'currency'], sides: ['payer_iban', 'beneficiary_iban'] },
};

export const tables = {
  company: {
    shownBehind: COMPANIES_PAGE,
    glanceColumns: ['name', 'owner', 'ibans'],
  },
  sepa: payment,
  swift: payment,
  posting: {
    currencies: { amount: 'currency' },
    usualColumns: [
      'account_no',
      'ts',
      'direction',
      'amount',
      'currency',
      'counterparty_iban',
      'country',
      'payment_id',
      'source',
    ],
    glanceColumns: ['direction', 'amount', 'currency', 'counterparty_iban', 'payment_id'],
    groups: {
      payment: ['payment_id', 'source', 'ts', 'direction', 'amount', 'currency'],
      sides: ['iban', 'account_no', 'company_id', 'counterparty_iban', 'counterparty_company_id', 'country'],
    },
  },
  account_day: { currencies: { incoming: 'currency', outgoing: 'currency' } },
  account: { shownAs: 'account_balance' },
  account_balance: {
    titleColumn: 'iban',
    usualColumns: ['account_no', 'iban', 'company_id', 'balance_eur', 'balance_usd', 'payments'],
    glanceColumns: ['iban', 'balance_eur', 'balance_usd', 'payments'],
    groups: {
      company: ['account_no', 'iban', 'company_id', 'payments'],
      euros: ['balance_eur', 'without_eur_rate'],
      dollars: ['balance_usd', 'without_usd_rate'],
    },
  },
  company_balance: {
    shownBehind: COMPANIES_PAGE,
    titleColumn: 'name',
    usualColumns: ['company_id', 'name', 'owner', 'accounts', 'balance_eur', 'debt_eur', 'credit_eur', 'payments'],
    glanceColumns: ['name', 'owner', 'accounts', 'balance_eur', 'balance_usd'],
    groups: {
      company: ['company_id', 'name', 'owner', 'accounts', 'first_account_no', 'payments'],
      euros: ['balance_eur', 'debt_eur', 'credit_eur', 'without_eur_rate'],
      dollars: ['balance_usd', 'debt_usd', 'credit_usd', 'without_usd_rate'],
    },
  },
} satisfies Record<string, TablePages>;
