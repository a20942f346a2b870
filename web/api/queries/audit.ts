import { infiniteQueryOptions } from '@tanstack/react-query';
import { addressBehind } from '../address-behind.ts';
import type { AuditFilter } from '../audit-entry.ts';
import { answerOf, api } from '../client.ts';

/** What changes whenever somebody has done something that is written down. */
export const AUDIT_KEY = ['audit'] as const;

/** Who did what, newest first, page by page. */
export const auditPagesQuery = (filter: AuditFilter, pageRows: number) =>
  infiniteQueryOptions({
    queryKey: [...AUDIT_KEY, filter, pageRows],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...filter, limit: pageRows, ...(pageParam === undefined ? {} : { cursor: pageParam }) };
      return answerOf(api.GET('/api/audit', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });

/** Where the same lies as a CSV file, all pages of it. @throws {ApiProblem} */
export const auditAddress = (filter: AuditFilter): Promise<string> =>
  addressBehind((signal) => api.GET('/api/audit.csv', { params: { query: filter }, parseAs: 'stream', signal }));
