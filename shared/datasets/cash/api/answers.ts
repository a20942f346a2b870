import * as z from 'zod';
import type { Filter } from '../../../domain/filter.ts';
import { implement } from '../../../lambda/implement.ts';
import { warehouseFor } from '../../../warehouse/client.ts';
import { readDataPage } from '../../../warehouse/data-page.ts';
import { companyBalance } from '../company-balance.ts';
import { balanceColumns } from '../conversion.ts';
import { exactOf, shownOf } from '../exact-value.ts';
import { balancesOf } from './balances.ts';
import { cashOf } from './company.ts';
import { getCompany, listCompanies, listCompanyBalances, listCompanyPayments } from './endpoints.ts';
import { companyOf, liveBook, slice } from './live-book.ts';
import { paymentsPage } from './payments.ts';

const standingRow = z.looseObject({
  company_id: z.string(),
  name: z.string(),
  owner: z.string().nullable(),
  accounts: z.int(),
});

export const answers = [
  implement(listCompanies, async ({ scope }, { query }) => {
    const { search, currency, sort, limit, cursor } = query;
    const { balance, debt, credit, without } = balanceColumns(currency);
    const filters: Filter[] =
      search === undefined ? [] : [{ column: 'name', operator: 'contains', value: search, parameter: 'search' }];
    const page = await readDataPage(warehouseFor(scope), {
      slice,
      table: companyBalance,
      filters,
      sort: sort.replace('balance', balance),
      columns: ['company_id', 'name', 'owner', 'accounts', balance, debt, credit, without],
      limit,
      cursor,
    });
    const rows = z.array(standingRow).parse(JSON.parse(`[${Buffer.concat(page.rows).toString()}]`));
    const shown = (row: z.infer<typeof standingRow>, column: string) => shownOf(exactOf(String(row[column])));
    return {
      body: {
        data: rows.map((row) => ({
          company_id: row.company_id,
          name: row.name,
          owner: row.owner,
          accounts: row.accounts,
          balance: shown(row, balance),
          debt: shown(row, debt),
          credit: shown(row, credit),
        })),
        next_cursor: page.nextCursor,
        currency,
        currencies_without_rate: [...new Set(rows.flatMap((row) => row[without] as string[]))].sort(),
      },
    };
  }),

  implement(getCompany, async ({ scope }, { params, query }) => {
    const warehouse = warehouseFor(scope);
    const book = await liveBook(warehouse);
    const company = await companyOf(warehouse, book, params.id);
    return { body: await cashOf(warehouse, book!, company, query.currency) };
  }),

  implement(listCompanyPayments, async ({ scope }, { params, query }) => ({
    body: await paymentsPage(warehouseFor(scope), params.id, query),
  })),

  implement(listCompanyBalances, async ({ scope }, { params, query }) => {
    const warehouse = warehouseFor(scope);
    const book = await liveBook(warehouse);
    const company = await companyOf(warehouse, book, params.id);
    return { body: await balancesOf(warehouse, book!, company, query) };
  }),
];
