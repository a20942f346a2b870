import * as z from 'zod';
import { cell, count, fileType, sliceFields, timestamp } from './values.ts';

const total = z.strictObject({ before: z.string().nullable(), after: z.string() });

const fileChanges = z
  .strictObject({
    delivered: z.boolean().meta({ description: 'Whether the sync brought such a file; if not, nothing is different.' }),
    batch_id: z.uuid(),
    batch_id_before: z
      .uuid()
      .nullable()
      .meta({ description: 'Null where nothing of the file type was loaded before.' }),
    rows_before: count,
    rows_after: count,
    added: count.meta({ description: 'Rows whose key was not there before.' }),
    removed: count.meta({ description: 'Rows whose key is not there any more.' }),
    changed: count.meta({ description: 'Rows with the same key and another value in some column.' }),
    unchanged: count,
    changed_columns: z
      .record(z.string(), count)
      .meta({ description: 'Changed rows by column; a row counts in each column in which it differs.' }),
    totals: z.record(z.string(), total).meta({ description: 'Sums of the amounts: exact, with their full scale.' }),
  })
  .meta({ id: 'FileChanges', description: 'Rows are told apart by the key of their file type.' });
export type FileChanges = z.infer<typeof fileChanges>;

export const syncChanges = z.strictObject({
  sync_id: z.uuid(),
  ...sliceFields,
  published_at: timestamp.nullable().meta({ description: 'Null of a sync that waits to be published.' }),
  compared_with: z
    .strictObject({ sync_id: z.uuid(), published_at: timestamp })
    .meta({ description: 'The sync whose load was current before.' }),
  files: z
    .record(fileType, fileChanges.nullable())
    .meta({ description: 'Null where nothing of the file type is loaded.' }),
});
export type SyncChanges = z.infer<typeof syncChanges>;

export const ROW_CHANGES = ['added', 'removed', 'changed'] as const;
export type RowChange = (typeof ROW_CHANGES)[number];
export const rowChange = z.enum(ROW_CHANGES).meta({ id: 'RowChange' });

const values = z.record(z.string(), cell);

export const changedRow = z.strictObject({
  change: rowChange,
  record_key: z.string(),
  changed_columns: z.array(z.string()).meta({ description: 'Empty for a row that was added or removed.' }),
  before: values.nullable().meta({ description: 'As `/api/data` serves it; null for a row that was added.' }),
  after: values.nullable().meta({ description: 'Null for a row that was removed.' }),
});
export type ChangedRow = z.infer<typeof changedRow>;
