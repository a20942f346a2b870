import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../api/client.ts';

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
