import * as z from 'zod';
import { isNullable, storedColumns, type Table } from '../contracts/contract.ts';
import type { Kind } from '../contracts/kinds/kind.ts';

const served: Readonly<Record<Kind['servedAs'], z.ZodType>> = {
  string: z.string(),
  number: z.number(),
  list: z.array(z.union([z.string(), z.number()])),
};

/** A row of a table as `/api/data` serves it, for endpoints of one table. */
export const rowOf = (table: Table) =>
  z.strictObject({
    ...Object.fromEntries(
      storedColumns(table).map((column) => {
        const value = served[column.kind.servedAs].meta({ description: column.meaning });
        return [column.name, isNullable(column) ? value.nullable() : value];
      }),
    ),
    row_number: z.int().min(1),
  });
