import * as z from 'zod';
import { limitParameter, MAX_LIMIT, rowCursorParameter } from '../../../domain/pagination.ts';
import { listOf } from '../../../domain/values.ts';
import { endpoint } from '../../../lambda/endpoint.ts';
import { BALANCE_CURRENCIES } from '../conversion.ts';
import { INTERVALS } from '../periods.ts';
import { DIRECTIONS } from '../posting.ts';

/** Periods that one answer may have. */
export const MOST_PERIODS = 5_000;

const byCompany = z.strictObject({ id: z.string().min(1).max(255) });
/** Days that a payment may have (shared/contracts/kinds/timestamp.ts). */
const day = z.iso
  .date()
  .refine((iso) => iso >= '1900-01-01' && iso <= '2299-12-31', 'must be a day of the years 1900 to 2299');
const currency = z.enum(BALANCE_CURRENCIES);
const inCurrency = currency.default('EUR').meta({ description: 'What amounts are given in.' });
const iban = z.string().min(1).max(34).optional().meta({ description: 'Only this account of the company.' });
const ofCash = { tag: 'cash', access: 'tenant', function: 'datasets', heavy: true } as const;
const problems = ['company-not-found', 'query-too-heavy', 'warehouse-unavailable'] as const;

const money = z.string().meta({ description: 'Exact, and rounded once, half away from zero, to two decimals.' });
const withoutRate = z
  .array(z.string())
  .meta({ description: 'Currencies of payments that are left out, because there is no rate for them.' });
const count = z.int().min(0);

const standing = {
  company_id: z.string(),
  name: z.string(),
  owner: z.string().nullable(),
  balance: money,
  debt: money.meta({ description: 'What accounts below 0 lack.' }),
  credit: money.meta({ description: 'What accounts above 0 have.' }),
};

export const listCompanies = endpoint({
  operationId: 'listCompanies',
  method: 'GET',
  path: '/api/cash/companies',
  summary: 'The companies, and what each has and owes',
  ...ofCash,
  query: z.strictObject({
    search: z.string().min(1).max(255).optional().meta({ description: 'Part of the name, in any case.' }),
    currency: inCurrency,
    sort: z
      .enum(['name', 'balance', '-balance'])
      .default('name')
      .meta({ description: 'With - before it: descending.' }),
    limit: limitParameter(MAX_LIMIT),
    cursor: rowCursorParameter,
  }),
  success: {
    status: 200,
    description: 'A page of companies.',
    schema: listOf(z.strictObject({ ...standing, accounts: count }).meta({ id: 'CompanyBalance' })).extend({
      currency,
      currencies_without_rate: withoutRate,
    }),
  },
  problems: ['invalid-cursor', 'cursor-expired', 'query-too-heavy', 'warehouse-unavailable'],
});

const flows = { incoming: money, outgoing: money, payments: count };

export const getCompany = endpoint({
  operationId: 'getCompany',
  method: 'GET',
  path: '/api/cash/companies/{id}',
  summary: 'What a company has, account by account, and whom it deals with',
  ...ofCash,
  params: byCompany,
  query: z.strictObject({ currency: inCurrency }),
  success: {
    status: 200,
    description: 'The company after all payments.',
    schema: z
      .strictObject({
        ...standing,
        currency,
        accounts: z.array(z.strictObject({ iban: z.string(), balance: money })),
        countries: z.array(z.strictObject({ country: z.string(), ...flows })),
        counterparties: z
          .array(
            z.strictObject({
              iban: z.string(),
              company_id: z.string().nullable(),
              name: z.string().nullable(),
              country: z.string(),
              ...flows,
            }),
          )
          .meta({ description: 'The 20 accounts with the most money in and out.' }),
        currencies_without_rate: withoutRate,
        excluded: z.strictObject({ batch_payments: count, invalid_iban: count }).meta({
          description: 'Payments of the company that are set aside: `include` of its payments shows them.',
        }),
      })
      .meta({ id: 'CompanyCash' }),
  },
  problems,
});

export const listCompanyPayments = endpoint({
  operationId: 'listCompanyPayments',
  method: 'GET',
  path: '/api/cash/companies/{id}/payments',
  summary: 'The payments of a company',
  description:
    'By time, then by file and row. A payment between two accounts of the company is there twice: out of the one, and into the other.',
  ...ofCash,
  params: byCompany,
  query: z.strictObject({
    from: day.optional().meta({ description: 'No earlier payments; YYYY-MM-DD in UTC, inclusive.' }),
    to: day.optional().meta({ description: 'No later payments; YYYY-MM-DD in UTC, inclusive.' }),
    direction: z.enum(DIRECTIONS).optional().meta({ description: 'Seen from the company.' }),
    iban,
    include: z
      .enum(['quarantined', 'only-quarantined'])
      .optional()
      .meta({ description: 'Payments that are set aside too, or only those; each then says by which rule.' }),
    limit: limitParameter(MAX_LIMIT),
    cursor: rowCursorParameter,
  }),
  success: {
    status: 200,
    description: 'A page of payments.',
    schema: listOf(
      z
        .strictObject({
          id: z.string(),
          source: z.string().meta({ description: 'The file type that it came with.' }),
          row_number: z.int().min(1),
          ts: z.string().meta({ description: 'ISO 8601, UTC.' }),
          direction: z.enum(DIRECTIONS),
          iban: z.string(),
          counterparty_iban: z.string(),
          counterparty_company_id: z.string().nullable(),
          country: z.string().meta({ description: 'Of the other side, by its account.' }),
          amount: z.string().meta({ description: 'As it was sent, with at least two decimals.' }),
          currency: z.string(),
          quarantine_rule: z.string().nullable(),
        })
        .meta({ id: 'CompanyPayment' }),
    ),
  },
  problems: ['company-not-found', 'invalid-cursor', 'cursor-expired', 'query-too-heavy', 'warehouse-unavailable'],
});

export const listCompanyBalances = endpoint({
  operationId: 'listCompanyBalances',
  method: 'GET',
  path: '/api/cash/companies/{id}/balances',
  summary: 'The balance of a company, or of one of its accounts, by period',
  description:
    `Every period of the range, also those without payments, at most ${MOST_PERIODS.toLocaleString('en')}. Periods are named by their first day, in UTC; weeks begin on ` +
    'Monday. Where the range begins or ends within a period, only its days in the range count.',
  ...ofCash,
  params: byCompany,
  query: z.strictObject({
    interval: z.enum(INTERVALS).default('month'),
    from: day.optional().meta({ description: 'First day, YYYY-MM-DD; that of the first payment if left out.' }),
    to: day.optional().meta({ description: 'Last day, YYYY-MM-DD, inclusive; that of the last payment if left out.' }),
    currency: inCurrency,
    iban,
  }),
  success: {
    status: 200,
    description: 'The periods, oldest first.',
    schema: z
      .strictObject({
        company_id: z.string(),
        currency,
        interval: z.enum(INTERVALS),
        data: z.array(
          z.strictObject({ period: z.iso.date(), opening: money, incoming: money, outgoing: money, closing: money }),
        ),
        currencies_without_rate: withoutRate,
      })
      .meta({ id: 'CompanyBalances' }),
  },
  problems,
});
