import type { Dataset } from '../../contracts/contract.ts';
import { account } from './account.ts';
import { accountBalance } from './account-balance.ts';
import { accountDay } from './account-day.ts';
import { analyses } from './analyses.ts';
import { company } from './company.ts';
import { companyBalance } from './company-balance.ts';
import { exchangeRate } from './exchange-rate.ts';
import { sepa, swift } from './payment.ts';
import { posting } from './posting.ts';

/** Companies, their payments, and what they have: replaced together. */
export const cash: Dataset = {
  name: 'cash',
  title: 'Cash of companies',
  version: 'cash-1',
  fileTypes: [company, sepa, swift, exchangeRate],
  analyses,
  derivedTables: [account, posting, accountDay, accountBalance, companyBalance],
};
