import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { BY_CURSOR, pageAfter } from '../by-cursor.ts';
import { answerOf, api, type Schemas } from '../client.ts';
import type { operations } from '../schema.ts';
import { IDLE_MS } from './syncs.ts';

export type Account = Schemas['Account'];
export type NewAccount = operations['openAccount']['requestBody']['content']['application/json'];
type ListQuery = NonNullable<operations['listAccounts']['parameters']['query']>;
export type AccountFilter = Omit<ListQuery, 'cursor' | 'limit' | 'tenant_id'>;

export const ACCOUNTS_KEY = ['accounts'] as const;
const PAGE_ROWS = 50;
/** Of accounts to choose from: others are found by their owner or id. */
const MOST_OFFERED = 500;

export const accountPagesQuery = (filter: AccountFilter) =>
  infiniteQueryOptions({
    queryKey: [...ACCOUNTS_KEY, 'list', filter],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...filter, ...pageAfter(PAGE_ROWS, pageParam) };
      return answerOf(api.GET('/api/accounts', { params: { query }, signal }));
    },
    ...BY_CURSOR,
    refetchInterval: IDLE_MS,
  });

const listed = (filter: AccountFilter) =>
  queryOptions({
    queryKey: [...ACCOUNTS_KEY, 'offered', filter],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/accounts', { params: { query: { ...filter, limit: MOST_OFFERED } }, signal })),
  });

/** The first accounts there are; where `next_cursor` is there, not all. */
export const offeredAccountsQuery = listed({});
export const accountsOfOwnerQuery = (owner: string) => listed({ owner });

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: [...ACCOUNTS_KEY, 'one', id],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/accounts/{account_id}', { params: { path: { account_id: id } }, signal })),
    refetchInterval: IDLE_MS,
  });

/** What was booked on an account, newest first, page by page. */
export const postingPagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [...ACCOUNTS_KEY, 'postings', id],
    queryFn: ({ signal, pageParam }) => {
      const params = { path: { account_id: id }, query: pageAfter(PAGE_ROWS, pageParam) };
      return answerOf(api.GET('/api/accounts/{account_id}/postings', { params, signal }));
    },
    ...BY_CURSOR,
    refetchInterval: IDLE_MS,
  });

export const trialBalanceQuery = queryOptions({
  queryKey: [...ACCOUNTS_KEY, 'trial-balance'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/api/accounts/trial-balance', { signal }))).data,
  refetchInterval: IDLE_MS,
});

export const openAccount = (body: NewAccount) => answerOf(api.POST('/api/accounts', { body }));
