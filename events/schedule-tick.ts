import * as z from 'zod';

/** EventBridge, every 60 s → check-and-sync. Nothing in it matters but when it was due. */
export const scheduleTick = z.object({
  'detail-type': z.literal('Scheduled Event'),
  source: z.literal('aws.events'),
  time: z.iso.datetime(),
});

export type ScheduleTick = z.infer<typeof scheduleTick>;

/** @param at when the tick is due, ISO 8601 UTC */
export const makeScheduleTick = (at: string): ScheduleTick => ({
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  time: at,
});
