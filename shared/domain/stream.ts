import * as z from 'zod';
import { count, timestamp } from './values.ts';

/** Of one request. */
export const MOST_EVENTS = 500;
export const MAX_EVENTS_BYTES = 256 * 1024;
/** For so long an event that is sent again is a duplicate. */
export const EVENT_DAYS = 30;
export const MAX_NOTE_LENGTH = 1000;

export const ALERT_STATUSES = ['open', 'closed'] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

const amountText = z
  .string()
  .regex(/^[0-9]+(?:[.][0-9]+)?$/)
  .meta({ description: 'Exact, with the scale of the amount.' });

export const streamEvent = z
  .object({
    category: z.string().meta({ description: 'As the live book of the dataset had it when the event was recorded.' }),
    is_alert: z.boolean(),
    sequence: z
      .int()
      .min(1)
      .meta({ description: 'Its number: the order of the stream. Not every number is an event.' }),
    received_at: timestamp,
    recorded_at: timestamp.meta({ description: 'When it was counted: from then on it is seen.' }),
  })
  .catchall(z.union([z.string(), z.number(), z.boolean()]))
  .meta({ id: 'StreamEvent', description: 'The members that were sent, as they were read, and what became of it.' });
export type StreamEventBody = z.infer<typeof streamEvent>;

export const streamAlert = z
  .strictObject({
    alert_id: z.uuid(),
    stream: z.string(),
    status: z.enum(ALERT_STATUSES),
    threshold: amountText.meta({ description: 'What the amount was more than.' }),
    settings_version: count.meta({ description: 'Of the settings by which it is one; 0 of the defaults.' }),
    event: streamEvent,
    note: z.string().nullable().meta({ description: 'Of whoever closed it.' }),
    closed_at: timestamp.nullable(),
    closed_by: z.string().nullable().meta({ description: 'A username, or the prefix of a key.' }),
  })
  .meta({ id: 'StreamAlert' });
export type StreamAlertBody = z.infer<typeof streamAlert>;

export const streamCounters = z
  .strictObject({
    transactions: count,
    total_value: amountText,
    alerts: count.meta({ description: 'That were ever raised, closed ones too.' }),
    by_category: z.record(z.string(), z.strictObject({ transactions: count, total_value: amountText })),
  })
  .meta({ id: 'StreamCounters', description: 'Of all events that were ever recorded.' });
export type StreamCountersBody = z.infer<typeof streamCounters>;
