import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { BY_CURSOR, pageAfter } from '../by-cursor.ts';
import { answerOf, api, type Schemas } from '../client.ts';
import { IDLE_MS } from './syncs.ts';

export type Provider = Schemas['Provider'];
export type CreatedProvider = Schemas['CreatedProvider'];
export type RotatedProvider = Schemas['RotatedProvider'];
export type ProviderStatistics = Schemas['ProviderStatistics'];
export type ProviderKey = Schemas['ProviderKey'];
export type ProviderType = Provider['provider_type'];

export const PROVIDERS_KEY = ['providers'] as const;
/** A bank has a handful; the API gives so many at once. */
const MOST_PROVIDERS = 1000;
const KEYS_SHOWN = 20;

const at = (code: string) => ({ params: { path: { code } } });
const atKey = (code: string, key_id: string) => ({ params: { path: { code, key_id } } });

/** All providers, by code. */
export const providersQuery = queryOptions({
  queryKey: [...PROVIDERS_KEY, 'all'],
  queryFn: async ({ signal }): Promise<readonly Provider[]> =>
    (await answerOf(api.GET('/api/providers', { params: { query: { limit: MOST_PROVIDERS } }, signal }))).data,
  refetchInterval: IDLE_MS,
});

export const providerQuery = (code: string) =>
  queryOptions({
    queryKey: [...PROVIDERS_KEY, 'one', code],
    queryFn: ({ signal }) => answerOf(api.GET('/api/providers/{code}', { ...at(code), signal })),
    refetchInterval: IDLE_MS,
  });

export const statisticsQuery = (code: string, hours = 24) =>
  queryOptions({
    queryKey: [...PROVIDERS_KEY, 'statistics', code, hours],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/providers/{code}/statistics', { params: { path: { code }, query: { hours } }, signal })),
    refetchInterval: IDLE_MS,
  });

/** The keys of a provider, newest first, page by page. */
export const keyPagesQuery = (code: string) =>
  infiniteQueryOptions({
    queryKey: [...PROVIDERS_KEY, 'keys', code],
    queryFn: ({ signal, pageParam }) => {
      const params = { path: { code }, query: pageAfter(KEYS_SHOWN, pageParam) };
      return answerOf(api.GET('/api/providers/{code}/keys', { params, signal }));
    },
    ...BY_CURSOR,
  });

export const keyUsageQuery = (code: string, keyId: string) =>
  queryOptions({
    queryKey: [...PROVIDERS_KEY, 'usage', code, keyId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/providers/{code}/keys/{key_id}/usage', { ...atKey(code, keyId), signal })),
    refetchInterval: IDLE_MS,
  });

export const addProvider = (body: Schemas['NewProvider']) => answerOf(api.POST('/api/providers', { body }));
export const changeProvider = (code: string, body: Schemas['ProviderChange']) =>
  answerOf(api.PATCH('/api/providers/{code}', { ...at(code), body }));
export const removeProvider = (code: string) => answerOf(api.DELETE('/api/providers/{code}', at(code)));
export const checkProvider = (code: string) => answerOf(api.POST('/api/providers/{code}/check', at(code)));
export const setProviderStatus = (code: string, body: Schemas['NewProviderStatus']) =>
  answerOf(api.POST('/api/providers/{code}/status', { ...at(code), body }));
export const rotateCredentials = (code: string, body: Schemas['ProviderRotation']) =>
  answerOf(api.POST('/api/providers/{code}/rotate-credentials', { ...at(code), body }));
export const makeKey = (code: string, body: Schemas['NewProviderKey']) =>
  answerOf(api.POST('/api/providers/{code}/keys', { ...at(code), body }));
export const deactivateKey = (code: string, keyId: string) =>
  answerOf(api.POST('/api/providers/{code}/keys/{key_id}/deactivate', atKey(code, keyId)));
export const resetKey = (code: string, keyId: string) =>
  answerOf(api.POST('/api/providers/{code}/keys/{key_id}/reset-limits', atKey(code, keyId)));
