import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { BY_CURSOR, pageAfter } from '../by-cursor.ts';
import { answerOf, api, type Schemas } from '../client.ts';
import type { operations } from '../schema.ts';
import { IDLE_MS, LIVE_MS } from './syncs.ts';

export type WebhookEvent = Schemas['WebhookEvent'];
export type WebhookEventRead = Schemas['WebhookEventRead'];
export type WebhookEventStatus = WebhookEvent['status'];
type ListQuery = NonNullable<operations['listWebhookEvents']['parameters']['query']>;
export type WebhookEventFilter = Omit<ListQuery, 'cursor' | 'limit' | 'tenant_id'>;

export const WEBHOOK_EVENTS_KEY = ['webhook-events'] as const;
const PAGE_ROWS = 25;

const isUnderWay = ({ status }: Pick<WebhookEvent, 'status'>): boolean =>
  status === 'pending' || status === 'processing';

export const webhookEventPagesQuery = (filter: WebhookEventFilter) =>
  infiniteQueryOptions({
    queryKey: [...WEBHOOK_EVENTS_KEY, 'list', filter],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...filter, ...pageAfter(PAGE_ROWS, pageParam) };
      return answerOf(api.GET('/api/webhook-events', { params: { query }, signal }));
    },
    ...BY_CURSOR,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ data }) => data.some(isUnderWay)) ? LIVE_MS : IDLE_MS),
  });

export const webhookSummaryQuery = queryOptions({
  queryKey: [...WEBHOOK_EVENTS_KEY, 'summary'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/webhook-events/summary', { signal })),
  refetchInterval: IDLE_MS,
});

const at = (hook_id: string) => ({ params: { path: { hook_id } } });

export const webhookEventQuery = (id: string) =>
  queryOptions({
    queryKey: [...WEBHOOK_EVENTS_KEY, 'one', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/webhook-events/{hook_id}', { ...at(id), signal })),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? LIVE_MS : IDLE_MS),
  });

export const retryWebhookEvent = (id: string) => answerOf(api.POST('/api/webhook-events/{hook_id}/retry', at(id)));
export const cancelWebhookEvent = (id: string) => answerOf(api.POST('/api/webhook-events/{hook_id}/cancel', at(id)));
