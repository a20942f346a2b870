import * as z from 'zod';
import { fieldError } from '../../domain/problem-document.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import {
  ALERT_STATUSES,
  EVENT_DAYS,
  MAX_NOTE_LENGTH,
  MOST_EVENTS,
  streamAlert,
  streamCounters,
  streamEvent,
} from '../../domain/stream.ts';
import { count, timestamp } from '../../domain/values.ts';

export const streamBody = z
  .strictObject({
    name: z.string(),
    title: z.string(),
    dataset: z.string().meta({ description: 'Whose live half it is.' }),
    columns: z.array(
      z.strictObject({
        name: z.string(),
        kind: z.string(),
        required: z.boolean(),
        meaning: z.string(),
        takes: z
          .array(z.enum(['string', 'number']))
          .meta({ description: 'Of JSON. Numbers are taken digit by digit.' }),
      }),
    ),
    id: z.string().meta({ description: `The column by which an event is known, for ${EVENT_DAYS} days.` }),
    amount: z.string().meta({ description: 'The column that is added up, and compared with the threshold.' }),
    time: z.string().meta({ description: 'The column that says when it happened.' }),
    category: z
      .strictObject({ table: z.string(), key: z.string(), value: z.string(), of: z.string(), otherwise: z.string() })
      .meta({ description: 'The category of an event is `value` of the row of `table` whose `key` is its `of`.' }),
    settings: z.record(z.string(), z.unknown()).meta({ description: 'The JSON Schema of what a tenant may choose.' }),
    most_events: count.meta({ description: 'Of one request.' }),
  })
  .meta({ id: 'Stream' });
export type StreamBody = z.infer<typeof streamBody>;

type Sent = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Sent =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const noObject = serviceSentence('field-type', { type: serviceSentence('type-object') });

/** An object just as it was sent: a copy that zod makes of one has no member `__proto__`, and the check would not learn of it. */
const sentObject = z
  .unknown()
  .refine(isObject, { error: noObject.text, params: { code: 'type', message: noObject.message } })
  .meta({ type: 'object', additionalProperties: {} }) as unknown as z.ZodType<Sent, Sent>;

export const newEventsBody = z.strictObject({
  events: z.array(sentObject).max(MOST_EVENTS).meta({
    description:
      'Each with the members that `GET /api/streams` lists, and no others. One that is not sound is rejected by itself, in the answer.',
  }),
});

export const receivedBody = z
  .strictObject({
    accepted: count,
    duplicates: count.meta({ description: 'Known already, of an earlier request or of this one.' }),
    rejected: z.array(
      z.strictObject({
        index: count.meta({ description: 'In the list that was sent, from 0.' }),
        errors: z.array(fieldError),
      }),
    ),
  })
  .meta({ id: 'ReceivedEvents' });

export const liveBody = z
  .strictObject({
    events: z.array(streamEvent).meta({ description: 'Oldest first.' }),
    alerts: z.array(streamAlert).meta({
      description: 'New ones, and those that were closed; in the order in which they came to be so.',
    }),
    counters: streamCounters,
    next: z.string().meta({ description: '`after` of the next request: everything before has been given.' }),
  })
  .meta({ id: 'LiveStream' });

export const streamSettingsBody = z
  .strictObject({
    stream: z.string(),
    threshold: z.string().meta({ description: 'An event of strictly more is an alert.', examples: ['2000.00'] }),
    version: count.meta({ description: '0 of the defaults; each change has the next.' }),
    changed_at: timestamp.nullable(),
  })
  .meta({ id: 'StreamSettings' });

export const streamSettingsChangeBody = z.strictObject({
  threshold: z
    .string()
    .max(100)
    .meta({ description: 'A decimal number above 0, as text.', examples: ['3000.00'] }),
  version: count.optional().meta({ description: 'Of the settings that were seen: 409 where others hold by now.' }),
});

export const alertStatus = z.enum(ALERT_STATUSES);

const noNote = serviceSentence('alert-note');

export const closedAlertBody = z.strictObject({
  status: z.literal('closed'),
  note: z
    .string()
    .trim()
    .refine((note) => note !== '', { error: noNote.text, params: { code: 'required', message: noNote.message } })
    .max(MAX_NOTE_LENGTH)
    .meta({ minLength: 1, description: 'Required: what was found, for whoever looks later.' }),
});
