import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../client.ts';
import { isProblemWithCode } from '../problem.ts';
import { profileQuery } from './profile.ts';
import type { LoanType } from './syncs.ts';

/** Days past due, from and to inclusive, as banks report them. */
export const BUCKETS = {
  current: [0, 0],
  upTo30: [1, 30],
  upTo60: [31, 60],
  upTo90: [61, 90],
  over90: [91, undefined],
} as const;
export type Bucket = keyof typeof BUCKETS;
export const BUCKET_NAMES = Object.keys(BUCKETS) as Bucket[];

export interface Portfolio {
  readonly loans: number;
  readonly installments: number;
  /** Mean × count of the profile, which has no sum: whole units, not exact. */
  readonly outstanding: number | null;
  readonly averageRate: number | null;
  readonly buckets: Readonly<Record<Bucket, number>>;
}

/**
 * What is loaded of one loan type, in totals; null where nothing is.
 * @param newest whatever changes when a load has ended, so that the totals are asked for again
 */
export const portfolioQuery = (loanType: LoanType, newest: string) =>
  queryOptions({
    queryKey: ['portfolio', loanType, newest],
    queryFn: async ({ client, signal }): Promise<Portfolio | null> => {
      const profile = await client.fetchQuery({ ...profileQuery(loanType, 'credit'), staleTime: 0 });
      if (profile === null) return null;
      const [installments, ...counts] = await Promise.all([
        countRows('payment_plan', {}),
        ...BUCKET_NAMES.map((name) => countRows('credit', bucketFilter(BUCKETS[name]))),
      ]);
      const { outstanding_principal_balance: balance, nominal_interest_rate: rate } = profile.numeric_stats;
      return {
        loans: profile.row_count,
        installments,
        outstanding: balance?.avg == null ? null : Math.round(balance.avg * (balance.total_count - balance.null_count)),
        averageRate: rate?.avg ?? null,
        buckets: Object.fromEntries(BUCKET_NAMES.map((name, at) => [name, counts[at] ?? 0])) as Record<Bucket, number>,
      };

      async function countRows(dataType: 'credit' | 'payment_plan', filter: Record<string, string>): Promise<number> {
        try {
          const query = {
            loan_type: loanType,
            data_type: dataType,
            limit: 1,
            columns: ['loan_account_number'],
            ...filter,
          };
          return (await answerOf(api.GET('/api/data', { params: { query }, signal }))).total_count;
        } catch (error) {
          if (isProblemWithCode(error, 'nothing-loaded')) return 0;
          throw error;
        }
      }
    },
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  });

function bucketFilter([from, to]: readonly [number, number | undefined]): Record<string, string> {
  return {
    'filter[days_past_due][gte]': String(from),
    ...(to === undefined ? {} : { 'filter[days_past_due][lte]': String(to) }),
  };
}
