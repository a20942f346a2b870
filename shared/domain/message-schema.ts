import * as z from 'zod';
import type { Message } from './message.ts';

/** As answers have it. Apart from the type and the words, which the page needs at its first load. */
export const message: z.ZodType<Message> = z
  .strictObject({
    id: z.string().meta({ description: 'Stable: that of a rule, or of a sentence of the service.' }),
    get parameters() {
      return z.record(z.string(), z.union([z.string(), z.number(), message, z.array(message)]));
    },
  })
  .meta({
    id: 'Message',
    description:
      'The sentence beside it before it was put into English. A parameter may be a message itself; file types are in those ' +
      'that are called `file_type`, or something with `_file_type` at its end.',
    examples: [{ id: 'sync-cut-off', parameters: { attempts: 5 } }],
  });
