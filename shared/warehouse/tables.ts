import {
  type Dataset,
  isFileType,
  isNullable,
  recordKeyOf,
  storedColumns,
  type Table,
  tablesOf,
} from '../contracts/contract.ts';
import { columnType } from '../contracts/kinds/kind.ts';
import { hasPrivateColumns, KEY_VERSION, KEY_VERSION_TYPE } from '../contracts/private-values.ts';
import { mayQuarantine, QUARANTINE_RULE, QUARANTINE_RULE_TYPE } from '../contracts/quarantine.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { identifier } from '../sql/quoting.ts';
import { type Cluster, engineOn, onCluster } from './cluster.ts';

/** An id that no batch has. */
export const NO_BATCH = '00000000-0000-0000-0000-000000000000';

/** The key of a stored row as findings name it: of several columns, as they are served, with a stroke between them. */
export const recordKeySql = ({ key, columns }: Pick<Table, 'key' | 'columns'>): string => {
  const text = (name: string) => {
    const kind = columns.find((column) => column.name === name)?.kind;
    return kind?.served?.(identifier(name)) ?? `toString(${identifier(name)})`;
  };
  return `arrayStringConcat([${recordKeyOf({ key }).map(text).join(', ')}], '/')`;
};

/** Follows a condition: of a table whose rows may be quarantined, that they are not. */
export const andSound = (table: Table): string => (mayQuarantine(table) ? ` AND isNull(${QUARANTINE_RULE.name})` : '');

/** Condition of the rows of one variant, true of all where the dataset has none. Parameter: variant. */
export const ofSlice = ({ variants }: Dataset) =>
  variants ? (`${identifier(variants.column)} = {variant:String}` as const) : '1';

/** Condition of the rows of one batch. Parameters: variant, batch. */
export const inBatch = (dataset: Dataset) => `${ofSlice(dataset)} AND batch_id = {batch:UUID}` as const;

/**
 * Condition of the rows of one batch, for readers. A batch is one partition, and to name that reads nothing; to compare the two
 * columns, which are the same in all its rows, takes half as long as most of what is asked. Parameters: variant and `batch`.
 */
export const inPartition = <const Batch extends string = 'batch'>({ variants }: Dataset, batch = 'batch' as Batch) =>
  variants
    ? (`_partition_id = partitionId({variant:String}, {${batch}:UUID})` as const)
    : (`_partition_id = partitionId({${batch}:UUID})` as const);

/** Every finding of every row, errors and warnings. */
export const VALIDATION_ERRORS = 'validation_errors';
/** Every row that was not loaded, as the bank wrote it. */
export const REJECTED_ROWS = 'rejected_rows';
/** One row a publication: the newest of a slice says which batch of each file type is live. */
export const PUBLISHED_BATCHES = 'published_batches';
/** The profile of a batch, as the API serves it: a batch never changes, so it is computed once. */
export const BATCH_PROFILES = 'batch_profiles';
/** What the databases of results that reads keep begin with: no tenant's does. */
export const READ_RESULTS_PREFIX = '_kept_';
/**
 * The database beside a tenant's own where reads keep what they computed. The login that reads may write there and nowhere
 * else, so it can change nothing that a load has written.
 */
export const readResultsDatabase = ({ database }: Pick<TenantScope, 'database'>): string =>
  `${READ_RESULTS_PREFIX}${database}`;
/** The results that reads kept, as BATCH_PROFILES has those that loads computed ahead. */
export const readResults = (scope: Pick<TenantScope, 'database'>): string =>
  `${identifier(readResultsDatabase(scope))}.${BATCH_PROFILES}`;
/** The numbered steps that the database has taken: see schema-steps.ts. */
export const SCHEMA_STEPS_TAKEN = 'schema_steps';

/**
 * A load of usual size stays in the dozen parts, or fewer, that it wrote: merging them would take time from the load
 * itself and hardly speed up reads. A larger load is merged as usual.
 */
const FACT_SETTINGS = 'min_parts_to_merge_at_once = 16';

/**
 * The stored columns of a table, in its order, with their types. Numbers: the row's place in its file; of a derived row that
 * of the row it comes from.
 */
export function factColumns({ variants }: Dataset, table: Table): readonly (readonly [name: string, type: string])[] {
  return [
    ...(variants ? ([[variants.column, 'LowCardinality(String)']] as const) : []),
    ['batch_id', 'UUID'],
    ...(isFileType(table) ? ([['line_number', 'UInt32']] as const) : []),
    ['row_number', 'UInt32'],
    // Of the line in the file, with its end: what proves that none was left out.
    ...(isFileType(table) ? ([['line_bytes', 'UInt32']] as const) : []),
    ...storedColumns(table).map((column) => [column.name, columnType(column.kind, !isNullable(column))] as const),
    ...(mayQuarantine(table) ? ([[QUARANTINE_RULE.name, QUARANTINE_RULE_TYPE]] as const) : []),
    ...(hasPrivateColumns(table) ? ([[KEY_VERSION.name, KEY_VERSION_TYPE]] as const) : []),
  ];
}

/**
 * The tables of a dataset in a tenant's database, as they are made where there are none yet; how those that are there
 * become the same, schema-steps.ts says. A batch is one partition, so that it is written beside the live one,
 * dropped in one step, and never mixed with another.
 * @param cluster where every replica has the tables
 */
export function tableStatements(dataset: Dataset, cluster?: Cluster): readonly string[] {
  const created = (table: string) => createTable(table, cluster);
  const mergeTree = engineOn(cluster, 'MergeTree');
  const partition = dataset.variants ? `(${dataset.variants.column}, batch_id)` : 'batch_id';
  return tablesOf(dataset).map((table) => {
    const columns = factColumns(dataset, table).map(([name, type]) => `${identifier(name)} ${type}`);
    return `${created(table.table)} (${columns.join(', ')}) ENGINE = ${mergeTree}
      PARTITION BY ${partition} ORDER BY (${[...new Set([...table.key, 'row_number'])].join(', ')})
      SETTINGS ${FACT_SETTINGS}`;
  });
}

/** The tables that all datasets share. */
export function sharedTableStatements(cluster?: Cluster): readonly string[] {
  const created = (table: string) => createTable(table, cluster);
  const mergeTree = engineOn(cluster, 'MergeTree');
  return [
    `${created(VALIDATION_ERRORS)} (
      batch_id UUID, file_type LowCardinality(String), row_number UInt32, line_number UInt32,
      field_name LowCardinality(Nullable(String)), rule_id LowCardinality(String), error_type LowCardinality(String),
      severity LowCardinality(String), raw_value Nullable(String), record_key Nullable(String), detail String,
      found_at DateTime DEFAULT now('UTC')
    ) ENGINE = ${mergeTree} PARTITION BY toYYYYMM(found_at)
      ORDER BY (batch_id, file_type, row_number, rule_id)`,
    `${created(REJECTED_ROWS)} (
      batch_id UUID, file_type LowCardinality(String), row_number UInt32, line_number UInt32, record String,
      found_at DateTime DEFAULT now('UTC')
    ) ENGINE = ${mergeTree} PARTITION BY toYYYYMM(found_at) ORDER BY (batch_id, file_type, row_number)`,
    `${created(PUBLISHED_BATCHES)} (
      dataset LowCardinality(String), variant LowCardinality(String), fencing UInt64,
      batches Map(LowCardinality(String), UUID), sync_id UUID, published_at DateTime64(3, 'UTC'),
      batch_id UUID, published_by LowCardinality(String), reason String, order_id UUID
    ) ENGINE = ${mergeTree} ORDER BY (dataset, variant, fencing) SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
    resultsStatement(BATCH_PROFILES, cluster),
    `${created(SCHEMA_STEPS_TAKEN)} (
      number UInt32, name String, taken_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
    ) ENGINE = ${mergeTree} ORDER BY number`,
  ];
}

const createTable = (table: string, cluster: Cluster): string =>
  `CREATE TABLE IF NOT EXISTS ${table}${onCluster(cluster)}`;

/** A table of results by batch: BATCH_PROFILES, or that of reads. */
export const resultsStatement = (table: string, cluster?: Cluster): string => `${createTable(table, cluster)} (
      batch_id UUID, file_type LowCardinality(String), version LowCardinality(String), profile String,
      computed_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
    ) ENGINE = ${engineOn(cluster, 'ReplacingMergeTree(computed_at)')} ORDER BY (batch_id, file_type, version)`;
