import { useEffect, useReducer } from 'react';
import { LIVE_LIMIT, readLive } from '../../api/queries/streams.ts';
import { type LiveView, merged } from './live-view.ts';

const BUSY_MS = 1000;
const QUIET_MS = 2000;
const LONGEST_PAUSE_MS = 15_000;

export interface Live {
  /** Undefined until the first answer. */
  readonly view: LiveView | undefined;
  /** Since when nothing came, in epoch milliseconds, and why; undefined where all is well. */
  readonly lost: { readonly since: number; readonly error: unknown } | undefined;
  /** Whether there is more than the last answer had. */
  readonly isCatchingUp: boolean;
}

type News =
  | { readonly answer: Awaited<ReturnType<typeof readLive>> }
  | { readonly error: unknown; readonly at: number }
  | 'anew';

const NOTHING: Live = { view: undefined, lost: undefined, isCatchingUp: false };

function after(live: Live, news: News): Live {
  if (news === 'anew') return NOTHING;
  if ('error' in news) return { ...live, lost: { since: live.lost?.since ?? news.at, error: news.error } };
  const isMore = live.view !== undefined && isFull(news.answer);
  return { view: merged(live.view, news.answer), lost: undefined, isCatchingUp: isMore };
}

/** Whether more may wait: numbers of the stream are events and closed alerts. */
const isFull = ({ events, alerts }: Awaited<ReturnType<typeof readLive>>): boolean =>
  events.length + alerts.length >= LIVE_LIMIT;

/**
 * Follows a stream: asks what is new, one request at a time, every second; more seldom while nothing comes or nobody looks.
 * After a failure it asks again with pauses that double, from where it was, and so catches up.
 */
export function useLive(stream: string): Live {
  const [live, tell] = useReducer(after, NOTHING);
  useEffect(() => {
    const ending = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let next: string | undefined;
    let failures = 0;
    const ask = async () => {
      let pause = QUIET_MS;
      try {
        const answer = await readLive(stream, next, ending.signal);
        if (ending.signal.aborted) return;
        const isMore = next !== undefined && isFull(answer);
        next = answer.next;
        failures = 0;
        tell({ answer });
        if (isMore) pause = 0;
        else if (answer.events.length > 0 && document.visibilityState === 'visible') pause = BUSY_MS;
      } catch (error) {
        if (ending.signal.aborted) return;
        tell({ error, at: Date.now() });
        pause = Math.min(LONGEST_PAUSE_MS, BUSY_MS * 2 ** failures);
        failures += 1;
      }
      timer = setTimeout(() => void ask(), pause);
    };
    const askAtOnce = () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), 0);
    };
    tell('anew');
    void ask();
    window.addEventListener('online', askAtOnce);
    return () => {
      ending.abort();
      clearTimeout(timer);
      window.removeEventListener('online', askAtOnce);
    };
  }, [stream]);
  return live;
}
