import { createHash } from 'node:crypto';
import type { Credential } from './credential.ts';

/** What a credential is counted as: its key, or the user who signed in. */
export interface CredentialOwner {
  readonly keyId: string | null;
  readonly userId: string | null;
  readonly tenantId: string;
}

const MOST_KNOWN = 5000;

/**
 * Which key or user a credential belongs to, once the registry has said so. That never changes, although either may stop: so a
 * request can be counted while the registry is asked whether it still holds, and not after that.
 */
export function knownCredentials() {
  const owners = new Map<string, CredentialOwner>();
  const nameOf = ({ text }: Credential): string => createHash('sha256').update(text).digest('base64');
  return {
    get: (credential: Credential): CredentialOwner | undefined => owners.get(nameOf(credential)),
    add(credential: Credential, owner: CredentialOwner): void {
      const [oldest] = owners.keys();
      if (oldest !== undefined && owners.size >= MOST_KNOWN) owners.delete(oldest);
      owners.set(nameOf(credential), owner);
    },
  };
}
