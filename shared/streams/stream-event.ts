import type { Stream } from '../contracts/stream.ts';
import type { StreamEventBody } from '../domain/stream.ts';
import { isoSql } from '../sql/iso-time.ts';

/** An event as Postgres has it. */
export interface EventRow {
  /** As it was checked; without the order of its members. */
  readonly data: Readonly<Record<string, string | number>>;
  readonly category: string;
  readonly is_alert: boolean;
  readonly sequence: number;
  readonly received_at: string;
  readonly recorded_at: string;
}

/** SQL of the columns of an {@link EventRow}, but for whether it is an alert. */
export const EVENT_COLUMNS = `data, category, sequence::float8 AS sequence,
  ${isoSql('received_at')} AS received_at, ${isoSql('recorded_at')} AS recorded_at`;

export const eventBody = (
  { columns }: Stream,
  { data, category, is_alert, sequence, received_at, recorded_at }: EventRow,
): StreamEventBody => ({
  ...Object.fromEntries(columns.map(({ name }) => [name, data[name]!])),
  category,
  is_alert,
  sequence,
  received_at,
  recorded_at,
});
