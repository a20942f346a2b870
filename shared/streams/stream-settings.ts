import { scaled, unscaled } from '../contracts/kinds/decimal.ts';
import { amountScale, type Stream } from '../contracts/stream.ts';
import { type AuditActor, recordChange } from '../operations/audit.ts';
import type { Operations, Queryable } from '../operations/database.ts';

/** What holds for a stream. */
export interface StreamSettings {
  readonly threshold: string;
  /** 0 of the defaults; each change has the next. */
  readonly version: number;
  /** Null of the defaults. */
  readonly changedAt: string | null;
}

interface SettingsRow {
  version: number;
  threshold: string;
  changed_at: Date;
}

/** What a tenant has chosen for a stream. */
export const streamSettingsOf = (operations: Operations, stream: Stream) => ({
  get: (): Promise<StreamSettings> => current(operations, stream),

  /**
   * Takes the place of what held, where that was of the version that was seen. Events that are recorded from then on are
   * compared with it; what is an alert already stays one.
   * @returns what holds now; undefined where somebody else has changed it meanwhile
   */
  change: (threshold: string, seen: number, by: AuditActor): Promise<StreamSettings | undefined> =>
    operations.transaction(async (inside) => {
      const before = await current(inside, stream);
      if (before.version !== seen) return undefined;
      if (before.threshold === threshold) return before;
      const [row] = await inside.query<SettingsRow>(
        `INSERT INTO stream_settings (stream, version, threshold) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING RETURNING version, threshold::text AS threshold, changed_at`,
        [stream.name, seen + 1, threshold],
      );
      if (!row) return undefined;
      await recordChange(inside, operations.scope.tenantId, by, {
        action: 'stream.changed',
        target: stream.name,
        before: { version: before.version, threshold: before.threshold },
        after: { version: row.version, threshold },
      });
      return chosen(stream, row);
    }),
});

async function current(queryable: Queryable, stream: Stream): Promise<StreamSettings> {
  const [row] = await queryable.query<SettingsRow>(
    `SELECT version, threshold::text AS threshold, changed_at FROM stream_settings
     WHERE stream = $1 ORDER BY version DESC LIMIT 1`,
    [stream.name],
  );
  return row ? chosen(stream, row) : { version: 0, threshold: stream.threshold, changedAt: null };
}

function chosen(stream: Stream, { version, threshold, changed_at }: SettingsRow): StreamSettings {
  const scale = amountScale(stream);
  return { version, threshold: scaled(unscaled(threshold, scale), scale), changedAt: changed_at.toISOString() };
}
