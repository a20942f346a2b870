import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { SliceName } from '../../shared/domain/slice.ts';
import { answerOf, api } from './client.ts';
import { sliceParameters } from './slice-parameters.ts';
import { refreshSyncs } from './use-start-sync.ts';

/** Publishes or discards a sync that waits for it. */
export function useDecision(syncId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (decision: 'publish' | 'discard') => {
      const at = { params: { path: { id: syncId } } };
      return answerOf(
        decision === 'publish'
          ? api.POST('/api/sync/logs/{id}/publish', at)
          : api.POST('/api/sync/logs/{id}/discard', at),
      );
    },
    onSettled: () => refreshBook(queries),
  });
}

/** Gives staged files up, so that no sync takes them. */
export function useDiscardUploads() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (uploadIds: readonly string[]) =>
      Promise.all(
        uploadIds.map((upload_id) =>
          answerOf(api.POST('/api/uploads/{upload_id}/cancel', { params: { path: { upload_id } } })),
        ),
      ),
    onSettled: () => refreshSyncs(queries),
  });
}

export interface Restoring {
  readonly slice: SliceName;
  /** The sync whose publication is to be live again. */
  readonly to: string;
  readonly reason: string;
}

/** Makes an earlier book live again. */
export function useRestore(onRestored: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ slice, to, reason }: Restoring) =>
      answerOf(api.POST('/api/publications/rollback', { body: { ...sliceParameters(slice), to, reason } })),
    onSuccess: onRestored,
    onSettled: () => refreshBook(queries),
  });
}

/** What is live is another book: whatever shows its rows or figures looks again. */
const refreshBook = (queries: QueryClient): Promise<void> => queries.invalidateQueries();
