import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';

export type SyncLog = Schemas['SyncLog'];
export type SyncConfig = Schemas['SyncConfig'];
export type SyncStatus = Schemas['SyncStatus'];
export type LoanType = Schemas['LoanType'];
export type FileTypeName = Schemas['FileType'];

export const LOAN_TYPES = ['RETAIL', 'COMMERCIAL'] as const satisfies readonly LoanType[];
export const FILE_TYPES = ['credit', 'payment_plan'] as const satisfies readonly FileTypeName[];

/** How often what is under way is looked at. TanStack Query stops asking while the page is hidden. */
export const LIVE_MS = 2_000;
/** How often it is looked at whether something has begun: by the schedule, or in another window. */
export const IDLE_MS = 15_000;

export const hasEnded = ({ status }: Pick<SyncLog, 'status'>): boolean => status === 'COMPLETED' || status === 'FAILED';

/** The newest syncs, live while one of them runs. */
export const latestSyncsQuery = (limit: number) =>
  queryOptions({
    queryKey: ['syncs', 'latest', limit],
    queryFn: ({ signal }) => answerOf(api.GET('/api/sync/logs', { params: { query: { limit } }, signal })),
    refetchInterval: ({ state }) => (state.data?.data.every(hasEnded) === false ? LIVE_MS : IDLE_MS),
  });

export const syncConfigsQuery = queryOptions({
  queryKey: ['sync-configs'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/sync/configs', { signal })),
});

/** The newest syncs of one loan type, checks alone too. */
export const newestSyncsOfQuery = (loanType: LoanType, limit: number) =>
  queryOptions({
    queryKey: ['syncs', 'newest-of', loanType, limit],
    queryFn: async ({ signal }): Promise<readonly SyncLog[]> => {
      const query = { loan_type: loanType, limit };
      return (await answerOf(api.GET('/api/sync/logs', { params: { query }, signal }))).data;
    },
    refetchInterval: ({ state }) => (state.data?.every(hasEnded) === false ? LIVE_MS : IDLE_MS),
  });

/** The newest sync of one loan type, a check alone too; null where there is none. Live while it runs. */
export const newestSyncOfQuery = (loanType: LoanType) =>
  queryOptions({
    queryKey: ['syncs', 'newest', loanType],
    queryFn: async ({ signal }): Promise<SyncLog | null> => {
      const query = { loan_type: loanType, limit: 1 };
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
  readonly loanType?: LoanType | undefined;
  readonly status?: SyncStatus | undefined;
}

/** All syncs, newest first, page by page; live while one of them runs. */
export const syncPagesQuery = ({ loanType, status }: SyncFilter, pageRows: number) =>
  infiniteQueryOptions({
    queryKey: ['syncs', 'pages', loanType ?? 'any', status ?? 'any', pageRows],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        limit: pageRows,
        ...(loanType ? { loan_type: loanType } : {}),
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
