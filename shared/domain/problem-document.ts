import * as z from 'zod';
import { message } from './message-schema.ts';
import { MOST_ERRORS } from './problem-bounds.ts';
import type { ProblemDocument } from './problems.ts';

export const fieldError = z
  .strictObject({ field: z.string(), code: z.string(), detail: z.string(), message: message.exactOptional() })
  .meta({
    id: 'FieldError',
    description: 'Of a list that was cut, the last has the code `more` and says how many more.',
  });

const members = {
  type: z.string().meta({ description: 'Stable: `/problems/<code>`, a page that explains it.' }),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  message: message.exactOptional(),
  errors: z
    .array(fieldError)
    .max(MOST_ERRORS + 1)
    .exactOptional()
    .meta({ description: `At most ${MOST_ERRORS}, and then how many more there are.` }),
};

/** Why an upload was rejected or a sync failed. */
export const reason = z.strictObject(members).meta({
  id: 'Reason',
  description: 'A problem that belongs to an upload or a sync.',
  examples: [
    {
      type: '/problems/header-missing-columns',
      title: 'Columns are missing',
      status: 422,
      detail: 'The header line lacks 1 column: id.',
      errors: [{ field: 'id', code: 'missing-column', detail: 'This column is required.' }],
    },
  ],
}) satisfies z.ZodType<ProblemDocument>;

/** The answer to a request that failed (RFC 9457). */
export const problem = z.looseObject({ ...members, instance: z.string(), request_id: z.string() }).meta({
  id: 'Problem',
  description: 'RFC 9457. `type` is stable; `detail` and `errors` name the particulars.',
  examples: [
    {
      type: '/problems/invalid-request',
      title: 'The request is not valid',
      status: 400,
      detail: 'Not accepted: limit.',
      errors: [{ field: 'limit', code: 'range', detail: 'Must be between 1 and 1000.' }],
      instance: '/api/data',
      request_id: '6f2b0f2e-7a6e-4a3c-9f57-0c8f2d9f1b11',
    },
  ],
});
