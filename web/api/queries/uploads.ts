import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';
import { IDLE_MS, LIVE_MS, type LoanType } from './syncs.ts';

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

/** The newest uploads of one loan type. */
export const latestUploadsOfQuery = (loanType: LoanType, limit: number) =>
  queryOptions({
    queryKey: ['uploads', 'latest-of', loanType, limit],
    queryFn: async ({ signal }): Promise<readonly Upload[]> => {
      const query = { loan_type: loanType, limit };
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
  readonly loanType?: LoanType | undefined;
  readonly status?: UploadStatus | undefined;
}

/** All uploads, newest first, page by page. */
export const uploadPagesQuery = ({ loanType, status }: UploadFilter, pageRows: number) =>
  infiniteQueryOptions({
    queryKey: ['uploads', 'pages', loanType ?? 'any', status ?? 'any', pageRows],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        limit: pageRows,
        ...(loanType ? { loan_type: loanType } : {}),
        ...(status ? { status } : {}),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
      return answerOf(api.GET('/api/uploads', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    refetchInterval: IDLE_MS,
  });
