import * as z from 'zod';
import { MEDIATION_DAYS } from './provider.ts';
import { count, timestamp } from './values.ts';

export const HOOK_STATUSES = ['pending', 'processing', 'completed', 'failed', 'parked', 'cancelled'] as const;
export type HookStatus = (typeof HOOK_STATUSES)[number];

/** What may be applied once more: it came to nothing. */
export const RETRIABLE_HOOKS: readonly HookStatus[] = ['failed', 'parked'];
/** What may be given up: nothing came of it yet. */
export const CANCELLABLE_HOOKS: readonly HookStatus[] = ['pending', 'processing', 'parked', 'failed'];

/** A statement may be long; the standard's own advice is 20 KB. */
export const MAX_HOOK_BYTES = 256 * 1024;
/** How far the time of a signature may be off, in both directions. */
export const HOOK_TOLERANCE_SECONDS = 300;
/** Of ids and types that providers give. */
export const MAX_HOOK_NAME = 200;
/** Of an event that says nothing of its type: it is parked. */
export const UNTYPED_HOOK = 'untyped';

/** After how many seconds what could not be applied is tried again; after the last one it has failed. */
export const HOOK_RETRY_SECONDS = [5, 30, 120] as const;

const fields = {
  hook_id: z.uuid(),
  event_id: z.string().meta({
    description: `The provider's own id: what comes again with it within ${MEDIATION_DAYS} days is a duplicate.`,
    examples: ['msg_2KWPBgLlAfxdpx2AI54pPJ85f4W'],
  }),
  provider: z.string().meta({ description: 'The code of the provider.', examples: ['PAYSIM'] }),
  event_type: z.string().meta({
    description: `\`type\` of the event, or \`event_type\`; \`${UNTYPED_HOOK}\` where it has none.`,
    examples: ['payment.success'],
  }),
  status: z.enum(HOOK_STATUSES).meta({
    description:
      'pending: it is to be applied, at `due_at`; parked: nobody knows what it means, or what it is about, and nothing was done; ' +
      'failed: it contradicts what is known, or could not be applied; completed: it was applied, or there was nothing to do.',
  }),
  outcome: z.string().nullable().meta({ description: 'What came of it, or why nothing did.' }),
  subject: z.string().nullable().meta({ description: 'Id of the transaction or the request that it was applied to.' }),
  attempts: count.meta({ description: 'Since it arrived, or since somebody asked for it to be tried again.' }),
  duplicates: count.meta({ description: 'How often it came again.' }),
  due_at: timestamp.nullable().meta({ description: 'When it is tried, or tried again.' }),
  received_at: timestamp,
  completed_at: timestamp.nullable().meta({ description: 'Since when its status is an end.' }),
};

export const hookEvent = z.strictObject(fields).meta({ id: 'WebhookEvent' });
export type HookEventBody = z.infer<typeof hookEvent>;

export const hookEventRead = z
  .strictObject({
    ...fields,
    body: z.string().nullable().meta({
      description: 'What the provider sent, as it came. It may hold personal data: only an admin sees it.',
    }),
    body_encoding: z.enum(['utf-8', 'base64', 'hidden']),
    body_bytes: count,
  })
  .meta({ id: 'WebhookEventRead' });
export type HookEventReadBody = z.infer<typeof hookEventRead>;

export const hookSummary = z
  .strictObject({
    since: timestamp,
    total: count,
    completed: count,
    failed: count,
    pending: count.meta({ description: 'With those that are being applied.' }),
    parked: count,
    cancelled: count,
    success_rate: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .meta({ description: 'Completed ones of those that have completed or failed; null where there are none.' }),
  })
  .meta({ id: 'WebhookEventSummary' });
export type HookSummaryBody = z.infer<typeof hookSummary>;
