import type { SyncConfig, SyncConfigPatch } from '../http/schemas/sync.ts';
import type { Slice } from '../staging/file-kind.ts';
import type { Operations } from './database.ts';

interface ConfigRow {
  dataset: Slice['dataset'];
  variant: Slice['variant'];
  is_enabled: boolean;
  sync_interval_minutes: number;
  max_error_rate: number;
  last_sync_at: Date | null;
  last_sync_status: SyncConfig['last_sync_status'];
  created_at: Date;
  updated_at: Date;
}

/** How each slice is synced. The rows are made with the tenant. */
export function syncConfigsOf(operations: Operations) {
  const fromRow = ({ variant, ...row }: ConfigRow): SyncConfig => ({
    tenant_id: operations.scope.tenantId,
    dataset: row.dataset,
    loan_type: variant,
    is_enabled: row.is_enabled,
    sync_interval_minutes: row.sync_interval_minutes,
    max_error_rate: row.max_error_rate,
    last_sync_at: row.last_sync_at?.toISOString() ?? null,
    last_sync_status: row.last_sync_status,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  });
  const one = (rows: ConfigRow[]): SyncConfig | undefined => rows[0] && fromRow(rows[0]);

  return {
    list: async (): Promise<SyncConfig[]> =>
      (await operations.query<ConfigRow>('SELECT * FROM sync_configs ORDER BY dataset, variant DESC')).map(fromRow),

    get: async ({ dataset, variant }: Slice): Promise<SyncConfig | undefined> =>
      one(
        await operations.query<ConfigRow>('SELECT * FROM sync_configs WHERE dataset = $1 AND variant = $2', [
          dataset,
          variant,
        ]),
      ),

    /** Changes what is named. @returns undefined for a slice without configuration */
    patch: async ({ dataset, variant }: Slice, changes: SyncConfigPatch): Promise<SyncConfig | undefined> =>
      one(
        await operations.query<ConfigRow>(
          `UPDATE sync_configs SET is_enabled = coalesce($3, is_enabled),
             sync_interval_minutes = coalesce($4, sync_interval_minutes),
             max_error_rate = coalesce($5, max_error_rate), updated_at = now()
           WHERE dataset = $1 AND variant = $2 RETURNING *`,
          [
            dataset,
            variant,
            changes.is_enabled ?? null,
            changes.sync_interval_minutes ?? null,
            changes.max_error_rate ?? null,
          ],
        ),
      ),
  };
}
