import { isDeepStrictEqual } from 'node:util';
import type { Dataset } from '../contracts/contract.ts';
import { computationOf } from '../datasets/computations.ts';
import { type AuditActor, recordChange } from './audit.ts';
import type { Operations, Queryable } from './database.ts';

/** What holds for a dataset. */
export interface ChosenSettings {
  /** 0 of the defaults; each change has the next. */
  readonly version: number;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Null of the defaults. */
  readonly changedAt: string | null;
}

interface SettingsRow {
  version: number;
  settings: Record<string, unknown>;
  changed_at: Date;
}

/** What a tenant has chosen for datasets that leave something to choose. */
export function datasetSettingsOf(operations: Operations) {
  return {
    get: (dataset: Dataset): Promise<ChosenSettings> => current(operations, dataset),

    /**
     * Takes the place of what held, where that was of the version that was seen.
     * @param settings as the dataset's schema has read them
     * @returns what holds now; undefined where somebody else has changed it meanwhile
     */
    change: (
      dataset: Dataset,
      settings: Readonly<Record<string, unknown>>,
      seen: number,
      by: AuditActor,
    ): Promise<ChosenSettings | undefined> =>
      operations.transaction(async (inside) => {
        const before = await current(inside, dataset);
        if (before.version !== seen) return undefined;
        if (isDeepStrictEqual(before.settings, settings)) return before;
        const [row] = await inside.query<SettingsRow>(
          `INSERT INTO dataset_settings (dataset, version, settings) VALUES ($1, $2, $3)
           ON CONFLICT DO NOTHING RETURNING version, settings, changed_at`,
          [dataset.name, seen + 1, JSON.stringify(settings)],
        );
        if (!row) return undefined;
        await recordChange(inside, operations.scope.tenantId, by, {
          action: 'settings.changed',
          target: dataset.name,
          before: { version: before.version, ...before.settings },
          after: { version: row.version, ...row.settings },
        });
        return chosen(row);
      }),
  };
}

async function current(queryable: Queryable, dataset: Dataset): Promise<ChosenSettings> {
  const [row] = await queryable.query<SettingsRow>(
    'SELECT version, settings, changed_at FROM dataset_settings WHERE dataset = $1 ORDER BY version DESC LIMIT 1',
    [dataset.name],
  );
  const defaults = computationOf(dataset).settings?.defaults ?? {};
  return row ? chosen(row) : { version: 0, settings: defaults, changedAt: null };
}

const chosen = ({ version, settings, changed_at }: SettingsRow): ChosenSettings => ({
  version,
  settings,
  changedAt: changed_at.toISOString(),
});
