import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { MoreButton } from './more-button.tsx';
import { ErrorState, LoadingState } from './states.tsx';

export interface PagedListProps<T> {
  readonly query: UseInfiniteQueryResult<{ readonly pages: readonly { readonly data: readonly T[] }[] }>;
  /** What is shown where there is nothing. */
  readonly none: ReactNode;
  readonly children: (rows: readonly T[]) => ReactNode;
}

/** A list of the API, page by page, with what is shown before it is there and where it is not. */
export function PagedList<T>({ query, none, children }: PagedListProps<T>) {
  const rows = query.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <>
      {query.isPending && <LoadingState rows={6} />}
      {query.isError && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && none}
      {rows.length > 0 && children(rows)}
      <MoreButton query={query} />
    </>
  );
}
