import { queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { type SliceName, sliceText } from '../../../shared/domain/slice.ts';
import { answerOf, api, type Schemas } from '../client.ts';
import { sliceParameters } from '../slice-parameters.ts';
import { IDLE_MS } from './syncs.ts';

export type Publication = Schemas['Publication'];

/** More than are kept: of older ones there is nothing to restore. */
const LISTED = 30;

/** What was published of a slice, newest first. */
export const publicationsQuery = (slice: SliceName) =>
  queryOptions({
    queryKey: ['publications', sliceText(slice)],
    queryFn: async ({ signal }): Promise<readonly Publication[]> => {
      const query = { ...sliceParameters(slice), limit: LISTED };
      return (await answerOf(api.GET('/api/publications', { params: { query }, signal }))).data;
    },
    refetchInterval: IDLE_MS,
  });

/** What is live of a slice; null where nothing is loaded. */
export const liveBookQuery = (slice: SliceName) =>
  queryOptions({
    queryKey: ['publications', 'live', sliceText(slice)],
    queryFn: async ({ signal }): Promise<Publication | null> => {
      const query = { ...sliceParameters(slice), limit: 1 };
      const { data } = await answerOf(api.GET('/api/publications', { params: { query }, signal }));
      return data.find(({ live }) => live) ?? null;
    },
    refetchInterval: IDLE_MS,
  });

/** What is live of a slice: undefined as long as that is not known, and where nothing is. */
export const useLiveBook = (slice: SliceName): Publication | undefined =>
  useQuery(liveBookQuery(slice)).data ?? undefined;

/** What is live, by the texts of slices; a slice of which nothing is loaded is not there. */
export type LiveBooks = Readonly<Record<string, Publication>>;

/** What is live of some slices; undefined until it is known of each. */
export const useLiveBooks = (slices: readonly SliceName[]): LiveBooks | undefined =>
  useQueries({
    queries: slices.map(liveBookQuery),
    combine: (answers) =>
      answers.some(({ data }) => data === undefined)
        ? undefined
        : Object.fromEntries(
            slices.flatMap((slice, at) => {
              const book = answers[at]?.data;
              return book ? [[sliceText(slice), book]] : [];
            }),
          ),
  });

/** Which load of a table is live, and since when. */
export interface LoadedTable {
  readonly batchId: string;
  readonly loadedAt: string;
  /** The sync that brought it; undefined where it is not known any more. */
  readonly syncId: string | undefined;
  readonly rows: number | null;
}

/** Of what was published of a slice: the live load of a file type, or of what is derived with every load. */
export function loadedTableOf(publications: readonly Publication[], table: string): LoadedTable | undefined {
  const live = publications.find((publication) => publication.live);
  if (!live) return undefined;
  const file = live.files[table] ?? { batch_id: live.batch_id, rows: null };
  const brought = publications.findLast(({ batch_id }) => batch_id === file.batch_id);
  return {
    batchId: file.batch_id,
    rows: file.rows,
    loadedAt: (brought ?? live).published_at,
    syncId: brought?.sync_id,
  };
}
