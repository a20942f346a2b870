import type { ClickHouseSettings } from '@clickhouse/client';
import { identifier, literal } from '../sql/quoting.ts';

/**
 * The ClickHouse cluster that the warehouse runs on, by its name; undefined for one server. Each replica of its one shard
 * holds everything. A sync talks to one replica from its first statement to its last: the address must not be balanced.
 */
export type Cluster = string | undefined;

/** What follows the name of a database or table that is made. */
export const onCluster = (cluster: Cluster): string =>
  cluster === undefined ? '' : ` ON CLUSTER ${identifier(cluster)}`;

/** An engine of the MergeTree family, as every replica makes it. */
export const engineOn = (cluster: Cluster, engine: string): string =>
  cluster === undefined ? engine : `Replicated${engine}`;

/** The table function that reads a URL; the first argument may follow its opening bracket. */
export const urlFunction = (cluster: Cluster): string =>
  cluster === undefined ? 'url(' : `urlCluster(${literal(cluster)}, `;

/** Nothing counts as written that a replica which takes over would not have; and no statement is split by insert. */
export const clusterSettings = (cluster: Cluster): ClickHouseSettings =>
  cluster === undefined
    ? {}
    : {
        insert_quorum: 'auto',
        distributed_ddl_output_mode: 'throw',
        distributed_ddl_task_timeout: '120',
        parallel_distributed_insert_select: '0',
      };
