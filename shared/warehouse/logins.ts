import { READ_RESULTS_PREFIX } from './tables.ts';
import { SHARES, type Workload } from './workloads.ts';

/**
 * Whom ClickHouse knows: one login makes tables and fills them, the other answers requests. The server grants each what it
 * needs and bounds what its statements may use, so a function that only reads cannot do more, whatever statement it is
 * brought to send.
 */
export type Login = 'load' | 'read';

export const LOGIN_NAMES: Readonly<Record<Login, string>> = { load: 'tranche_load', read: 'tranche_read' };

export const loginFor = (workload: Workload): Login =>
  workload === 'read' || workload === 'bulk-read' ? 'read' : 'load';

/** As ClickHouse's configuration takes them: without whom they are for. */
export const GRANTS: Readonly<Record<Login, readonly string[]>> = {
  load: [
    'GRANT SHOW, SELECT, INSERT, ALTER TABLE, CREATE DATABASE, CREATE TABLE, CREATE VIEW, DROP TABLE, DROP VIEW ON *.*',
    'GRANT TABLE ENGINE ON *',
    // Staged files, by the table function `url`.
    'GRANT CREATE TEMPORARY TABLE, URL ON *.*',
    // For an operator: a statement that holds others up.
    'GRANT KILL QUERY ON *.*',
  ],
  read: [
    'GRANT SELECT ON *.*',
    'REVOKE SELECT ON system.*',
    // What /health and /metrics tell. Not system.processes, whose statements hold presigned URLs.
    ...['disks', 'errors', 'parts', 'metrics'].map((table) => `GRANT SELECT ON system.${table}`),
    `GRANT INSERT ON ${READ_RESULTS_PREFIX}*.*`,
  ],
};

/** The part of the machine's memory that all statements of a login may use together; what is left is for merges and caches. */
export const MEMORY_PERCENT: Readonly<Record<Login, number>> = { load: 50, read: 35 };

interface Bound {
  readonly setting: string;
  /** What a statement has that does not say. */
  readonly value: number;
  readonly least?: number;
  readonly most?: number;
}

/** The bounds of a login: the widest share of its workloads. A statement may ask for less. */
export function boundsOf(login: Login): readonly Bound[] {
  const shares = Object.entries(SHARES)
    .filter(([workload]) => loginFor(workload as Workload) === login)
    .map(([, share]) => share);
  const widest = (part: 'memory' | 'threads' | 'spillFrom') => Math.max(...shares.map((share) => share[part]));
  const urgent = Math.min(...shares.map(({ niceness }) => niceness));
  // 0 would mean that there is no limit.
  const upTo = (setting: string, most: number): Bound => ({ setting, value: most, least: 1, most });
  return [
    upTo('max_memory_usage', widest('memory')),
    upTo('max_threads', widest('threads')),
    upTo('max_bytes_before_external_sort', widest('spillFrom')),
    upTo('max_bytes_before_external_group_by', widest('spillFrom')),
    { setting: 'max_bytes_ratio_before_external_sort', value: 0, most: 0 },
    { setting: 'max_bytes_ratio_before_external_group_by', value: 0, most: 0 },
    { setting: 'os_thread_priority', value: urgent, least: urgent },
  ];
}

/**
 * The settings profile of a login, as XML of ClickHouse's configuration.
 * @param memoryOfAll bytes that all its statements may use together
 */
export function profileXml(login: Login, memoryOfAll?: string): string {
  const bounds = boundsOf(login);
  const name = LOGIN_NAMES[login];
  const values = bounds.map(({ setting, value }) => `<${setting}>${value}</${setting}>`);
  const constraints = bounds.map(({ setting, least, most }) => {
    const min = least === undefined ? '' : `<min>${least}</min>`;
    const max = most === undefined ? '' : `<max>${most}</max>`;
    return `<${setting}>${min}${max}</${setting}>`;
  });
  if (memoryOfAll !== undefined) {
    values.push(`<max_memory_usage_for_user>${memoryOfAll}</max_memory_usage_for_user>`);
    constraints.push('<max_memory_usage_for_user><const/></max_memory_usage_for_user>');
  }
  return `<${name}>\n${values.join('\n')}\n<constraints>\n${constraints.join('\n')}\n</constraints>\n</${name}>`;
}

export const grantsXml = (login: Login): string =>
  `<grants>\n${GRANTS[login].map((grant) => `<query>${grant}</query>`).join('\n')}\n</grants>`;
