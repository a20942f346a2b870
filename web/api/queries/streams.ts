import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';

export type Stream = Schemas['Stream'];
export type LiveStream = Schemas['LiveStream'];
export type StreamAlert = Schemas['StreamAlert'];
export type StreamEvent = Schemas['StreamEvent'];
export type StreamSettings = Schemas['StreamSettings'];

/** All streams: there are few, and they change with a release. */
export const streamsQuery = queryOptions({
  queryKey: ['streams'],
  queryFn: async ({ signal }): Promise<readonly Stream[]> => (await answerOf(api.GET('/api/streams', { signal }))).data,
  staleTime: Number.POSITIVE_INFINITY,
});

export const streamSettingsQuery = (stream: string) =>
  queryOptions({
    queryKey: ['streams', stream, 'settings'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/streams/{stream}/settings', { params: { path: { stream } }, signal })),
  });

/** @param after the `next` of the answer before */
export const readLive = (stream: string, after: string | undefined, signal: AbortSignal): Promise<LiveStream> =>
  answerOf(
    api.GET('/api/streams/{stream}/live', {
      params: { path: { stream }, query: after === undefined ? {} : { after, limit: LIVE_LIMIT } },
      signal,
    }),
  );
/** Of one answer: more than two seconds of a busy stream. */
export const LIVE_LIMIT = 1000;

export const closeAlert = (stream: string, alert_id: string, note: string): Promise<StreamAlert> =>
  answerOf(
    api.PATCH('/api/streams/{stream}/alerts/{alert_id}', {
      params: { path: { stream, alert_id } },
      body: { status: 'closed', note },
    }),
  );

export const changeStreamSettings = (
  stream: string,
  body: { readonly threshold: string; readonly version: number },
): Promise<StreamSettings> =>
  answerOf(api.PATCH('/api/streams/{stream}/settings', { params: { path: { stream } }, body }));
