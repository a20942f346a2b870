import { z } from 'zod';
import { FILE_TYPES, VARIANTS } from './slice.ts';

export const loanType = z.enum(VARIANTS).meta({ id: 'LoanType', description: 'The variant of the loans dataset.' });
export const fileType = z.enum(FILE_TYPES).meta({ id: 'FileType', description: 'The kind of file in the dataset.' });

export const timestamp = z.iso
  .datetime()
  .meta({ description: 'ISO 8601, UTC.', examples: ['2026-03-02T09:30:00.000Z'] });
/** Databases know no time outside of it: ClickHouse ends in 2299, and Postgres refuses the year 0. */
const EARLIEST = '1900-01-01T00:00:00Z';
const LATEST = '2299-12-31T23:59:59Z';
/** A timestamp that a client names, as all databases take it. */
export const timestampParameter = z.iso
  .datetime()
  .max(35)
  .refine((time) => Date.parse(time) >= Date.parse(EARLIEST) && Date.parse(time) <= Date.parse(LATEST), {
    error: `Must be a time from ${EARLIEST} to ${LATEST}.`,
    params: { code: 'range' },
    abort: true,
  })
  .meta({ description: `ISO 8601, UTC, from ${EARLIEST.slice(0, 4)} to ${LATEST.slice(0, 4)}.` });
export const tenantId = z
  .string()
  .max(20)
  .meta({ description: "The caller's tenant.", examples: ['BANK001'] });
export const count = z.int().min(0);
export const ratio = z.number().min(0).max(1);

/** A page of a list. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    data: z.array(item),
    next_cursor: z.string().nullable().meta({ description: '`cursor` of the next page; null on the last one.' }),
  });
