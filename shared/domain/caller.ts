import type { Role } from './roles.ts';

/** Who asks, as the registry has it of the credential. */
export interface Caller {
  /** The tenant's name for people. */
  name: string;
  role: Role;
  /** The key in the request, or the one that the session was started with. */
  keyId: string;
  apiKeyPrefix: string;
  /** Undefined where the key itself was sent. */
  sessionId: string | undefined;
}
