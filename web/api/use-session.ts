import { useSyncExternalStore } from 'react';
import { currentSession, onSessionChange, type Session } from './session.ts';

export const useSession = (): Session => useSyncExternalStore(onSessionChange, currentSession);

/** Who may change things: shows what a role cannot do as switched off, with the reason, instead of letting it fail. */
export function useAllowed(): {
  readonly write: boolean;
  readonly keys: boolean;
  readonly users: boolean;
  readonly audit: boolean;
} {
  const session = useSession();
  const role = session.state === 'signed-in' ? session.role : 'viewer';
  return { write: role !== 'viewer', keys: role === 'admin', users: role === 'admin', audit: role === 'admin' };
}
