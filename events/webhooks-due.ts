import * as z from 'zod';

/** Whoever wrote something into the outbox of a tenant, deliver-webhooks itself or check-and-sync → SQS webhook queue → deliver-webhooks. What is to be sent waits in Postgres. */
export const webhooksDue = z.strictObject({
  type: z.literal('webhooks-due'),
  version: z.literal(1),
  tenant_id: z.string().min(1),
  /** Whether what is past its time is removed too: asked for by the schedule. */
  tidy: z.boolean().optional(),
  /** Of the request, or the tick, that asked for it. */
  request_id: z.string().min(1).max(128).optional(),
});

export type WebhooksDue = z.infer<typeof webhooksDue>;

export const makeWebhooksDue = (ids: Omit<WebhooksDue, 'type' | 'version'>): WebhooksDue => ({
  type: 'webhooks-due',
  version: 1,
  ...ids,
});

/** @throws {z.ZodError | SyntaxError} for a message of another shape. */
export const parseWebhooksDue = (body: string): WebhooksDue => webhooksDue.parse(JSON.parse(body));
