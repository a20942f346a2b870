import type { ClickHouseSettings } from '@clickhouse/client';

/**
 * The kinds of work that the warehouse does. Each statement says which it is and gets that kind's share of the engine, so
 * that none can take the memory of another's: what would need more is refused by the engine, alone.
 */
export type Workload = 'load' | 'small-load' | 'read' | 'bulk-read';

const MIB = 1024 ** 2;

/** What one statement may use: bytes of memory, threads, and the size from which it sorts and groups on disk. */
export interface Share {
  readonly memory: number;
  readonly threads: number;
  readonly spillFrom: number;
  /** As nice(1) has it: what is nicer steps back while others want the processor. Where the engine may not, it does not. */
  readonly niceness: number;
}

/** docs/performance.md has what the statements were measured to need, and how these bounds were tried. */
export const SHARES: Readonly<Record<Workload, Share>> = {
  /** Everything that a sync runs. Its statements stream, or hold no more than so many keys: WAREHOUSE_KEYS_HELD. */
  load: { memory: 2048 * MIB, threads: 2, spillFrom: 512 * MIB, niceness: 10 },
  'small-load': { memory: 2048 * MIB, threads: 2, spillFrom: 512 * MIB, niceness: 0 },
  /** What somebody waits for. */
  read: { memory: 1536 * MIB, threads: 2, spillFrom: 384 * MIB, niceness: 0 },
  /** What a program fetches: thousands of rows at a time, whole lists of errors, two books compared. */
  'bulk-read': { memory: 1536 * MIB, threads: 2, spillFrom: 384 * MIB, niceness: 10 },
};

/** Settings of a statement. Where a server has the profiles of logins.ts, they bound what a statement may ask for. */
export function workloadSettings(workload: Workload): ClickHouseSettings {
  const { memory, threads, spillFrom, niceness } = SHARES[workload];
  return {
    max_memory_usage: String(memory),
    max_threads: threads,
    os_thread_priority: String(niceness),
    max_bytes_before_external_sort: String(spillFrom),
    max_bytes_before_external_group_by: String(spillFrom),
    // These are fractions of the memory limit, and would make the two above mean something else.
    max_bytes_ratio_before_external_sort: 0,
    max_bytes_ratio_before_external_group_by: 0,
  };
}
