import type { Operations } from './database.ts';

/** Seconds; from the loads of the systems before this one. */
export const SYNC_SECONDS = [0.5, 1, 2, 5, 10, 30, 60, 120, 300] as const;

/** How many observations fall below each bound of SYNC_SECONDS; how many there are, and their sum. */
export interface Distribution {
  readonly below: readonly number[];
  readonly count: number;
  readonly sum: number;
}

/** What a tenant's sync logs add up to. Dry runs are told apart where they would deceive. */
export interface SyncTotals {
  readonly operations: readonly {
    dataset: string;
    variant: string;
    status: string;
    validate_only: boolean;
    count: number;
  }[];
  readonly times: readonly { dataset: string; variant: string; duration: Distribution; wait: Distribution }[];
  readonly stages: readonly { dataset: string; variant: string; stage: string; count: number; seconds: number }[];
  readonly errors: readonly { dataset: string; variant: string; error_type: string; count: number }[];
  /** `published`: rows that were put in place; dry runs and failed syncs publish none. */
  readonly files: readonly {
    dataset: string;
    variant: string;
    file_type: string;
    published: number;
    rejected: number;
  }[];
  /** Epoch seconds; null where there was none. */
  readonly last: readonly { dataset: string; variant: string; ended: number | null; succeeded: number | null }[];
}

const ENDED = 'completed_at IS NOT NULL';
const LOADED = `status = 'COMPLETED' AND NOT validate_only`;
const distribution = (seconds: string): string =>
  `json_build_object('below', json_build_array(${SYNC_SECONDS.map((bound) => `count(*) FILTER (WHERE ${seconds} <= ${bound})`).join(', ')}),
                     'count', count(${seconds}), 'sum', coalesce(sum(${seconds}), 0))`;

const QUERIES: { readonly [K in keyof SyncTotals]: string } = {
  operations: `SELECT dataset, variant, status, validate_only, count(*)::float8 AS count FROM sync_logs WHERE ${ENDED}
    GROUP BY dataset, variant, status, validate_only`,
  times: `SELECT dataset, variant, ${distribution('duration')} AS duration, ${distribution('wait')} AS wait FROM (
      SELECT dataset, variant, extract(epoch FROM completed_at - started_at)::float8 AS duration,
             extract(epoch FROM started_at - queued_at)::float8 AS wait
      FROM sync_logs WHERE ${ENDED}) AS timed
    GROUP BY dataset, variant`,
  stages: `SELECT dataset, variant, entry->>'stage' AS stage, count(*)::float8 AS count,
      sum((entry->>'duration_ms')::float8) / 1000 AS seconds
    FROM sync_logs, jsonb_array_elements(stages) AS entry WHERE ${ENDED} GROUP BY dataset, variant, stage`,
  errors: `SELECT dataset, variant, found.key AS error_type, sum(found.value::float8) AS count
    FROM sync_logs, jsonb_each_text(error_summary->'by_type') AS found WHERE ${ENDED} GROUP BY dataset, variant, error_type`,
  files: `SELECT dataset, variant, file.key AS file_type,
      coalesce(sum((file.value->>'valid_rows')::float8) FILTER (WHERE ${LOADED}), 0) AS published,
      coalesce(sum((file.value->>'rejected_rows')::float8), 0) AS rejected
    FROM sync_logs, jsonb_each(files) AS file WHERE ${ENDED} GROUP BY dataset, variant, file_type`,
  last: `SELECT dataset, variant, extract(epoch FROM max(completed_at))::float8 AS ended,
      extract(epoch FROM max(completed_at) FILTER (WHERE ${LOADED}))::float8 AS succeeded
    FROM sync_logs WHERE ${ENDED} GROUP BY dataset, variant`,
};

/**
 * Adds up all syncs of a tenant that have ended: what has ended does not change, so each sum only grows. Syncs are few (a
 * handful a day), so this reads some thousand rows where a tenant is years old.
 */
export const readSyncTotals = (operations: Operations): Promise<SyncTotals> =>
  operations.transaction(async (inside) => {
    const totals: Partial<Record<keyof SyncTotals, unknown>> = {};
    for (const [name, sql] of Object.entries(QUERIES)) totals[name as keyof SyncTotals] = await inside.query(sql);
    return totals as unknown as SyncTotals;
  });
