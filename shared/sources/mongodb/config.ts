import * as z from 'zod';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { textOfForm } from '../../domain/text-of-form.ts';
import { serverFields } from '../servers/config.ts';
import { isFieldPath } from './field-path.ts';

const { text: error, message } = serviceSentence('field-document-path');
const fieldPath = z
  .string()
  .max(500)
  .refine(isFieldPath, { error, params: { code: 'format', message } });

const collection = z.strictObject({
  collection: textOfForm(/^[^$\0]{1,255}$/u, serviceSentence('field-collection')),
  columns: z.record(z.string(), fieldPath).meta({
    description:
      'By column of the file: a field of a document, a path with dots, or a JSON pointer. A list becomes one cell, joined by `|`.',
  }),
  allow_empty: z.boolean().default(false).meta({ description: 'No document at all is an empty file, and no fault.' }),
});
export type MongodbCollection = z.infer<typeof collection>;

export const mongodbConfig = z.strictObject({
  ...serverFields(27_017),
  database: textOfForm(/^[^/\\. "$]{1,63}$/u, serviceSentence('field-mongodb-database')),
  auth_source: z
    .string()
    .min(1)
    .max(63)
    .exactOptional()
    .meta({ description: 'The database that knows the login; `database`, if left out.' }),
  collections: z.record(z.string(), collection).meta({ description: 'By file type.' }),
});
export type MongodbConfig = z.infer<typeof mongodbConfig>;
