import { useQuery } from '@tanstack/react-query';
import { isLive } from '../../api/live-book.ts';
import { liveBookQuery, type Publication } from '../../api/queries/publications.ts';
import { correctionChainQuery, type SyncLog } from '../../api/queries/syncs.ts';

/**
 * Whether the rejected rows of a sync can be sent again as a correction, and of what: of the sync itself while it is live, or
 * of the correction that was made on it. `replaced`: another load is live, or none.
 */
export type FixTarget =
  | { readonly state: 'live' | 'corrected'; readonly corrects: string }
  | { readonly state: 'replaced'; readonly book: Publication | undefined };

/** @returns undefined as long as it is not known what is live */
export function useFixTarget(sync: SyncLog): FixTarget | undefined {
  const live = useQuery(liveBookQuery(sync)).data;
  const book = live ?? undefined;
  const isItself = isLive(sync, book);
  const chain = useQuery({ ...correctionChainQuery(book?.sync_id ?? ''), enabled: book !== undefined && !isItself });
  if (live === undefined) return undefined;
  if (isItself) return { state: 'live', corrects: sync.id };
  if (book === undefined) return { state: 'replaced', book };
  if (chain.isPending) return undefined;
  const isCorrected = chain.data?.some(({ id }) => id === sync.id) === true;
  return isCorrected ? { state: 'corrected', corrects: book.sync_id } : { state: 'replaced', book };
}
