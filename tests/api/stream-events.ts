import type { FieldError } from '../../shared/domain/problems.ts';
import type { Page } from './answers.ts';
import { type Answer, type Bank, waitFor } from './bank.ts';

/** The stream of transactions, as a bank sees it. */
export const STREAM = '/api/streams/transactions';

export interface SentEvent {
  readonly transaction_id: string;
  readonly customer_id: number;
  readonly amount: string;
  readonly merchant_name: string;
  readonly timestamp: string | number;
}
export interface StreamEvent extends SentEvent {
  readonly timestamp: string;
  readonly category: string;
  readonly is_alert: boolean;
  readonly sequence: number;
  readonly received_at: string;
  readonly recorded_at: string;
}
export interface StreamAlert {
  readonly alert_id: string;
  readonly status: 'open' | 'closed';
  readonly threshold: string;
  readonly settings_version: number;
  readonly event: StreamEvent;
  readonly note: string | null;
  readonly closed_at: string | null;
  readonly closed_by: string | null;
}
export interface Live {
  readonly events: StreamEvent[];
  readonly alerts: StreamAlert[];
  readonly counters: {
    readonly transactions: number;
    readonly total_value: string;
    readonly alerts: number;
    readonly by_category: Record<string, { readonly transactions: number; readonly total_value: string }>;
  };
  readonly next: string;
}
export interface Received {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: { readonly index: number; readonly errors: FieldError[] }[];
}

export const event = (id: string, amount = '10.00', more: Partial<SentEvent> = {}): SentEvent => ({
  transaction_id: id,
  customer_id: 1,
  amount,
  merchant_name: 'GlobalMart',
  timestamp: '2026-03-02T09:30:00.250Z',
  ...more,
});

/** @param body as text, where its numbers matter digit by digit */
export const send = (bank: Bank, body: readonly object[] | string): Promise<Answer<Received>> =>
  bank.ask<Received>(`${STREAM}/events`, {
    method: 'POST',
    body: typeof body === 'string' ? `{"events":${body}}` : { events: body },
  });

export const live = (bank: Bank, query: { after?: string; limit?: number } = {}): Promise<Live> =>
  bank.call<Live>(`${STREAM}/live`, { query });

/** The stream once so many events are counted. */
export const counted = (bank: Bank, transactions: number, patienceMs?: number): Promise<Live> =>
  waitFor(
    `${transactions} events to be counted`,
    () => live(bank),
    ({ counters }) => counters.transactions >= transactions,
    patienceMs,
  );

/** All of the history, once it has so many events. */
export async function history(bank: Bank, events: number, patienceMs?: number): Promise<StreamEvent[]> {
  await waitFor(
    `${events} events in the history`,
    async () => (await bank.all<StreamEvent>(`${STREAM}/events`, { limit: 1000 })).length,
    (found) => found >= events,
    patienceMs,
  );
  return bank.all<StreamEvent>(`${STREAM}/events`, { limit: 1000 });
}

/** From a place of the stream to where it stands now, page by page. */
export async function followed(bank: Bank, after: string, limit: number): Promise<Live & { pages: number }> {
  const events: StreamEvent[] = [];
  const alerts: StreamAlert[] = [];
  for (let pages = 1, place = after; ; pages++) {
    const page = await live(bank, { after: place, limit });
    events.push(...page.events);
    alerts.push(...page.alerts);
    if (page.next === place) return { ...page, events, alerts, pages };
    place = page.next;
    if (pages > 10_000) throw new Error('the stream does not end');
  }
}

/** An alert that has just been raised. */
export async function raisedAlert(bank: Bank, id = `alert-${Math.random()}`): Promise<StreamAlert> {
  await send(bank, [event(id, '99999999.99')]);
  const { data } = await waitFor(
    'an alert',
    () => bank.call<Page<StreamAlert>>(`${STREAM}/alerts`),
    ({ data: found }) => found.some((alert) => alert.event.transaction_id === id),
  );
  return data.find((alert) => alert.event.transaction_id === id)!;
}
