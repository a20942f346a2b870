import { z } from 'zod';
import { errorType, severity } from './validation-error.ts';
import { count, fileType, loanType, ratio, timestamp } from './values.ts';

const example = z.strictObject({
  row_number: count,
  line_number: count,
  raw_value: z.string().nullable(),
  record_key: z.string().nullable(),
});

export const errorGroup = z
  .strictObject({
    rule_id: z.string(),
    file_type: fileType,
    field_name: z.string().nullable(),
    error_type: errorType,
    severity,
    expected: z.string().nullable().meta({ description: 'What the rule demands; null for a rule of the past.' }),
    count: count.meta({ description: 'Findings, and rows that have one: a row breaks a rule at most once.' }),
    row_share: ratio
      .nullable()
      .meta({ description: 'Of all rows of the file, with four decimals; null until they have been counted.' }),
    examples: z.array(example).meta({ description: 'The first five in the file.' }),
  })
  .meta({
    id: 'ErrorGroup',
    description: 'All findings of one rule in one file of a sync.',
    examples: [
      {
        rule_id: 'LOAN-CREDIT-214',
        file_type: 'credit',
        field_name: 'loan_start_date',
        error_type: 'FORMAT',
        severity: 'ERROR',
        expected: 'loan_start_date must be a calendar date between 1900 and 2100, …',
        count: 12,
        row_share: 0.0012,
        examples: [{ row_number: 17, line_number: 18, raw_value: '20250230', record_key: 'L0000017' }],
      },
    ],
  });
export type ErrorGroup = z.infer<typeof errorGroup>;

export const ERROR_GROUPINGS = ['rule', 'field', 'file_type'] as const;
export type ErrorGrouping = (typeof ERROR_GROUPINGS)[number];

export const recurringError = z
  .strictObject({
    rule_id: z.string().nullable().meta({ description: 'Of `group_by=rule`.' }),
    field_name: z
      .string()
      .nullable()
      .meta({ description: 'Of `group_by=rule` and `field`; null also for faults of a row as a whole.' }),
    file_type: fileType,
    error_type: errorType.nullable().meta({ description: 'Of `group_by=rule`.' }),
    count: count.meta({ description: 'Findings of both severities.' }),
    error_count: count,
    warning_count: count,
    sync_count: count.meta({ description: 'Syncs that have such a finding.' }),
    last_seen: z
      .strictObject({ sync_id: z.uuid(), loan_type: loanType, completed_at: timestamp })
      .meta({ description: 'The newest of them.' }),
  })
  .meta({ id: 'RecurringError' });
export type RecurringError = z.infer<typeof recurringError>;

export const recurringErrors = z
  .strictObject({
    syncs_considered: count.meta({ description: 'Ended syncs that were looked at, with and without findings.' }),
    data: z.array(recurringError),
    next_cursor: z.string().nullable().meta({ description: '`cursor` of the next page; null on the last one.' }),
  })
  .meta({
    id: 'RecurringErrors',
    examples: [
      {
        syncs_considered: 20,
        data: [
          {
            rule_id: 'LOAN-CREDIT-214',
            field_name: 'loan_start_date',
            file_type: 'credit',
            error_type: 'FORMAT',
            count: 31,
            error_count: 31,
            warning_count: 0,
            sync_count: 3,
            last_seen: {
              sync_id: '0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f',
              loan_type: 'RETAIL',
              completed_at: '2026-03-02T09:31:02.500Z',
            },
          },
        ],
        next_cursor: null,
      },
    ],
  });
