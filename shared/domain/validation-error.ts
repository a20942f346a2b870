import * as z from 'zod';
import { message } from './message-schema.ts';
import { count, fileType, sliceFields } from './values.ts';

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

export const SEVERITIES = ['ERROR', 'QUARANTINE', 'WARNING'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const errorType = z.enum(ERROR_TYPES).meta({ id: 'ErrorType' });
export const severity = z.enum(SEVERITIES).meta({
  id: 'Severity',
  description:
    'ERROR: the row is rejected. QUARANTINE: it is loaded, flagged, and left out unless asked for. WARNING: it is loaded.',
});

/** Of a finding, or an example of one. */
export const valueHidden = z.literal(true).exactOptional().meta({
  description: 'Said where `raw_value` is null for a value that is there: rows of the file hold private values.',
});

export const validationError = z.strictObject({
  row_number: count.meta({ description: 'Counts data rows from 1.' }),
  line_number: count.meta({ description: 'The line a text editor shows; the header is line 1.' }),
  ...sliceFields,
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
  message: message.exactOptional(),
  raw_value: z.string().nullable(),
  value_hidden: valueHidden,
  record_key: z.string().nullable(),
});
export type ValidationError = z.infer<typeof validationError>;
