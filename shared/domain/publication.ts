import * as z from 'zod';
import { serviceSentence } from './sentences/service-sentence.ts';
import { textOfForm } from './text-of-form.ts';
import { count, sliceFields, timestamp } from './values.ts';

const publishedFile = z
  .strictObject({
    batch_id: z.uuid(),
    rows: count.nullable(),
    former_key_rows: count.exactOptional().meta({
      description:
        "How many of them have private columns that are hashed under a former version of the tenant's key; a rebuild hashes them anew. Only of file types with such columns, whose rows are kept.",
    }),
  })
  .meta({ id: 'PublishedFile', description: '`rows` is null where the rows are not kept any more.' });

export const publication = z.strictObject({
  batch_id: z.uuid().meta({ description: 'The batch of the sync that was published.' }),
  sync_id: z.uuid(),
  ...sliceFields,
  published_at: timestamp,
  by: z.string().meta({ description: '`schedule`, the prefix of the key, or `operator`; `unknown` of old ones.' }),
  reason: z.string().nullable().meta({ description: 'Why the book was rolled back; null for what a sync published.' }),
  files: z.record(z.string(), publishedFile).meta({ description: 'By file type: what was shown from then on.' }),
  live: z.boolean(),
  restorable: z.boolean().meta({ description: 'Whether its rows are kept, so that a rollback can show them again.' }),
});
export type PublicationBody = z.infer<typeof publication>;

export const newRollback = z.strictObject({
  to: z.uuid().meta({ description: 'The sync, or the batch, whose publication is to be shown again.' }),
  reason: textOfForm(
    /^[^\p{Cc}\p{Cs}]*$/u,
    serviceSentence('text-without-controls'),
    z.string().trim().min(1).max(500),
  ),
});
