import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { BY_CURSOR, pageAfter } from '../by-cursor.ts';
import { answerOf, api, type Schemas } from '../client.ts';
import { parseKeepingNumbers } from '../exact-json.ts';
import type { operations } from '../schema.ts';
import { IDLE_MS, LIVE_MS } from './syncs.ts';

export type Transaction = Schemas['Transaction'];
export type TransactionStatus = Transaction['status'];
export type TransactionType = Transaction['transaction_type'];
export type NewTransaction = operations['createTransaction']['requestBody']['content']['application/json'];
type ListQuery = NonNullable<operations['listTransactions']['parameters']['query']>;
export type TransactionFilter = Omit<ListQuery, 'cursor' | 'limit' | 'tenant_id'>;

export const TRANSACTIONS_KEY = ['transactions'] as const;
const PAGE_ROWS = 25;

/** Whether something is still to come of it by itself. */
export const isUnderWay = ({ status, provider, routing, refunding_amount }: Transaction): boolean =>
  status === 'processing' ||
  status === 'unknown' ||
  (status === 'pending' && (provider !== null || routing !== null)) ||
  /[1-9]/.test(refunding_amount);

export const transactionPagesQuery = (filter: TransactionFilter) =>
  infiniteQueryOptions({
    queryKey: [...TRANSACTIONS_KEY, 'list', filter],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...filter, ...pageAfter(PAGE_ROWS, pageParam) };
      return answerOf(api.GET('/api/transactions', { params: { query }, signal }));
    },
    ...BY_CURSOR,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ data }) => data.some(isUnderWay)) ? LIVE_MS : IDLE_MS),
  });

const at = (transaction_id: string) => ({ params: { path: { transaction_id } } });

/** With what was sent and answered digit by digit; live while it is under way. */
export const transactionQuery = (id: string) =>
  queryOptions({
    queryKey: [...TRANSACTIONS_KEY, 'one', id],
    queryFn: async ({ signal }) => {
      const text = await answerOf(
        api.GET('/api/transactions/{transaction_id}', { ...at(id), parseAs: 'text', signal }),
      );
      return parseKeepingNumbers(text) as Transaction;
    },
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? LIVE_MS : IDLE_MS),
  });

const once = (key: string) => ({ header: { 'Idempotency-Key': key } });

export const makeTransaction = (body: NewTransaction, key: string) =>
  answerOf(api.POST('/api/transactions', { params: once(key), body }));
export const completeTransaction = (id: string) =>
  answerOf(api.POST('/api/transactions/{transaction_id}/complete', { ...at(id), body: {} }));
export const failTransaction = (id: string, error_message: string) =>
  answerOf(api.POST('/api/transactions/{transaction_id}/fail', { ...at(id), body: { error_message } }));
/** @param body all that is left, without an amount */
export const refundTransaction = (id: string, body: { readonly amount?: string }, key: string) =>
  answerOf(
    api.POST('/api/transactions/{transaction_id}/refund', {
      params: { path: { transaction_id: id }, ...once(key) },
      body,
    }),
  );
