import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';

export type SyncChanges = Schemas['SyncChanges'];
export type FileChanges = Schemas['FileChanges'];

/** What a sync changed in what was loaded. It never changes; it takes a moment to be computed. */
export const changesQuery = (syncId: string) =>
  queryOptions({
    queryKey: ['changes', syncId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/sync/logs/{id}/changes', { params: { path: { id: syncId } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
