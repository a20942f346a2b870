import type { Kind } from './kinds/kind.ts';

/** A member of an event. Each is required: what an event is without one cannot be said. */
export interface StreamColumn {
  readonly name: string;
  readonly kind: Kind;
  /** One line for whoever sends it. */
  readonly meaning: string;
}

/** Where the category of an event is looked up: in a table of a dataset's live book. */
export interface CategoryLookup {
  readonly table: string;
  /** Columns of the table. */
  readonly key: string;
  readonly value: string;
  /** The member of an event that names the row. */
  readonly of: string;
  /** What an event is where there is no such row, or nothing is live. */
  readonly otherwise: string;
}

/**
 * A stream: events that are sent one by one, or a few at a time, while files of the same dataset come whole. As data: how events
 * are checked, counted, stored and served follows from it.
 */
export interface Stream {
  /** What paths call it. */
  readonly name: string;
  readonly title: string;
  /** Which it is a part of. There may be no such dataset: then there are no categories either. */
  readonly dataset: string;
  readonly columns: readonly StreamColumn[];
  /** The text by which an event is known: sent again it is a duplicate. */
  readonly id: string;
  /** The decimal number that is added up, and compared with the threshold. */
  readonly amount: string;
  /** When it happened: the only column whose kind is a point in time. */
  readonly time: string;
  readonly category: CategoryLookup;
  /** An event of strictly more is an alert, until a tenant chooses another. */
  readonly threshold: string;
}

/** @throws {RangeError} where the stream has no such column */
export function streamColumn({ name, columns }: Stream, wanted: string): StreamColumn {
  const column = columns.find((one) => one.name === wanted);
  if (!column) throw new RangeError(`the stream ${name} has no column ${wanted}`);
  return column;
}

/** The kind of the amount, whose scale all sums have. */
export const amountKind = (stream: Stream): Kind => streamColumn(stream, stream.amount).kind;
export const amountScale = (stream: Stream): number => amountKind(stream).number?.scale ?? 0;
