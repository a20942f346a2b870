import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { DEFAULT_GRACE_SECONDS, MOST_WEBHOOKS } from '../../../shared/domain/webhook.ts';
import { answerOf, api, type Schemas } from '../client.ts';
import { IDLE_MS, LIVE_MS } from './syncs.ts';

export type Webhook = Schemas['Webhook'];
export type NewWebhook = Schemas['NewWebhook'];
export type WebhookWithSecret = Schemas['WebhookWithSecret'];
export type WebhookDelivery = Schemas['WebhookDelivery'];
export type WholeWebhookDelivery = Schemas['WholeWebhookDelivery'];
export type WebhookAttempt = Schemas['WebhookAttempt'];
export type DeliveryStatus = Schemas['WebhookDeliveryStatus'];
export type WebhookTest = Schemas['WebhookTest'];

export const WEBHOOKS_KEY = ['webhooks'] as const;
const DELIVERIES_SHOWN = 20;

const at = (webhook_id: string) => ({ params: { path: { webhook_id } } });

/** All webhooks of the bank, in the order in which they were made. */
export const webhooksQuery = queryOptions({
  queryKey: [...WEBHOOKS_KEY, 'all'],
  queryFn: async ({ signal }): Promise<readonly Webhook[]> =>
    (await answerOf(api.GET('/api/webhooks', { params: { query: { limit: MOST_WEBHOOKS } }, signal }))).data,
  refetchInterval: IDLE_MS,
});

export const webhookQuery = (webhookId: string) =>
  queryOptions({
    queryKey: [...WEBHOOKS_KEY, 'one', webhookId],
    queryFn: ({ signal }) => answerOf(api.GET('/api/webhooks/{webhook_id}', { ...at(webhookId), signal })),
    refetchInterval: IDLE_MS,
  });

/** What was and is to be sent, newest first, page by page; live while something is to be sent. */
export const deliveryPagesQuery = (webhookId: string, status: DeliveryStatus | undefined) =>
  infiniteQueryOptions({
    queryKey: [...WEBHOOKS_KEY, 'deliveries', webhookId, status ?? ''],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        limit: DELIVERIES_SHOWN,
        ...(status === undefined ? {} : { status }),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
      const params = { path: { webhook_id: webhookId }, query };
      return answerOf(api.GET('/api/webhooks/{webhook_id}/deliveries', { params, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ data }) => data.some(({ status: is }) => is === 'pending')) ? LIVE_MS : IDLE_MS,
  });

const atDelivery = (webhook_id: string, delivery_id: string) => ({ params: { path: { webhook_id, delivery_id } } });

/** @param version what changes when it has been sent once more */
export const deliveryQuery = (webhookId: string, deliveryId: string, version: string) =>
  queryOptions({
    queryKey: [...WEBHOOKS_KEY, 'delivery', webhookId, deliveryId, version],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/webhooks/{webhook_id}/deliveries/{delivery_id}', {
          ...atDelivery(webhookId, deliveryId),
          signal,
        }),
      ),
    placeholderData: (before) => before,
  });

export const addWebhook = (body: NewWebhook) => answerOf(api.POST('/api/webhooks', { body }));
export const changeWebhook = (webhookId: string, body: Schemas['WebhookChange']) =>
  answerOf(api.PATCH('/api/webhooks/{webhook_id}', { ...at(webhookId), body }));
export const removeWebhook = (webhookId: string) => answerOf(api.DELETE('/api/webhooks/{webhook_id}', at(webhookId)));
export const testWebhook = (webhookId: string) => answerOf(api.POST('/api/webhooks/{webhook_id}/test', at(webhookId)));
export const rotateSecret = (webhookId: string) =>
  answerOf(
    api.POST('/api/webhooks/{webhook_id}/rotate-secret', {
      ...at(webhookId),
      body: { grace_seconds: DEFAULT_GRACE_SECONDS },
    }),
  );
export const replayDelivery = (webhookId: string, deliveryId: string) =>
  answerOf(api.POST('/api/webhooks/{webhook_id}/deliveries/{delivery_id}/replay', atDelivery(webhookId, deliveryId)));
