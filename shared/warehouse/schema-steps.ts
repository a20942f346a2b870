import * as z from 'zod';
import type { Dataset } from '../contracts/contract.ts';
import type { Warehouse } from './client.ts';
import { onCluster } from './cluster.ts';
import { PUBLISHED_BATCHES, SCHEMA_STEPS_TAKEN } from './tables.ts';

/**
 * A change of the tables that every tenant's database goes through once. Two processes may take it at the same time, one may
 * be cut off in the middle of it, and a database made today has its result already: each statement must be safe to repeat.
 */
export interface SchemaStep {
  readonly number: number;
  readonly name: string;
  /** @param on what follows the name of a table that is altered */
  readonly statements: (datasets: readonly Dataset[], on: string) => readonly string[];
}

/**
 * In the order of their numbers. A step that was released is never changed; a new one is added at the end, and tables.ts
 * changed with it. The contract's own columns need none: they are found by comparing.
 */
export const SCHEMA_STEPS: readonly SchemaStep[] = [
  {
    number: 1,
    name: 'a publication says what it published, who caused it, and why',
    statements: (_, on) =>
      ['batch_id UUID', 'published_by LowCardinality(String)', 'reason String', 'order_id UUID'].map(
        (column) => `ALTER TABLE ${PUBLISHED_BATCHES}${on} ADD COLUMN IF NOT EXISTS ${column}`,
      ),
  },
  {
    number: 2,
    name: 'a load stays in the parts that it wrote',
    statements: (datasets, on) =>
      datasets.flatMap(({ fileTypes }) =>
        fileTypes.map(({ table }) => `ALTER TABLE ${table}${on} MODIFY SETTING min_parts_to_merge_at_once = 16`),
      ),
  },
];

const reachedRow = z.strictObject({ reached: z.int() });

/** Takes the steps that the database has not taken yet, and writes down each that is done. */
export async function takeSchemaSteps(
  warehouse: Warehouse,
  datasets: readonly Dataset[],
  steps: readonly SchemaStep[] = SCHEMA_STEPS,
): Promise<void> {
  const { reached } = await warehouse.row({
    name: 'schema-steps-taken',
    row: reachedRow,
    sql: `SELECT max(number) AS reached FROM ${SCHEMA_STEPS_TAKEN}`,
  });
  for (const { number, name, statements } of steps.filter((step) => step.number > reached)) {
    for (const sql of statements(datasets, onCluster(warehouse.cluster))) {
      await warehouse.command({ name: 'take-schema-step', sql });
    }
    await warehouse.command({
      name: 'note-schema-step',
      sql: `INSERT INTO ${SCHEMA_STEPS_TAKEN} (number, name) SELECT {number:UInt32}, {name:String}`,
      parameters: { number, name },
    });
  }
}
