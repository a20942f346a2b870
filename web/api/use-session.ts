import { useSyncExternalStore } from 'react';
import { currentSession, onSessionChange, type Session } from './session.ts';

export const useSession = (): Session => useSyncExternalStore(onSessionChange, currentSession);

/** Who may change things: shows what a role cannot do as switched off, with the reason, instead of letting it fail. */
export function useAllowed(): {
  readonly write: boolean;
  readonly keys: boolean;
  readonly streamSettings: boolean;
  readonly users: boolean;
  readonly webhooks: boolean;
  readonly audit: boolean;
  /** Rejected rows that hold private values. */
  readonly privateRows: boolean;
  /** Providers, their keys and credentials. */
  readonly providers: boolean;
  /** Who somebody is: to see it, and to decide it. */
  readonly persons: boolean;
  readonly webhookBodies: boolean;
} {
  const session = useSession();
  const role = session.state === 'signed-in' ? session.role : 'viewer';
  const isAdmin = role === 'admin';
  return {
    write: role !== 'viewer',
    keys: isAdmin,
    streamSettings: isAdmin,
    users: isAdmin,
    webhooks: isAdmin,
    audit: isAdmin,
    privateRows: isAdmin,
    providers: isAdmin,
    persons: isAdmin,
    webhookBodies: isAdmin,
  };
}
