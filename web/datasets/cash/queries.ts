import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { BalanceCurrency } from '../../../shared/datasets/cash/conversion.ts';
import { answerOf, api, type Schemas } from '../../api/client.ts';
import { useLiveBooks } from '../../api/queries/publications.ts';
import { type CompanyView, paymentDays } from './company-view.ts';

export const SLICE = { dataset: 'cash', variant: null } as const;

export type CompanyCash = Schemas['CompanyCash'];
export type CompanyBalances = Schemas['CompanyBalances'];
export type CompanyPayment = Schemas['CompanyPayment'];

const LISTED_COMPANIES = 50;
const LISTED_PAYMENTS = 25;

/** What is live, which every question here is about: undefined until it is known, null where nothing is loaded. */
export function useLiveBatch(): string | null | undefined {
  const books = useLiveBooks([SLICE]);
  return books === undefined ? undefined : (books.cash?.batch_id ?? null);
}

/** What was there stays while it is asked for otherwise; it says itself which currency and interval it is in. */
const COMMON = { placeholderData: keepPreviousData, staleTime: 60_000 } as const;
const afterCursor = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });

export interface CompaniesAsked {
  readonly search: string;
  readonly sort: 'name' | 'balance' | '-balance';
  readonly currency: BalanceCurrency;
}

export const companiesQuery = ({ search, ...asked }: CompaniesAsked, batchId: string) =>
  infiniteQueryOptions({
    queryKey: ['cash', 'companies', search, asked, batchId],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        ...asked,
        ...(search === '' ? {} : { search }),
        limit: LISTED_COMPANIES,
        ...afterCursor(pageParam),
      };
      return answerOf(api.GET('/api/cash/companies', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    ...COMMON,
  });

export const companyQuery = (id: string, currency: BalanceCurrency, batchId: string) =>
  queryOptions({
    queryKey: ['cash', 'company', id, currency, batchId],
    queryFn: ({ signal }): Promise<CompanyCash> =>
      answerOf(api.GET('/api/cash/companies/{id}', { params: { path: { id }, query: { currency } }, signal })),
    ...COMMON,
  });

export const balancesQuery = (id: string, { range, iban, interval, currency }: CompanyView, batchId: string) => {
  const query = { interval, currency, ...range, ...(iban === undefined ? {} : { iban }) };
  return queryOptions({
    queryKey: ['cash', 'balances', id, query, batchId],
    queryFn: ({ signal }): Promise<CompanyBalances> =>
      answerOf(api.GET('/api/cash/companies/{id}/balances', { params: { path: { id }, query }, signal })),
    ...COMMON,
  });
};

export const paymentsQuery = (id: string, view: CompanyView, batchId: string) => {
  const { iban, direction, include } = view;
  const asked = {
    ...paymentDays(view),
    ...(iban === undefined ? {} : { iban }),
    ...(direction ? { direction } : {}),
    ...(include ? { include } : {}),
  };
  return infiniteQueryOptions({
    queryKey: ['cash', 'payments', id, asked, batchId],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...asked, limit: LISTED_PAYMENTS, ...afterCursor(pageParam) };
      return answerOf(api.GET('/api/cash/companies/{id}/payments', { params: { path: { id }, query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    ...COMMON,
  });
};
