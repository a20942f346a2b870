import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type SliceName, sliceText } from '../../../shared/domain/slice.ts';
import { answerOf, api, type Schemas } from '../client.ts';
import { datasetParameter, sliceParameters } from '../slice-parameters.ts';
import { IDLE_MS, LIVE_MS } from './syncs.ts';

export type Upload = Schemas['Upload'];
export type UploadStatus = Schemas['UploadStatus'];

/** The newest uploads of a dataset, of one status where it is given. */
export const latestUploadsQuery = (dataset: string, limit: number, status?: UploadStatus) =>
  queryOptions({
    queryKey: ['uploads', 'latest', dataset, limit, status ?? 'any'],
    queryFn: async ({ signal }): Promise<readonly Upload[]> => {
      const query = { ...datasetParameter(dataset), limit, ...(status ? { status } : {}) };
      return (await answerOf(api.GET('/api/uploads', { params: { query }, signal }))).data;
    },
    refetchInterval: IDLE_MS,
  });

/** The newest uploads of one slice. */
export const latestUploadsOfQuery = (slice: SliceName, limit: number) =>
  queryOptions({
    queryKey: ['uploads', 'latest-of', sliceText(slice), limit],
    queryFn: async ({ signal }): Promise<readonly Upload[]> => {
      const query = { ...sliceParameters(slice), limit };
      return (await answerOf(api.GET('/api/uploads', { params: { query }, signal }))).data;
    },
    refetchInterval: IDLE_MS,
  });

/** How often a file that was just sent is looked at: it takes the service a moment to inspect it. */
const INSPECTED_MS = 1_000;

const intervalOf = (status: UploadStatus | undefined): number | false => {
  if (status === undefined || status === 'AWAITING_UPLOAD') return INSPECTED_MS;
  return status === 'STAGED' || status === 'SYNCING' ? LIVE_MS : false;
};

/** One upload, live until it has come to its end. */
export const uploadQuery = (uploadId: string) =>
  queryOptions({
    queryKey: ['uploads', 'one', uploadId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/uploads/{upload_id}', { params: { path: { upload_id: uploadId } }, signal })),
    refetchInterval: ({ state }) => intervalOf(state.data?.status),
  });

export interface UploadFilter {
  /** Of the open dataset; all, if left out. */
  readonly variant?: string | undefined;
  readonly status?: UploadStatus | undefined;
}

/** All uploads of a dataset, newest first, page by page. */
export const uploadPagesQuery = (dataset: string, { variant, status }: UploadFilter, pageRows: number) =>
  infiniteQueryOptions({
    queryKey: ['uploads', 'pages', dataset, variant ?? 'any', status ?? 'any', pageRows],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        ...sliceParameters({ dataset, variant: variant ?? null }),
        limit: pageRows,
        ...(status ? { status } : {}),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
      return answerOf(api.GET('/api/uploads', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    refetchInterval: IDLE_MS,
  });
