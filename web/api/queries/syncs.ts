import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type SliceName, sliceText } from '../../../shared/domain/slice.ts';
import { answerOf, api, type Schemas } from '../client.ts';
import { datasetParameter, sliceParameters } from '../slice-parameters.ts';

export type SyncLog = Schemas['SyncLog'];
export type SyncConfig = Schemas['SyncConfig'];
export type SyncStatus = Schemas['SyncStatus'];

/** How often what is under way is looked at. TanStack Query stops asking while the page is hidden. */
export const LIVE_MS = 2_000;
/** How often it is looked at whether something has begun: by the schedule, or in another window. */
export const IDLE_MS = 15_000;

export const hasEnded = ({ status }: Pick<SyncLog, 'status'>): boolean => status === 'COMPLETED' || status === 'FAILED';

/** The newest syncs of a dataset, live while one of them runs. */
export const latestSyncsQuery = (dataset: string, limit: number) =>
  queryOptions({
    queryKey: ['syncs', 'latest', dataset, limit],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/sync/logs', { params: { query: { ...datasetParameter(dataset), limit } }, signal })),
    refetchInterval: ({ state }) => (state.data?.data.every(hasEnded) === false ? LIVE_MS : IDLE_MS),
  });

export const SYNC_CONFIGS_KEY = ['sync-configs'] as const;

/** How each slice of a dataset is loaded. */
export const syncConfigsQuery = (dataset: string) =>
  queryOptions({
    queryKey: [...SYNC_CONFIGS_KEY, dataset],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/sync/configs', { params: { query: datasetParameter(dataset) }, signal })),
  });

/** The newest syncs of one slice, checks alone too. */
export const newestSyncsOfQuery = (slice: SliceName, limit: number) =>
  queryOptions({
    queryKey: ['syncs', 'newest-of', sliceText(slice), limit],
    queryFn: async ({ signal }): Promise<readonly SyncLog[]> => {
      const query = { ...sliceParameters(slice), limit };
      return (await answerOf(api.GET('/api/sync/logs', { params: { query }, signal }))).data;
    },
    refetchInterval: ({ state }) => (state.data?.every(hasEnded) === false ? LIVE_MS : IDLE_MS),
  });

/** The newest sync of one slice, a check alone too; null where there is none. Live while it runs. */
export const newestSyncOfQuery = (slice: SliceName) =>
  queryOptions({
    queryKey: ['syncs', 'newest', sliceText(slice)],
    queryFn: async ({ signal }): Promise<SyncLog | null> => {
      const query = { ...sliceParameters(slice), limit: 1 };
      return (await answerOf(api.GET('/api/sync/logs', { params: { query }, signal }))).data[0] ?? null;
    },
    refetchInterval: ({ state }) => (state.data && !hasEnded(state.data) ? LIVE_MS : IDLE_MS),
  });

/** One sync, live until it has ended. */
export const syncQuery = (syncId: string) =>
  queryOptions({
    queryKey: ['syncs', 'one', syncId],
    queryFn: ({ signal }) => answerOf(api.GET('/api/sync/logs/{id}', { params: { path: { id: syncId } }, signal })),
    refetchInterval: ({ state }) => (state.data && !hasEnded(state.data) ? LIVE_MS : false),
  });

export interface SyncFilter {
  /** Of the open dataset; all, if left out. */
  readonly variant?: string | undefined;
  readonly status?: SyncStatus | undefined;
}

/** All syncs of a dataset, newest first, page by page; live while one of them runs. */
export const syncPagesQuery = (dataset: string, { variant, status }: SyncFilter, pageRows: number) =>
  infiniteQueryOptions({
    queryKey: ['syncs', 'pages', dataset, variant ?? 'any', status ?? 'any', pageRows],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        ...sliceParameters({ dataset, variant: variant ?? null }),
        limit: pageRows,
        ...(status ? { status } : {}),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
      return answerOf(api.GET('/api/sync/logs', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ data }) => !data.every(hasEnded)) ? LIVE_MS : IDLE_MS),
  });

/** Corrections are of corrections at most so often before somebody sends the whole file. */
const MOST_CORRECTIONS = 50;

/** The syncs that a sync corrected, and those that they corrected, newest first: itself, then what it is made on. */
export const correctionChainQuery = (syncId: string) =>
  queryOptions({
    queryKey: ['syncs', 'chain', syncId],
    queryFn: async ({ signal }): Promise<readonly SyncLog[]> => {
      const chain: SyncLog[] = [];
      for (let id: string | null = syncId; id !== null && chain.length < MOST_CORRECTIONS; ) {
        const params: { path: { id: string } } = { path: { id } };
        const sync: SyncLog = await answerOf(api.GET('/api/sync/logs/{id}', { params, signal }));
        chain.push(sync);
        id = sync.corrects;
      }
      return chain;
    },
    // What a sync corrected never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
