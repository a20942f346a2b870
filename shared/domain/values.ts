import * as z from 'zod';
import { serviceSentence } from './sentences/service-sentence.ts';
import { TABLE_NAME } from './slice.ts';
import { textOfForm } from './text-of-form.ts';

export const fileType = textOfForm(TABLE_NAME, serviceSentence('field-file-type')).meta({
  description: 'A file type of the dataset.',
});
export const dataset = z.string().meta({ description: 'The family of files.' });
export const variant = z
  .string()
  .nullable()
  .meta({ description: 'What of the dataset; null where it has no variants.' });
/** How a body names the slice that it is about. */
export const sliceFields = { dataset, variant };

export const timestamp = z.iso
  .datetime()
  .meta({ description: 'ISO 8601, UTC.', examples: ['2026-03-02T09:30:00.000Z'] });
/** A timestamp between two others. */
export const timestampWithin = (earliest: string, latest: string) => {
  const { text, message } = serviceSentence('field-time-between', { earliest, latest });
  return z.iso
    .datetime()
    .max(35)
    .refine((time) => Date.parse(time) >= Date.parse(earliest) && Date.parse(time) <= Date.parse(latest), {
      error: text,
      params: { code: 'range', message },
      abort: true,
    });
};
/** A timestamp that a client names: of the years that ISO 8601 writes with four digits, but the year 0, which Postgres does not know. */
export const timestampParameter = timestampWithin('0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z').meta({
  description: 'ISO 8601, UTC, from 0001 to 9999.',
});
export const tenantId = z
  .string()
  .max(20)
  .meta({ description: "The caller's tenant.", examples: ['BANK001'] });
/** A value of a data row. */
export const cell = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number()])).meta({ description: 'Of a column that holds lists.' }),
]);
export const count = z.int().min(0);
export const ratio = z.number().min(0).max(1);

/** A page of a list. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    data: z.array(item),
    next_cursor: z.string().nullable().meta({ description: '`cursor` of the next page; null on the last one.' }),
  });
