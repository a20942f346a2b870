import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { isProblemWithCode } from '../../api/problem.ts';
import {
  type DataPage,
  type DataRow,
  type PageOfRows,
  pageOfRowsQuery,
  type RowsQuestion,
} from '../../api/queries/rows.ts';
import { mayGoBetter } from '../../api/query-client.ts';
import { BeyondReach, RowTrail } from './row-trail.ts';
import { isNear, PAGE_ROWS, pagesOf } from './row-window.ts';
import { sortedColumnOf } from './sorted-column.ts';

/** How long a jump must rest before its rows are asked for: dragging the scroll bar asks once, at its end. */
const REST_MS = 160;

export interface Rows {
  /** The first page; the list as a whole is known by it. */
  readonly head: ReturnType<typeof useHead>;
  readonly totalCount: number;
  /** How many rows scrolling can reach now. */
  readonly reach: number;
  /** Undefined while it is on its way. */
  readonly rowAt: (index: number) => DataRow | undefined;
  /** The failure of rows in sight. */
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly readAnew: () => void;
}

type List = Omit<PageOfRows, 'page'>;

const useHead = (list: List) => useQuery(pageOfRowsQuery({ ...list, page: 0 }));

/** The rows in sight of a list of any length: few pages at a time, the others are let go. */
export function useRows(question: RowsQuestion, inSight: { readonly first: number; readonly last: number }): Rows {
  const [edition, setEdition] = useState(0);
  const identity = JSON.stringify(question);
  const { list, trail } = useMemo(() => {
    const question = JSON.parse(identity) as RowsQuestion;
    const trail = new RowTrail(sortedColumnOf(question));
    const list: List = {
      question,
      edition,
      pageRows: PAGE_ROWS,
      wayTo: (page) => trail.wayTo(page),
      onPage: (page, nextCursor, bound) => trail.add(page, nextCursor, bound),
      mayPass: (error) => !(error instanceof BeyondReach) && mayGoBetter(error),
    };
    return { list, trail };
  }, [identity, edition]);
  const head = useHead(list);
  const totalCount = head.data?.total_count ?? 0;
  const reach = trail.reach(totalCount);
  const wanted = useRested(pagesOf(inSight.first, inSight.last, reach), identity);
  const pages = useQueries({
    queries: wanted.map((page) => ({
      ...pageOfRowsQuery({ ...list, page }),
      enabled: head.data !== undefined && page * PAGE_ROWS < reach,
    })),
  });

  const known = new Map<number, DataPage>();
  if (head.data) known.set(0, head.data);
  for (const [at, page] of wanted.entries()) {
    const data = pages[at]?.data;
    if (data) known.set(page, data);
  }
  const isOfAnotherBatch = pages.some(({ data }) => data !== undefined && data.batch_id !== head.data?.batch_id);
  // Where a way was looked for in vain, the list has become shorter: that is no failure.
  const error = pages.find(({ isError, error }) => isError && !(error instanceof BeyondReach))?.error;
  // Another load was published, or the one that was read is gone: the list is read anew, so that no two batches mix.
  const isOutdated = isOfAnotherBatch || isProblemWithCode(error, 'cursor-expired');
  useEffect(() => {
    if (isOutdated) setEdition((now) => now + 1);
  }, [isOutdated]);

  return {
    head,
    totalCount,
    reach,
    rowAt: (index) => (isOutdated ? undefined : known.get(Math.floor(index / PAGE_ROWS))?.data[index % PAGE_ROWS]),
    error: isOutdated ? undefined : error,
    isFetching: head.isFetching || pages.some(({ isFetching }) => isFetching),
    readAnew: () => setEdition((now) => now + 1),
  };
}

/** The pages to ask for: at once where one scrolls on, after a rest where one jumps. */
function useRested(pages: readonly number[], list: string): readonly number[] {
  const key = pages.join(',');
  const [rested, setRested] = useState({ key, list });
  const isSameList = rested.list === list;
  const before = rested.key.split(',').map(Number);
  const atOnce = !isSameList || isNear(before, pages);
  useEffect(() => {
    const timer = setTimeout(() => setRested({ key, list }), atOnce ? 0 : REST_MS);
    return () => clearTimeout(timer);
  }, [key, list, atOnce]);
  return atOnce ? pages : before;
}
