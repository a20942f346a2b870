import * as z from 'zod';

export const receivedHookBody = z
  .strictObject({
    received: z.literal(true),
    duplicate: z.boolean().meta({ description: 'Whether it was known already.' }),
  })
  .meta({ id: 'ReceivedWebhook' });
