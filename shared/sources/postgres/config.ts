import * as z from 'zod';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { textOfForm } from '../../domain/text-of-form.ts';
import { serverFields } from '../servers/config.ts';

/** Postgres cuts longer names off. */
const name = z.string().min(1).max(63);
const columns = z.record(z.string(), name);
const allow_empty = z.boolean().default(false).meta({ description: 'No row at all is an empty file, and no fault.' });

const table = z.strictObject({
  query: z
    .string()
    .min(1)
    .max(20_000)
    .exactOptional()
    .meta({ description: 'One SELECT, WITH, VALUES or TABLE, run as it is in a transaction that only reads.' }),
  table: textOfForm(/^[^.\0]{1,63}(?:\.[^.\0]{1,63})?$/u, serviceSentence('field-table'))
    .exactOptional()
    .meta({
      description:
        'Instead of a query: `table` or `schema.table`, as it is called in the database. Quotation marks are added.',
    }),
  columns: columns.exactOptional().meta({
    description:
      'By column of the file: a column of the result, or of the table. Of a query they may be left out: each column of the result ' +
      'is one of the file then.',
  }),
  allow_empty,
});
export type PostgresTable = z.infer<typeof table>;

export const postgresConfig = z.strictObject({
  ...serverFields(5432),
  tables: z.record(z.string(), table).meta({ description: 'By file type. All are read as of one moment.' }),
});
export type PostgresConfig = z.infer<typeof postgresConfig>;
