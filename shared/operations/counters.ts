import type { Database } from './database.ts';

/** A counter's value, or what is to be added to it. */
export interface Count {
  /** As `/metrics` shows it. */
  readonly name: string;
  /** '' where it is nobody's in particular. */
  readonly tenantId: string;
  /** Few, from sets that are known beforehand: each combination is a row for ever. */
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Longer than any report is delivered again. */
const REMEMBERED = '7 days';

/** Counters of the whole installation: exact over all processes, because Postgres adds. */
export function countersOf({ registry }: Pick<Database, 'registry'>) {
  return {
    /** Adds a report's counts, all or none, once. @returns false when the report has been counted before */
    add: (reportId: string, counts: readonly Count[]): Promise<boolean> =>
      registry.transaction(async (inside) => {
        const first = await inside.query(
          'INSERT INTO counted_reports (report_id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING report_id',
          [reportId],
        );
        if (first.length === 0) return false;
        const rows = counts.map(({ name, tenantId, labels, value }) => ({ name, tenant_id: tenantId, labels, value }));
        // In one order, so that two reports never wait for each other.
        await inside.query(
          `INSERT INTO counters AS known (name, tenant_id, labels, value)
           SELECT name, tenant_id, labels, sum(value)
           FROM jsonb_to_recordset($1) AS given (name text, tenant_id text, labels jsonb, value double precision)
           GROUP BY name, tenant_id, labels ORDER BY name, tenant_id, labels
           ON CONFLICT (name, tenant_id, labels) DO UPDATE SET value = known.value + excluded.value`,
          [JSON.stringify(rows)],
        );
        await inside.query(`DELETE FROM counted_reports WHERE counted_at < now() - interval '${REMEMBERED}'`);
        return true;
      }),

    /** @param tenantId of one tenant; of all, and nobody's, where left out */
    list: async (tenantId?: string): Promise<Count[]> =>
      (
        await registry.query<Omit<Count, 'tenantId'> & { tenant_id: string }>(
          `SELECT name, tenant_id, labels, value FROM counters WHERE $1::text IS NULL OR tenant_id = $1
           ORDER BY name, tenant_id, labels`,
          [tenantId ?? null],
        )
      ).map(({ tenant_id, ...count }) => ({ ...count, tenantId: tenant_id })),
  };
}
