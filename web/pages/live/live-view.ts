import type { components } from '../../api/schema.ts';

type LiveStream = components['schemas']['LiveStream'];
type StreamAlert = components['schemas']['StreamAlert'];
type StreamEvent = components['schemas']['StreamEvent'];

/** Of each list, at most: what a page holds does not grow with the stream. */
export const MOST_SHOWN = 50;
/** Of the chart. */
export const POINTS = 20;

/** A stream as the page shows it. */
export interface LiveView {
  /** Both newest first. */
  readonly events: readonly StreamEvent[];
  readonly alerts: readonly StreamAlert[];
  readonly counters: LiveStream['counters'];
  readonly next: string;
}

const byNewest = (a: StreamEvent, b: StreamEvent): number => b.sequence - a.sequence;

/**
 * The view after an answer. Lists are merged by number, so that it does not matter how a stream was cut into answers; an alert
 * that is told again, because it was closed, takes its own place.
 */
export function merged(before: LiveView | undefined, { events, alerts, counters, next }: LiveStream): LiveView {
  const bySequence = new Map([...(before?.events ?? []), ...events].map((event) => [event.sequence, event]));
  const byId = new Map([...(before?.alerts ?? []), ...alerts].map((alert) => [alert.alert_id, alert]));
  return {
    events: [...bySequence.values()].toSorted(byNewest).slice(0, MOST_SHOWN),
    alerts: [...byId.values()].toSorted((a, b) => byNewest(a.event, b.event)).slice(0, MOST_SHOWN),
    counters,
    next,
  };
}

export interface CategoryShare {
  readonly category: string;
  readonly transactions: number;
  readonly totalValue: string;
  /** Of the largest one: 0 to 1. */
  readonly length: number;
}

/** The categories, most value first. */
export function sharesOf({ by_category }: LiveView['counters']): readonly CategoryShare[] {
  const all = Object.entries(by_category).map(([category, { transactions, total_value }]) => ({
    category,
    transactions,
    totalValue: total_value,
  }));
  const largest = Math.max(...all.map(({ totalValue }) => Number(totalValue)), 0);
  return all
    .map((share) => ({ ...share, length: largest === 0 ? 0 : Number(share.totalValue) / largest }))
    .toSorted((a, b) => b.length - a.length || (a.category < b.category ? -1 : 1));
}
