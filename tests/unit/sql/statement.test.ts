import { expect, test } from 'vitest';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import type { Statement } from '../../../shared/sql/statement.ts';
import { inBatch } from '../../../shared/warehouse/tables.ts';

/** The SQL of a statement as the compiler lets it pass: each line that it must refuse says so. */
const sqlOf = <const Sql extends string>({ sql }: Statement<Sql>): string => sql;
const name = 'data-count';
const table: string = 'fact_credit';

test('what a placeholder stands for must be given, and be of its type, also where the SQL is made from a contract', () => {
  const sql = `SELECT count() FROM ${table} WHERE ${inBatch(loans)} LIMIT {limit:UInt32}` as const;
  expect(sqlOf({ name, sql, parameters: { variant: 'RETAIL', batch: 'id', limit: 1 } })).toBe(sql);
  // @ts-expect-error: nothing is given
  sqlOf({ name, sql });
  // @ts-expect-error: the batch is not given
  sqlOf({ name, sql, parameters: { variant: 'RETAIL', limit: 1 } });
  // @ts-expect-error: a text is no number
  sqlOf({ name, sql, parameters: { variant: 'RETAIL', batch: 'id', limit: '1' } });
  // @ts-expect-error: one is no list
  sqlOf({ name, sql: 'SELECT {ids:Array(UUID)}', parameters: { ids: 'id' } });
  // @ts-expect-error: a map is given as a map
  sqlOf({ name, sql: 'SELECT {batches:Map(String, UUID)}', parameters: { batches: ['id'] } });
  // @ts-expect-error: not a declared name
  sqlOf({ name: 'any', sql: 'SELECT 1' });
});
