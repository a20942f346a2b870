import * as z from 'zod';
import type { Sentence } from './sentences/sentence.ts';

/**
 * A text that has a form. What has not is refused with the sentence, which travels with the issue: that of a zod pattern could
 * only be a text in English. In a JSON Schema it is a pattern all the same.
 * @param text what else is asked of it
 */
export const textOfForm = (form: RegExp, { text: error, message }: Sentence, text: z.ZodString = z.string()) =>
  text
    .refine((said) => form.test(said), { error, params: { code: 'format', message }, abort: true })
    .meta({ pattern: form.source });
