import { z } from 'zod';
import { FILE_TYPES, VARIANTS } from './slice.ts';

export const loanType = z.enum(VARIANTS).meta({ id: 'LoanType', description: 'The variant of the loans dataset.' });
export const fileType = z.enum(FILE_TYPES).meta({ id: 'FileType', description: 'The kind of file in the dataset.' });

export const timestamp = z.iso
  .datetime()
  .meta({ description: 'ISO 8601, UTC.', examples: ['2026-03-02T09:30:00.000Z'] });
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
