import * as z from 'zod';
import { cell, count, sliceFields, timestamp } from '../../domain/values.ts';
import { validationErrorBody } from './findings.ts';
import { EXAMPLE, labelled } from './slice.ts';

const page = z.strictObject({
  ...sliceFields,
  data_type: z.string(),
  batch_id: z.uuid().nullable(),
  total_count: count,
  data: z.array(z.record(z.string(), cell)).meta({
    description:
      "The contract's columns, normalised, and `row_number`. Money and rates are strings with their full scale.",
  }),
  next_cursor: z.string().nullable(),
});

export const dataPage = labelled(page).meta({
  id: 'DataPage',
  examples: [
    {
      ...EXAMPLE.labels,
      data_type: EXAMPLE.fileType.name,
      batch_id: EXAMPLE.batchId,
      total_count: 4440,
      data: [{ [EXAMPLE.key.name]: '00000017', [EXAMPLE.amount.name]: '28370.00', row_number: 1 }],
      next_cursor: null,
    },
  ],
});
export type DataPage = z.infer<typeof dataPage>;

const row = z.record(z.string(), cell);
const relatedRows = {
  rows: z.array(row).meta({ description: 'The first 100, in the order of their key.' }),
  more: z.boolean().meta({ description: 'Whether there are more than those.' }),
};

const knownRow = z.strictObject({
  ...sliceFields,
  data_type: z.string(),
  batch_id: z.uuid(),
  published_at: timestamp,
  row: row.meta({
    description: 'As `/api/data` has it, quarantined or not; with `quarantine_rule` where rows of its kind may be.',
  }),
  findings: z.array(validationErrorBody).meta({
    description: 'What is remarkable in the row as it is live, by the rules of today: WARNING and QUARANTINE.',
  }),
  references: z
    .array(z.strictObject({ file_type: z.string(), columns: z.array(z.string()), row: row.nullable() }))
    .meta({ description: 'The rows that it refers to, each by these of its columns; null if there is none.' }),
  referring: z
    .array(z.strictObject({ file_type: z.string(), columns: z.array(z.string()), ...relatedRows }))
    .meta({ description: 'The rows that refer to it, each by these of their columns.' }),
  origins: z
    .array(z.strictObject({ data_type: z.string(), ...relatedRows }))
    .meta({ description: 'Of a derived row: the rows that it comes from.' }),
});

export const dataRow = labelled(knownRow).meta({
  id: 'DataRow',
  examples: [
    {
      ...EXAMPLE.labels,
      data_type: EXAMPLE.fileType.name,
      batch_id: EXAMPLE.batchId,
      published_at: '2026-03-02T09:31:02Z',
      row: { [EXAMPLE.key.name]: '00000017', [EXAMPLE.amount.name]: '28370.00', row_number: 17 },
      findings: [],
      references: [],
      referring: [],
      origins: [],
    },
  ],
});
export type DataRow = z.infer<typeof dataRow>;
