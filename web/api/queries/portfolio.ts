import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';
import { IDLE_MS } from './syncs.ts';

export type PortfolioFigures = Schemas['PortfolioFigures'];
export type LoanTypePortfolio = Schemas['LoanTypePortfolio'];
export type DaysPastDueBucket = NonNullable<PortfolioFigures['days_past_due']>[number];

/**
 * What is loaded, in totals.
 * @param newest whatever changes when a sync has ended, so that the totals are asked for again
 */
export const portfolioQuery = (newest: string) =>
  queryOptions({
    queryKey: ['portfolio', newest],
    queryFn: ({ signal }) => answerOf(api.GET('/api/portfolio', { signal })),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  });

/** Which load of each file is live, and since when; looked at again now and then, so that a page learns of a newer one. */
export const loadedFilesQuery = queryOptions({
  queryKey: ['loaded-files'],
  queryFn: async ({ signal }) =>
    (await answerOf(api.GET('/api/portfolio', { signal }))).data.map(({ loan_type, files }) => ({ loan_type, files })),
  refetchInterval: IDLE_MS,
});
