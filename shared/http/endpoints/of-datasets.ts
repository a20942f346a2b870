import * as cash from '../../datasets/cash/api/endpoints.ts';
import * as loans from '../../datasets/loans/api/endpoints.ts';
import * as trades from '../../datasets/trades/api/endpoints.ts';
import type { Endpoint } from '../../lambda/endpoint.ts';

/** Endpoints that only one dataset has, in the order in which the documentation shows them. */
export const datasetEndpoints: readonly Endpoint[] = [
  loans.getPortfolio,
  trades.getClient,
  trades.listClientTransactions,
  trades.getClientBalance,
  cash.listCompanies,
  cash.getCompany,
  cash.listCompanyBalances,
  cash.listCompanyPayments,
];
