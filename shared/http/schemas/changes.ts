import { changedRow, syncChanges } from '../../domain/changes.ts';
import { EXAMPLE, labelled } from './slice.ts';

const { amount, batchId, fileType, key } = EXAMPLE;
const before = '0195c0b1-33aa-7b10-9c4d-2f1e0d9c8b7a';

export const syncChangesBody = labelled(syncChanges).meta({
  id: 'SyncChanges',
  examples: [
    {
      sync_id: batchId,
      ...EXAMPLE.labels,
      published_at: '2026-03-02T09:31:02Z',
      compared_with: { sync_id: before, published_at: '2026-03-01T09:30:58Z' },
      files: {
        [fileType.name]: {
          delivered: true,
          batch_id: batchId,
          batch_id_before: before,
          rows_before: 1000,
          rows_after: 1010,
          added: 15,
          removed: 5,
          changed: 90,
          unchanged: 905,
          changed_columns: { [amount.name]: 88 },
          totals: { [amount.name]: { before: '1830211.75', after: '1799034.10' } },
        },
      },
    },
  ],
});

export const changedRowBody = changedRow.meta({
  id: 'ChangedRow',
  examples: [
    {
      change: 'changed',
      record_key: '00000017',
      changed_columns: [amount.name],
      before: { [key.name]: '00000017', [amount.name]: '120.50' },
      after: { [key.name]: '00000017', [amount.name]: '110.25' },
    },
  ],
});
