import * as z from 'zod';
import { scaled, unscaled } from '../contracts/kinds/decimal.ts';
import { amountScale, type Stream } from '../contracts/stream.ts';
import { cursorsOf, type Page, POSITION, pageOf } from '../domain/pagination.ts';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { AlertStatus, StreamAlertBody } from '../domain/stream.ts';
import { type AuditActor, actorLabel, recordChange } from '../operations/audit.ts';
import type { Operations, Queryable } from '../operations/database.ts';
import { isoSql } from '../sql/iso-time.ts';
import { EVENT_COLUMNS, type EventRow, eventBody } from './stream-event.ts';

export interface AlertRow extends Omit<EventRow, 'is_alert'> {
  readonly alert_id: string;
  readonly status: AlertStatus;
  readonly threshold: string;
  readonly settings_version: number;
  readonly note: string | null;
  readonly closed_at: string | null;
  readonly closed_by: string | null;
}

/** SQL of the columns of an {@link AlertRow}. */
export const ALERT_COLUMNS = `${EVENT_COLUMNS}, alert_id, status, threshold::text AS threshold, settings_version, note,
  ${isoSql('closed_at')} AS closed_at, closed_by`;

export function alertBody(stream: Stream, row: AlertRow): StreamAlertBody {
  const { alert_id, status, threshold, settings_version, note, closed_at, closed_by } = row;
  const scale = amountScale(stream);
  return {
    alert_id,
    stream: stream.name,
    status,
    threshold: scaled(unscaled(threshold, scale), scale),
    settings_version,
    event: eventBody(stream, { ...row, is_alert: true }),
    note,
    closed_at,
    closed_by,
  };
}

const cursors = cursorsOf('alerts', z.tuple([POSITION.count]));

/** The alerts of one tenant's stream. */
export const alertsOf = (operations: Operations, stream: Stream) => ({
  get: (alertId: string) => find(operations, stream, alertId),

  /** Newest first. @throws {Problem} `invalid-cursor` */
  async list({
    limit,
    cursor,
    status,
  }: {
    readonly limit: number;
    readonly cursor?: string | undefined;
    readonly status?: AlertStatus | undefined;
  }): Promise<Page<StreamAlertBody>> {
    const [before] = cursor === undefined ? [null] : cursors.decode(cursor);
    const rows = await operations.query<AlertRow>(
      `SELECT ${ALERT_COLUMNS} FROM stream_alerts
       WHERE stream = $1 AND ($2::text IS NULL OR status = $2) AND ($3::bigint IS NULL OR stream_alerts.sequence < $3)
       ORDER BY stream_alerts.sequence DESC LIMIT $4`,
      [stream.name, status ?? null, before, limit + 1],
    );
    const { data, next_cursor } = pageOf(rows, limit, cursors, ({ sequence }) => [sequence]);
    return { data: data.map((row) => alertBody(stream, row)), next_cursor };
  },

  /**
   * Closes an alert, for good. It takes the next number of the stream: whoever follows it learns of the change.
   * @returns undefined where there is no such alert
   * @throws {Problem} 409 `wrong-state` where it is closed
   */
  close: (alertId: string, note: string, by: AuditActor): Promise<StreamAlertBody | undefined> =>
    operations.transaction(async (inside) => {
      // The lock of the stream, as for giving numbers to events.
      await inside.query('SELECT FROM stream_counters WHERE stream = $1 FOR UPDATE', [stream.name]);
      const before = await find(inside, stream, alertId);
      if (!before) return undefined;
      if (before.status === 'closed') {
        const said = { by: before.closed_by ?? '', at: before.closed_at ?? '' };
        throw new Problem('wrong-state', serviceSentence('alert-closed', said));
      }
      const [row] = await inside.query<AlertRow>(
        `WITH counters AS (
           UPDATE stream_counters SET last_sequence = last_sequence + 1,
             -- The number is no event's: it leaves nothing to be stored.
             stored_sequence = stored_sequence + (stored_sequence = last_sequence)::int
           WHERE stream = $1 RETURNING last_sequence)
         UPDATE stream_alerts SET status = 'closed', note = $3, closed_at = now(), closed_by = $4,
           changed_sequence = counters.last_sequence
         FROM counters WHERE stream = $1 AND alert_id = $2 RETURNING ${ALERT_COLUMNS}`,
        [stream.name, alertId, note, actorLabel(by)],
      );
      await recordChange(inside, operations.scope.tenantId, by, {
        action: 'alert.closed',
        target: alertId,
        before: { stream: stream.name, status: before.status },
        after: { stream: stream.name, status: row!.status, note },
      });
      return alertBody(stream, row!);
    }),
});

async function find(queryable: Queryable, stream: Stream, alertId: string): Promise<StreamAlertBody | undefined> {
  const [row] = await queryable.query<AlertRow>(
    `SELECT ${ALERT_COLUMNS} FROM stream_alerts WHERE stream = $1 AND alert_id = $2`,
    [stream.name, alertId],
  );
  return row && alertBody(stream, row);
}
