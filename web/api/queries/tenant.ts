import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../client.ts';

export const tenantQuery = queryOptions({
  queryKey: ['tenant'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/tenant', { signal })),
  staleTime: 5 * 60_000,
});
