import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';
import { IDLE_MS, LIVE_MS } from './syncs.ts';

export type Source = Schemas['Source'];
export type SourceTest = Schemas['SourceTest'];
export type Pull = Schemas['Pull'];
export type PullStatus = Schemas['PullStatus'];

export const SOURCES_KEY = ['sources'] as const;
/** A bank may have so many; the service refuses more. */
const MOST_SOURCES = 100;
const PULLS_SHOWN = 10;

export const isOver = ({ status }: Pick<Pull, 'status'>): boolean => status === 'SYNCED' || status === 'FAILED';

/** All sources of the bank, in the order in which they were made. */
export const sourcesQuery = queryOptions({
  queryKey: [...SOURCES_KEY, 'all'],
  queryFn: async ({ signal }): Promise<readonly Source[]> =>
    (await answerOf(api.GET('/api/sources', { params: { query: { limit: MOST_SOURCES } }, signal }))).data,
  refetchInterval: IDLE_MS,
});

const at = (source_id: string) => ({ params: { path: { source_id } } });

export const sourceQuery = (sourceId: string) =>
  queryOptions({
    queryKey: [...SOURCES_KEY, 'one', sourceId],
    queryFn: ({ signal }) => answerOf(api.GET('/api/sources/{source_id}', { ...at(sourceId), signal })),
    refetchInterval: IDLE_MS,
  });

/** One pull, live until it is over. */
export const pullQuery = (pullId: string) =>
  queryOptions({
    queryKey: [...SOURCES_KEY, 'pull', pullId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/pulls/{pull_id}', { params: { path: { pull_id: pullId } }, signal })),
    refetchInterval: ({ state }) => (state.data && !isOver(state.data) ? LIVE_MS : false),
  });

/** The pulls of a source, newest first, page by page; live while one is under way. */
export const pullPagesQuery = (sourceId: string) =>
  infiniteQueryOptions({
    queryKey: [...SOURCES_KEY, 'pulls', sourceId],
    queryFn: ({ signal, pageParam }) => {
      const query = { limit: PULLS_SHOWN, ...(pageParam === undefined ? {} : { cursor: pageParam }) };
      const params = { path: { source_id: sourceId }, query };
      return answerOf(api.GET('/api/sources/{source_id}/pulls', { params, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ data }) => !data.every(isOver)) ? LIVE_MS : IDLE_MS),
  });

export const addSource = (body: Schemas['NewSource']) => answerOf(api.POST('/api/sources', { body }));
export const changeSource = (sourceId: string, body: Schemas['SourceChange']) =>
  answerOf(api.PATCH('/api/sources/{source_id}', { ...at(sourceId), body }));
export const removeSource = (sourceId: string) => answerOf(api.DELETE('/api/sources/{source_id}', at(sourceId)));
export const tryOutSource = (body: Schemas['TriedSource']) => answerOf(api.POST('/api/sources/test', { body }));
export const testSource = (sourceId: string) => answerOf(api.POST('/api/sources/{source_id}/test', at(sourceId)));
export const startPull = (sourceId: string) => answerOf(api.POST('/api/sources/{source_id}/pull', at(sourceId)));
