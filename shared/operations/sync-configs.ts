import { isDeepStrictEqual } from 'node:util';
import { sliceLabels } from '../datasets/labels.ts';
import { sliceOf } from '../datasets/registry.ts';
import { readStoredVariant, type SliceName, storedVariant } from '../domain/slice.ts';
import type { SyncConfig, SyncConfigPatch } from '../domain/sync.ts';
import { type AuditActor, recordChange, theService } from './audit.ts';
import type { Operations, Queryable } from './database.ts';

interface ConfigRow {
  dataset: string;
  /** Empty where the dataset has none. */
  variant: string;
  is_enabled: boolean;
  sync_interval_minutes: number;
  max_error_rate: number;
  max_removed_rate: number;
  requires: SyncConfig['requires'];
  publish: SyncConfig['publish'];
  last_sync_at: Date | null;
  last_sync_status: SyncConfig['last_sync_status'];
  created_at: Date;
  updated_at: Date;
}

const CHANGEABLE = [
  'is_enabled',
  'sync_interval_minutes',
  'max_error_rate',
  'max_removed_rate',
  'requires',
  'publish',
] as const;

/** How each slice is synced. The rows are made with the tenant, and for datasets that come later when it is brought up to date. */
export function syncConfigsOf(operations: Operations) {
  const fromRow = ({ variant, ...row }: ConfigRow): SyncConfig => ({
    tenant_id: operations.scope.tenantId,
    ...sliceLabels({ dataset: row.dataset, variant: readStoredVariant(variant) }),
    is_enabled: row.is_enabled,
    sync_interval_minutes: row.sync_interval_minutes,
    max_error_rate: row.max_error_rate,
    max_removed_rate: row.max_removed_rate,
    requires: row.requires,
    publish: row.publish,
    last_sync_at: row.last_sync_at?.toISOString() ?? null,
    last_sync_status: row.last_sync_status,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  });
  const one = (rows: ConfigRow[]): SyncConfig | undefined => rows[0] && fromRow(rows[0]);

  return {
    list: async (dataset: string): Promise<SyncConfig[]> =>
      (
        await operations.query<ConfigRow>('SELECT * FROM sync_configs WHERE dataset = $1 ORDER BY variant DESC', [
          dataset,
        ])
      ).map(fromRow),

    get: async (slice: SliceName): Promise<SyncConfig | undefined> =>
      one(
        await operations.query<ConfigRow>('SELECT * FROM sync_configs WHERE dataset = $1 AND variant = $2', [
          slice.dataset,
          storedVariant(slice),
        ]),
      ),

    /** Changes what is named. @returns undefined for a slice without configuration */
    patch: (
      slice: SliceName,
      changes: SyncConfigPatch,
      by: AuditActor = theService(),
    ): Promise<SyncConfig | undefined> =>
      operations.transaction(async (inside) => {
        const before = one(
          await inside.query<ConfigRow>('SELECT * FROM sync_configs WHERE dataset = $1 AND variant = $2 FOR UPDATE', [
            slice.dataset,
            storedVariant(slice),
          ]),
        );
        const after = one(
          await inside.query<ConfigRow>(
            `UPDATE sync_configs SET is_enabled = coalesce($3, is_enabled),
               sync_interval_minutes = coalesce($4, sync_interval_minutes),
               max_error_rate = coalesce($5, max_error_rate), max_removed_rate = coalesce($6, max_removed_rate),
               requires = coalesce($7, requires), publish = coalesce($8, publish), updated_at = now()
             WHERE dataset = $1 AND variant = $2 RETURNING *`,
            [
              slice.dataset,
              storedVariant(slice),
              changes.is_enabled ?? null,
              changes.sync_interval_minutes ?? null,
              changes.max_error_rate ?? null,
              changes.max_removed_rate ?? null,
              changes.requires ? [...new Set(changes.requires)] : null,
              changes.publish ?? null,
            ],
          ),
        );
        if (before && after) await recordDifference(inside, by, before, after);
        return after;
      }),
  };

  async function recordDifference(
    inside: Queryable,
    by: AuditActor,
    before: SyncConfig,
    after: SyncConfig,
  ): Promise<void> {
    const changed = CHANGEABLE.filter((name) => !isDeepStrictEqual(before[name], after[name]));
    if (changed.length === 0) return;
    const part = (config: SyncConfig) => Object.fromEntries(changed.map((name) => [name, config[name]]));
    await recordChange(inside, operations.scope.tenantId, by, {
      action: 'config.changed',
      target: sliceOf(after).shortText,
      before: part(before),
      after: part(after),
    });
  }
}
