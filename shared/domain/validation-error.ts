import { z } from 'zod';
import { count, fileType } from './values.ts';

export const ERROR_TYPES = [
  'REQUIRED',
  'TYPE',
  'RANGE',
  'FORMAT',
  'VALUE',
  'CROSS_REFERENCE',
  'DUPLICATE',
  'STRUCTURE',
] as const;
export type ErrorType = (typeof ERROR_TYPES)[number];

export const SEVERITIES = ['ERROR', 'WARNING'] as const;

export const errorType = z.enum(ERROR_TYPES).meta({ id: 'ErrorType' });
export const severity = z
  .enum(SEVERITIES)
  .meta({ id: 'Severity', description: 'ERROR: the row is rejected. WARNING: it is loaded.' });

export const validationError = z
  .strictObject({
    row_number: count.meta({ description: 'Counts data rows from 1.' }),
    line_number: count.meta({ description: 'The line a text editor shows; the header is line 1.' }),
    file_type: fileType,
    upload_id: z
      .uuid()
      .nullable()
      .meta({ description: 'The upload that the row came with; row numbers count through all uploads of a file.' }),
    field_name: z.string().nullable(),
    error_type: errorType,
    rule_id: z.string(),
    severity,
    error_message: z.string(),
    raw_value: z.string().nullable(),
    record_key: z.string().nullable(),
  })
  .meta({
    id: 'ValidationError',
    examples: [
      {
        row_number: 17,
        line_number: 18,
        file_type: 'credit',
        upload_id: '0195c3a4-6f1e-7c21-9b7e-0a1b2c3d4e5f',
        field_name: 'loan_start_date',
        error_type: 'FORMAT',
        rule_id: 'LOAN-CREDIT-191',
        severity: 'ERROR',
        error_message: 'loan_start_date must be a calendar date as YYYYMMDD, YYYY-MM-DD or DD.MM.YYYY',
        raw_value: '20250230',
        record_key: 'L0000017',
      },
    ],
  });
export type ValidationError = z.infer<typeof validationError>;
