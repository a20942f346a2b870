import type { Role } from './roles.ts';

/** Who asks, as the registry has it of the credential. */
export interface Caller {
  /** The tenant's name for people. */
  name: string;
  role: Role;
  /** The key in the request, or the one that the session was started with; null where a user signed in. */
  keyId: string | null;
  apiKeyPrefix: string | null;
  /** Who signed in with a password; null where a key is behind it. */
  user: SignedInUser | null;
  /** Undefined where the key itself was sent. */
  sessionId: string | undefined;
  /** When the access token runs out; undefined for a key, which does not. */
  expiresAt: Date | undefined;
}

export interface SignedInUser {
  readonly userId: string;
  readonly username: string;
}
