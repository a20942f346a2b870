import type { Dataset } from '../../contracts/contract.ts';
import { analyses } from './analyses.ts';
import { customer } from './customer.ts';
import { dimCustomer } from './dim-customer.ts';
import { dimDate } from './dim-date.ts';
import { dimMerchant } from './dim-merchant.ts';
import { factTransactions } from './fact-transactions.ts';
import { merchant } from './merchant.ts';
import { transaction } from './transaction.ts';

/** Customers, merchants and what is bought, and the star of facts and dimensions that is made of them: replaced together. */
export const sales: Dataset = {
  name: 'sales',
  title: 'Sales',
  version: 'sales-1',
  fileTypes: [customer, merchant, transaction],
  derivedTables: [dimCustomer, dimMerchant, dimDate, factTransactions],
  analyses,
};
