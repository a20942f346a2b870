import * as z from 'zod';

/** streams, record-events itself or check-and-sync → SQS stream queue → record-events. Ids only: the events wait in Postgres. */
export const eventsReceived = z.strictObject({
  type: z.literal('events-received'),
  version: z.literal(1),
  tenant_id: z.string().min(1),
  stream: z.string().min(1),
  /** Whether what is past its time is removed too: asked for by the schedule. */
  tidy: z.boolean().optional(),
  /** Of the request, or the tick, that asked for it. */
  request_id: z.string().min(1).max(128).optional(),
});

export type EventsReceived = z.infer<typeof eventsReceived>;

export const makeEventsReceived = (ids: Omit<EventsReceived, 'type' | 'version'>): EventsReceived => ({
  type: 'events-received',
  version: 1,
  ...ids,
});

/** @throws {z.ZodError | SyntaxError} for a message of another shape. */
export const parseEventsReceived = (body: string): EventsReceived => eventsReceived.parse(JSON.parse(body));
