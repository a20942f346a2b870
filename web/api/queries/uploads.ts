import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';
import { IDLE_MS } from './syncs.ts';

export type Upload = Schemas['Upload'];
export type UploadStatus = Schemas['UploadStatus'];

/** The newest uploads, of one status where it is given. */
export const latestUploadsQuery = (limit: number, status?: UploadStatus) =>
  queryOptions({
    queryKey: ['uploads', 'latest', limit, status ?? 'any'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/uploads', { params: { query: { limit, ...(status ? { status } : {}) } }, signal })),
    refetchInterval: IDLE_MS,
  });
