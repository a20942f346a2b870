import type { Table } from '../contracts/contract.ts';
import type { Slice } from '../contracts/slice.ts';
import type { SqlQuery } from '../sql/statement.ts';
import type { Warehouse } from './client.ts';
import { andSound, inPartition } from './tables.ts';

/** The rows that a profile is made of. */
export interface ProfiledBatch {
  readonly warehouse: Warehouse;
  readonly slice: Slice;
  readonly table: Table;
  readonly batchId: string;
}

/** The engine gives up before the request does. */
const PROFILE_SETTINGS = {
  max_execution_time: 25,
  wait_end_of_query: 1,
  output_format_json_named_tuples_as_objects: 0,
} as const;

/** Of statements that run side by side: each on a thread of its own, so that it has no parts of a result to put together. */
export const ON_ONE_THREAD = { max_threads: 1 } as const;

/** Runs a query in which `rowsOf(batch)` is bound. */
export const askBatch = <Row>(
  { warehouse, slice, batchId }: ProfiledBatch,
  query: Pick<SqlQuery<Row>, 'name' | 'row' | 'sql' | 'settings'>,
): Promise<Row[]> =>
  warehouse.rows({
    ...query,
    parameters: { variant: slice.storedVariant, batch: batchId },
    settings: { ...PROFILE_SETTINGS, ...query.settings },
  });

/** FROM and WHERE of the batch's rows, but for quarantined ones. */
export const rowsOf = ({ slice, table }: ProfiledBatch): string =>
  `${table.table} WHERE ${inPartition(slice.contract)}${andSound(table)}`;
