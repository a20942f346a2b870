import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { SliceName } from '../../shared/domain/slice.ts';
import { answerOf, api } from './client.ts';
import type { SyncLog } from './queries/syncs.ts';
import { currentSession } from './session.ts';
import { sliceParameters } from './slice-parameters.ts';

export interface SyncToStart {
  readonly slice: SliceName;
  /** Checks every row and loads nothing. */
  readonly validateOnly?: boolean;
  /** Exactly these; several of one file type are one file, in this order. What is staged, if left out. */
  readonly uploadIds?: readonly string[] | undefined;
  /** Derives the live batch anew, without files. */
  readonly rebuild?: boolean;
  /** Also where more of the live rows would vanish than the settings allow. */
  readonly acceptRemoval?: boolean;
}

/** @throws {ApiProblem} */
export function startSync({
  slice,
  validateOnly = false,
  uploadIds,
  acceptRemoval = false,
  rebuild = false,
}: SyncToStart): Promise<SyncLog> {
  const session = currentSession();
  if (session.state !== 'signed-in') throw new Error('nobody is signed in');
  const body = {
    tenant_id: session.tenantId,
    ...sliceParameters(slice),
    validate_only: validateOnly,
    ...(uploadIds ? { upload_ids: [...uploadIds] } : {}),
    ...(rebuild ? { rebuild: true } : {}),
    ...(acceptRemoval ? { accept_removal: true } : {}),
  };
  return answerOf(api.POST('/api/sync', { body }));
}

/** What shows syncs, uploads or what is live looks again. */
export const refreshSyncs = (queries: QueryClient): Promise<unknown> =>
  Promise.all(
    ['syncs', 'uploads', 'publications'].map((subject) => queries.invalidateQueries({ queryKey: [subject] })),
  );

/** @param onStarted called before others look again, so that who shows what is staged does not lose it first */
export function useStartSync(onStarted: (syncId: string) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: startSync,
    onSuccess: ({ id }) => onStarted(id),
    onSettled: () => refreshSyncs(queries),
  });
}
