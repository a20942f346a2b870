import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { BY_CURSOR, pageAfter } from '../by-cursor.ts';
import { answerOf, api, type Schemas } from '../client.ts';
import { parseKeepingNumbers } from '../exact-json.ts';
import type { operations } from '../schema.ts';
import { IDLE_MS, LIVE_MS } from './syncs.ts';

export type KycRequest = Schemas['KycRequest'];
export type KycRequestDetail = Schemas['KycRequestDetail'];
export type KycProfile = Schemas['KycProfile'];
export type KycProfileDetail = Schemas['KycProfileDetail'];
export type KycDocument = Schemas['KycDocument'];
type RequestQuery = NonNullable<operations['listKycRequests']['parameters']['query']>;
export type KycRequestFilter = Omit<RequestQuery, 'cursor' | 'limit' | 'tenant_id'>;
type ProfileQuery = NonNullable<operations['listKycProfiles']['parameters']['query']>;
export type KycProfileFilter = Omit<ProfileQuery, 'cursor' | 'limit' | 'tenant_id'>;

export const KYC_KEY = ['kyc'] as const;
const PAGE_ROWS = 25;

export const isOpen = ({ status }: Pick<KycRequest, 'status'>): boolean =>
  status === 'pending' || status === 'processing';
/** Whether nothing comes of it until a person decides. */
export const waitsForDecision = (request: Pick<KycRequest, 'status' | 'provider'>): boolean =>
  isOpen(request) && request.provider === null;

export const requestPagesQuery = (filter: KycRequestFilter, limit = PAGE_ROWS) =>
  infiniteQueryOptions({
    queryKey: [...KYC_KEY, 'requests', filter, limit],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...filter, ...pageAfter(limit, pageParam) };
      return answerOf(api.GET('/api/kyc/requests', { params: { query }, signal }));
    },
    ...BY_CURSOR,
    refetchInterval: IDLE_MS,
  });

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: [...KYC_KEY, 'request', id],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/kyc/requests/{request_id}', { params: { path: { request_id: id } }, signal })),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) && state.data.provider ? LIVE_MS : IDLE_MS),
  });

/** What is personal is asked for when somebody wants to see it, each time anew, and kept nowhere. */
const looked = { gcTime: 0, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const;
const PERSONAL = { include: 'personal' } as const;

export const personalRequestQuery = (id: string) =>
  queryOptions({
    queryKey: ['kyc-personal', 'request', id],
    queryFn: async ({ signal }) => {
      const params = { path: { request_id: id }, query: PERSONAL };
      const text = await answerOf(api.GET('/api/kyc/requests/{request_id}', { params, parseAs: 'text', signal }));
      return parseKeepingNumbers(text) as KycRequestDetail;
    },
    ...looked,
  });

export const documentsQuery = (requestId: string) =>
  queryOptions({
    queryKey: [...KYC_KEY, 'documents', requestId],
    queryFn: async ({ signal }) => {
      const params = { path: { request_id: requestId } };
      return (await answerOf(api.GET('/api/kyc/requests/{request_id}/documents', { params, signal }))).data;
    },
    refetchInterval: IDLE_MS,
  });

/** Where a document can be fetched, for some minutes. That somebody asked is written down. */
export const openDocument = (request_id: string, document_id: string) =>
  answerOf(
    api.GET('/api/kyc/requests/{request_id}/documents/{document_id}', {
      params: { path: { request_id, document_id } },
    }),
  );

export const decideRequest = (
  request_id: string,
  body: operations['decideKycRequest']['requestBody']['content']['application/json'],
) => answerOf(api.POST('/api/kyc/requests/{request_id}/decision', { params: { path: { request_id } }, body }));
export const cancelRequest = (request_id: string, reason: string | null) =>
  answerOf(api.POST('/api/kyc/requests/{request_id}/cancel', { params: { path: { request_id } }, body: { reason } }));

export const profilePagesQuery = (filter: KycProfileFilter) =>
  infiniteQueryOptions({
    queryKey: [...KYC_KEY, 'profiles', filter],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...filter, ...pageAfter(PAGE_ROWS, pageParam) };
      return answerOf(api.GET('/api/kyc/profiles', { params: { query }, signal }));
    },
    ...BY_CURSOR,
    refetchInterval: IDLE_MS,
  });

export const profileQuery = (id: string) =>
  queryOptions({
    queryKey: [...KYC_KEY, 'profile', id],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/kyc/profiles/{profile_id}', { params: { path: { profile_id: id } }, signal })),
    refetchInterval: IDLE_MS,
  });

export const personalProfileQuery = (id: string) =>
  queryOptions({
    queryKey: ['kyc-personal', 'profile', id],
    queryFn: ({ signal }) => {
      const params = { path: { profile_id: id }, query: PERSONAL };
      return answerOf(api.GET('/api/kyc/profiles/{profile_id}', { params, signal }));
    },
    ...looked,
  });

export const revokeProfile = (profile_id: string, reason: string) =>
  answerOf(api.POST('/api/kyc/profiles/{profile_id}/revoke', { params: { path: { profile_id } }, body: { reason } }));
