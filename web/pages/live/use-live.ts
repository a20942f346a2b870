import { useEffect, useReducer } from 'react';
import { ApiProblem } from '../../api/problem.ts';
import { LIVE_LIMIT, readLive } from '../../api/queries/streams.ts';
import { followStream } from './follow-stream.ts';
import { type LiveView, merged } from './live-view.ts';

export interface Live {
  /** Undefined until the first answer. */
  readonly view: LiveView | undefined;
  /** Since when nothing came, in epoch milliseconds, and why; undefined where all is well. */
  readonly lost: { readonly since: number; readonly error: unknown } | undefined;
  /** Until when the service has told to wait, in epoch milliseconds: too much was asked, and the connection is there. */
  readonly waitsUntil: number | undefined;
  /** Whether there is more than the last answer had. */
  readonly isCatchingUp: boolean;
}

type News =
  | { readonly answer: Awaited<ReturnType<typeof readLive>> }
  | { readonly error: unknown; readonly since: number; readonly nextAt: number }
  | 'anew';

const TOO_MANY_REQUESTS = 429;
const NOTHING: Live = { view: undefined, lost: undefined, waitsUntil: undefined, isCatchingUp: false };

function after(live: Live, news: News): Live {
  if (news === 'anew') return NOTHING;
  if ('error' in news) {
    const { error, since, nextAt } = news;
    return error instanceof ApiProblem && error.status === TOO_MANY_REQUESTS
      ? { ...live, lost: undefined, waitsUntil: nextAt }
      : { ...live, lost: { since, error }, waitsUntil: undefined };
  }
  const isMore = live.view !== undefined && isFull(news.answer);
  return { view: merged(live.view, news.answer), lost: undefined, waitsUntil: undefined, isCatchingUp: isMore };
}

/** Whether more may wait: numbers of the stream are events and closed alerts. */
const isFull = ({ events, alerts }: Awaited<ReturnType<typeof readLive>>): boolean =>
  events.length + alerts.length >= LIVE_LIMIT;

/** Follows a stream while the page is open, and asks at once when the browser is connected again. */
export function useLive(stream: string): Live {
  const [live, tell] = useReducer(after, NOTHING);
  useEffect(() => {
    tell('anew');
    const { askAtOnce, end } = followStream({
      read: (next, signal) => readLive(stream, next, signal),
      isFull,
      isSeen: () => document.visibilityState === 'visible',
      onAnswer: (answer) => tell({ answer }),
      onFailure: (error, since, nextAt) => tell({ error, since, nextAt }),
    });
    window.addEventListener('online', askAtOnce);
    return () => {
      end();
      window.removeEventListener('online', askAtOnce);
    };
  }, [stream]);
  return live;
}
