import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from './client.ts';
import type { LoanType } from './queries/syncs.ts';
import { useSession } from './use-session.ts';

export interface SyncToStart {
  readonly loanType: LoanType;
  /** Checks every row and loads nothing. */
  readonly validateOnly: boolean;
}

/**
 * Starts a sync of what is staged; whatever shows syncs or uploads looks again.
 * @param onStarted called before that, so that who shows what is staged does not lose it first
 */
export function useStartSync(onStarted: (syncId: string) => void) {
  const session = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ loanType, validateOnly }: SyncToStart) => {
      if (session.state !== 'signed-in') throw new Error('nobody is signed in');
      const body = { tenant_id: session.tenantId, loan_type: loanType, validate_only: validateOnly };
      return answerOf(api.POST('/api/sync', { body }));
    },
    onSuccess: ({ id }) => onStarted(id),
    onSettled: () =>
      Promise.all(['syncs', 'uploads'].map((subject) => queries.invalidateQueries({ queryKey: [subject] }))),
  });
}
