import { newRollback, publication } from '../../domain/publication.ts';
import { EXAMPLE, labelled, sliceParameters } from './slice.ts';

const { batchId } = EXAMPLE;

export const publicationBody = labelled(publication).meta({
  id: 'Publication',
  examples: [
    {
      batch_id: batchId,
      sync_id: batchId,
      ...EXAMPLE.labels,
      published_at: '2026-03-02T09:31:03.000Z',
      by: 'sk_live_0a1b2c3d',
      reason: null,
      files: { [EXAMPLE.fileType.name]: { batch_id: batchId, rows: 998 } },
      live: true,
      restorable: true,
    },
  ],
});

export const newRollbackBody = newRollback.extend(sliceParameters).meta({
  id: 'NewRollback',
  examples: [{ ...EXAMPLE.named, to: batchId, reason: 'half a delivery' }],
});
