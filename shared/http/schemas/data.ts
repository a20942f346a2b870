import { z } from 'zod';
import { cell, count, sliceFields } from '../../domain/values.ts';
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
