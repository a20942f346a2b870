import type { FileType } from '../contracts/contract.ts';
import type { Slice } from '../contracts/slice.ts';
import type { PrivateKey } from '../operations/private-keys.ts';
import { literal } from '../sql/quoting.ts';
import type { Warehouse } from '../warehouse/client.ts';

/** Where the rows of a file go. */
export interface LoadTarget {
  readonly slice: Slice;
  /** Beside the live batch, unseen until published. */
  readonly batchId: string;
  /** By file type: the batches whose rows may be referred to. */
  readonly referenceBatchIds: Readonly<Record<string, readonly string[]>>;
  /** Hashes the private columns of the file types that have any. */
  readonly privateKey?: PrivateKey | undefined;
  /** For a correction: the keys that it must not replace on its own. */
  readonly contested?: ContestedKeys | undefined;
}

/**
 * Keys that several rows of the corrected files had: one row is live, the others were rejected as duplicates. Only the
 * bank knows which is right, and a row that comes back under such a key does not tell.
 */
export interface ContestedKeys {
  /** Whose rejected duplicates count. */
  readonly batchIds: readonly string[];
  readonly liveBatchId: string;
}

/**
 * Measured, not guessed (see docs/performance.md). Short-circuit evaluation must be off: with it on, every lazily
 * evaluated condition cuts the line again, ten times slower. So every expression is total: none throws on any input.
 */
export const LOAD_SETTINGS = {
  short_circuit_function_evaluation: 'disable',
  max_block_size: '16384',
  max_insert_threads: '2',
  // What is stored at a time: small enough that both threads end together (of larger blocks, one is left to one thread at
  // the end), large enough that a file does not become many parts.
  min_insert_block_size_rows: '1048576',
  min_insert_block_size_bytes: '64000000',
  // The views that take the two lanes apart: without it they would write on one thread.
  parallel_view_processing: 1,
  compile_expressions: 0,
  insert_deduplicate: 0,
  // Searching these long expressions for common parts takes the engine longer than it saves: 90 of 160 ms a statement.
  optimize_extract_common_expressions: 0,
  optimize_and_compare_chain: 0,
  optimize_multiif_to_if: 0,
  http_max_tries: '3',
  http_retry_initial_backoff_ms: '50',
  http_retry_max_backoff_ms: '500',
  http_connection_timeout: 5,
} as const;

/** Of a join: both sides are read in the order of their keys and merged, and nothing of them is held in memory. */
export const IN_KEY_ORDER = {
  join_algorithm: 'full_sorting_merge',
  join_use_nulls: 0,
  max_rows_in_set_to_optimize_join: '0',
  optimize_aggregation_in_order: 1,
  // Of an ANY join and a condition on its right side the engine would make a SEMI join, which it cannot merge.
  query_plan_convert_any_join_to_semi_or_anti_join: 0,
} as const;

/** Parameters of the statements about a batch. */
export type BatchParameters = {
  readonly variant: string;
  readonly batch: string;
};

/** The partition of a batch in a fact table. What rewrites parts must name it, or it visits those of every batch. */
export const partitionOf = ({ slice, batchId }: Pick<LoadTarget, 'slice' | 'batchId'>): string =>
  slice.variant === null
    ? `tuple(toUUID(${literal(batchId)}))`
    : `(${literal(slice.variant)}, toUUID(${literal(batchId)}))`;

/** Deletes rows of a batch. @param where a condition without parameters */
export const deleteRows = (
  warehouse: Warehouse,
  target: LoadTarget,
  fileType: FileType,
  where: string,
): Promise<void> =>
  warehouse.command({
    name: 'delete-rows',
    sql: `DELETE FROM ${fileType.table} IN PARTITION ${partitionOf(target)} WHERE ${where}`,
    settings: { lightweight_deletes_sync: '2' },
  });

export const dropRows = (
  warehouse: Warehouse,
  target: Pick<LoadTarget, 'slice' | 'batchId'>,
  fileType: FileType,
): Promise<void> =>
  warehouse.command({
    name: 'drop-rows',
    sql: `ALTER TABLE ${fileType.table} DROP PARTITION ${partitionOf(target)}`,
  });
