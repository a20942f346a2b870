import { createHash } from 'node:crypto';
import type { Credential } from './credential.ts';

/** What a credential is counted as. */
export interface KeyOwner {
  readonly keyId: string;
  readonly tenantId: string;
}

const MOST_KNOWN = 5000;

/**
 * Which key a credential belongs to, once the registry has said so. That never changes, although the key may stop: so a
 * request can be counted while the registry is asked whether it still holds, and not after that.
 */
export function knownKeys() {
  const owners = new Map<string, KeyOwner>();
  const nameOf = ({ text }: Credential): string => createHash('sha256').update(text).digest('base64');
  return {
    get: (credential: Credential): KeyOwner | undefined => owners.get(nameOf(credential)),
    add(credential: Credential, owner: KeyOwner): void {
      const [oldest] = owners.keys();
      if (oldest !== undefined && owners.size >= MOST_KNOWN) owners.delete(oldest);
      owners.set(nameOf(credential), owner);
    },
  };
}
