import { z } from 'zod';
import { count, loanType, timestamp } from './values.ts';

const publishedFile = z
  .strictObject({ batch_id: z.uuid(), rows: count.nullable() })
  .meta({ id: 'PublishedFile', description: '`rows` is null where the rows are not kept any more.' });

export const publication = z
  .strictObject({
    batch_id: z.uuid().meta({ description: 'The batch of the sync that was published.' }),
    sync_id: z.uuid(),
    dataset: z.string(),
    loan_type: loanType,
    published_at: timestamp,
    by: z.string().meta({ description: '`schedule`, the prefix of the key, or `operator`; `unknown` of old ones.' }),
    reason: z
      .string()
      .nullable()
      .meta({ description: 'Why the book was rolled back; null for what a sync published.' }),
    files: z.record(z.string(), publishedFile).meta({ description: 'By file type: what was shown from then on.' }),
    live: z.boolean(),
    restorable: z.boolean().meta({ description: 'Whether its rows are kept, so that a rollback can show them again.' }),
  })
  .meta({
    id: 'Publication',
    examples: [
      {
        batch_id: '0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f',
        sync_id: '0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f',
        dataset: 'loans',
        loan_type: 'RETAIL',
        published_at: '2026-03-02T09:31:03.000Z',
        by: 'sk_live_0a1b2c3d',
        reason: null,
        files: { credit: { batch_id: '0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f', rows: 998 } },
        live: true,
        restorable: true,
      },
    ],
  });
export type PublicationBody = z.infer<typeof publication>;

export const newRollback = z
  .strictObject({
    dataset: z.literal('loans').default('loans'),
    variant: loanType.exactOptional(),
    loan_type: loanType.exactOptional(),
    to: z.uuid().meta({ description: 'The sync, or the batch, whose publication is to be shown again.' }),
    reason: z
      .string()
      .trim()
      .min(1)
      .max(500)
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'text without control characters'),
  })
  .meta({
    id: 'NewRollback',
    examples: [
      { dataset: 'loans', variant: 'RETAIL', to: '0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f', reason: 'half a delivery' },
    ],
  });
