import { columnType } from '../contracts/kinds/kind.ts';
import type { Stream } from '../contracts/stream.ts';
import { identifier } from '../sql/quoting.ts';
import { type Cluster, engineOn, onCluster } from './cluster.ts';

/** Where a tenant's database keeps the history of a stream. */
export const streamTable = ({ name }: Pick<Stream, 'name'>): string => `stream_${name}`;

/**
 * So many numbers a partition: the largest number that is stored is known from the partitions alone, and an insert of one
 * partition is one part, all or nothing.
 */
export const NUMBERS_OF_PARTITION = 10_000_000;

/** What stands beside the members of an event. */
export const EVENT_TYPES = [
  ['category', 'LowCardinality(String)'],
  ['is_alert', 'Bool'],
  ['sequence', 'UInt64'],
  ['received_at', "DateTime64(3, 'UTC')"],
  ['recorded_at', "DateTime64(3, 'UTC')"],
] as const;

/**
 * The table of a stream's history. An event has one number, and nothing of it changes: should it ever be written twice, by a
 * writer that was cut off and the one after it, the two rows are one to whoever reads by number, and to the engine soon.
 */
export function streamTableStatement(stream: Stream, cluster?: Cluster): string {
  const columns = [
    ...stream.columns.map(({ name, kind }) => [name, columnType(kind, true)] as const),
    ...EVENT_TYPES,
  ].map(([name, type]) => `${identifier(name)} ${type}`);
  return `CREATE TABLE IF NOT EXISTS ${streamTable(stream)}${onCluster(cluster)} (${columns.join(', ')})
    ENGINE = ${engineOn(cluster, 'ReplacingMergeTree')}
    PARTITION BY intDiv(sequence, ${NUMBERS_OF_PARTITION}) ORDER BY (${identifier(stream.time)}, sequence)
    SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`;
}
