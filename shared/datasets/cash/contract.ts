import type { Dataset } from '../../contracts/contract.ts';
import { company } from './company.ts';
import { exchangeRate } from './exchange-rate.ts';
import { sepa, swift } from './payment.ts';

/** Companies, their payments, and what they have: replaced together. */
export const cash: Dataset = {
  name: 'cash',
  title: 'Cash of companies',
  version: 'cash-1',
  fileTypes: [company, sepa, swift, exchangeRate],
};
