import * as z from 'zod';
import { message } from './message-schema.ts';
import { errorType, severity, valueHidden } from './validation-error.ts';
import { count, fileType, ratio, sliceFields, timestamp } from './values.ts';

const example = z.strictObject({
  row_number: count,
  line_number: count,
  raw_value: z.string().nullable(),
  value_hidden: valueHidden,
  record_key: z.string().nullable(),
});

export const errorGroup = z.strictObject({
  rule_id: z.string(),
  ...sliceFields,
  file_type: fileType,
  field_name: z.string().nullable(),
  error_type: errorType,
  severity,
  expected: z.string().nullable().meta({ description: 'What the rule demands; null for a rule of the past.' }),
  expected_message: message.exactOptional(),
  count: count.meta({ description: 'Findings, and rows that have one: a row breaks a rule at most once.' }),
  row_share: ratio
    .nullable()
    .meta({ description: 'Of all rows of the file, with four decimals; null until they have been counted.' }),
  examples: z.array(example).meta({ description: 'The first five in the file.' }),
});
export type ErrorGroup = z.infer<typeof errorGroup>;

export const ERROR_GROUPINGS = ['rule', 'field', 'file_type'] as const;
export type ErrorGrouping = (typeof ERROR_GROUPINGS)[number];

export const recurringError = z.strictObject({
  rule_id: z.string().nullable().meta({ description: 'Of `group_by=rule`.' }),
  field_name: z
    .string()
    .nullable()
    .meta({ description: 'Of `group_by=rule` and `field`; null also for faults of a row as a whole.' }),
  file_type: fileType,
  error_type: errorType.nullable().meta({ description: 'Of `group_by=rule`.' }),
  count: count.meta({ description: 'Findings of all severities.' }),
  error_count: count,
  quarantine_count: count,
  warning_count: count,
  sync_count: count.meta({ description: 'Syncs that have such a finding.' }),
  last_seen: z
    .strictObject({ sync_id: z.uuid(), ...sliceFields, completed_at: timestamp })
    .meta({ description: 'The newest of them.' }),
});
export type RecurringError = z.infer<typeof recurringError>;
