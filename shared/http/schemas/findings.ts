import * as z from 'zod';
import { errorGroup, recurringError } from '../../domain/error-group.ts';
import { validationError } from '../../domain/validation-error.ts';
import { count } from '../../domain/values.ts';
import { EXAMPLE, EXAMPLE_RULE, labelled } from './slice.ts';

const raw = { row_number: 17, line_number: 18, raw_value: '20250230', record_key: '00000017' };
const expected = `${EXAMPLE.column.name} must be a calendar date between 1900 and 2100, …`;

export const validationErrorBody = labelled(validationError).meta({
  id: 'ValidationError',
  examples: [
    {
      ...raw,
      ...EXAMPLE.labels,
      file_type: EXAMPLE.fileType.name,
      upload_id: EXAMPLE.uploadId,
      field_name: EXAMPLE.column.name,
      error_type: 'FORMAT',
      rule_id: EXAMPLE_RULE,
      severity: 'ERROR',
      error_message: `${expected.slice(0, -3)}; got "20250230".`,
    },
  ],
});

export const errorGroupBody = labelled(errorGroup).meta({
  id: 'ErrorGroup',
  description: 'All findings of one rule in one file of a sync.',
  examples: [
    {
      rule_id: EXAMPLE_RULE,
      ...EXAMPLE.labels,
      file_type: EXAMPLE.fileType.name,
      field_name: EXAMPLE.column.name,
      error_type: 'FORMAT',
      severity: 'ERROR',
      expected,
      count: 12,
      row_share: 0.0012,
      examples: [raw],
    },
  ],
});

const recurringErrorBody = recurringError
  .extend({
    last_seen: labelled(recurringError.shape.last_seen).meta({ description: 'The newest of them.' }),
  })
  .meta({ id: 'RecurringError' });

export const recurringErrorsBody = z
  .strictObject({
    syncs_considered: count.meta({ description: 'Ended syncs that were looked at, with and without findings.' }),
    data: z.array(recurringErrorBody),
    next_cursor: z.string().nullable().meta({ description: '`cursor` of the next page; null on the last one.' }),
  })
  .meta({
    id: 'RecurringErrors',
    examples: [
      {
        syncs_considered: 20,
        data: [
          {
            rule_id: EXAMPLE_RULE,
            field_name: EXAMPLE.column.name,
            file_type: EXAMPLE.fileType.name,
            error_type: 'FORMAT',
            count: 31,
            error_count: 31,
            quarantine_count: 0,
            warning_count: 0,
            sync_count: 3,
            last_seen: { sync_id: EXAMPLE.batchId, ...EXAMPLE.labels, completed_at: '2026-03-02T09:31:02.500Z' },
          },
        ],
        next_cursor: null,
      },
    ],
  });
