import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { components } from '../../../web/api/schema.ts';
import { type LiveView, MOST_SHOWN, merged, sharesOf } from '../../../web/pages/live/live-view.ts';

type LiveStream = components['schemas']['LiveStream'];
type StreamAlert = components['schemas']['StreamAlert'];
type StreamEvent = components['schemas']['StreamEvent'];

const at = '2026-03-02T09:30:00.000Z';
const eventOf = (sequence: number, is_alert: boolean): StreamEvent => ({
  sequence,
  is_alert,
  category: 'Groceries',
  received_at: at,
  recorded_at: at,
});
const alertOf = (event: StreamEvent, status: StreamAlert['status']): StreamAlert => ({
  alert_id: `0197a1b2-0000-7000-8000-${String(event.sequence).padStart(12, '0')}`,
  stream: 'made-up',
  status,
  threshold: '2000.00',
  settings_version: 0,
  event,
  note: status === 'closed' ? 'seen' : null,
  closed_at: null,
  closed_by: null,
});
const counters = (transactions: number): LiveStream['counters'] => ({
  transactions,
  total_value: `${transactions}.00`,
  alerts: 0,
  by_category: {},
});

/** What happens in a stream, by its numbers: an event, which may be an alert, or the closing of an earlier alert. */
const happenings = fc.array(
  fc.record({ isAlert: fc.boolean(), closes: fc.option(fc.nat({ max: 200 }), { freq: 4 }) }),
  { maxLength: 200 },
);

function answersOf(all: readonly { isAlert: boolean; closes: number | null }[]): LiveStream[] {
  const alerts: StreamEvent[] = [];
  let events = 0;
  return all.map(({ isAlert, closes }, index) => {
    const next = String(index + 1);
    const closed = closes === null ? undefined : alerts[closes];
    if (closed) return { events: [], alerts: [alertOf(closed, 'closed')], counters: counters(events), next };
    const event = eventOf(index + 1, isAlert);
    events += 1;
    if (isAlert) alerts.push(event);
    return { events: [event], alerts: isAlert ? [alertOf(event, 'open')] : [], counters: counters(events), next };
  });
}

/** Several answers as one. */
const joined = (answers: readonly LiveStream[]): LiveStream => ({
  ...answers.at(-1)!,
  events: answers.flatMap(({ events }) => events),
  alerts: answers.flatMap(({ alerts }) => alerts),
});

describe('a stream on the page', () => {
  it('is the same however it was cut into answers, and also where one comes twice', () => {
    fc.assert(
      fc.property(happenings, fc.array(fc.nat({ max: 200 }), { maxLength: 20 }), (all, cuts) => {
        const answers = answersOf(all);
        if (answers.length === 0) return;
        const places = [...new Set([0, ...cuts.filter((cut) => cut < answers.length), answers.length])].toSorted(
          (a, b) => a - b,
        );
        const follow = (view: LiveView | undefined, answer: LiveStream) => merged(view, answer);
        const cut = places.slice(1).map((end, index) => joined(answers.slice(places[index], end)));
        const whole = merged(undefined, joined(answers));
        expect(cut.reduce<LiveView | undefined>(follow, undefined)).toEqual(whole);
        expect(cut.flatMap((answer) => [answer, answer]).reduce<LiveView | undefined>(follow, undefined)).toEqual(
          whole,
        );
        expect(whole.events.length).toBeLessThanOrEqual(MOST_SHOWN);
        expect(whole.events.map(({ sequence }) => sequence)).toEqual(
          answers
            .flatMap(({ events }) => events.map(({ sequence }) => sequence))
            .toReversed()
            .slice(0, MOST_SHOWN),
        );
      }),
    );
  });

  it('has its categories by value, and a bar for each', () => {
    const by_category = {
      Small: { transactions: 9, total_value: '1.00' },
      Large: { transactions: 1, total_value: '4.00' },
      None: { transactions: 1, total_value: '0.00' },
    };
    expect(sharesOf({ ...counters(11), by_category })).toMatchObject([
      { category: 'Large', length: 1 },
      { category: 'Small', length: 0.25 },
      { category: 'None', length: 0 },
    ]);
    expect(sharesOf(counters(0))).toEqual([]);
  });
});
