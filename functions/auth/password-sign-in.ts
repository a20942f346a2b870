import type * as z from 'zod';
import type { loginBody } from '../../shared/http/schemas/auth.ts';
import type { Origin } from '../../shared/operations/audit.ts';
import { database } from '../../shared/operations/database.ts';
import { passwordLoginsOf } from '../../shared/operations/password-login.ts';
import { countSignIn, sessionSecrets, subjectOf } from './sign-in.ts';

/**
 * Signs in with a bank, a username and a password.
 * @returns besides, the headers that tell how many sign-ins are left
 * @throws {Problem} 429 `too-many-requests`, 503 `unavailable`
 */
export async function passwordSignIn(
  { address, requestId }: Origin,
  { tenant_id, username, password }: z.output<typeof loginBody>,
) {
  const signIn = passwordLoginsOf(database(), sessionSecrets(), { address, requestId });
  let headers: Record<string, string> = {};
  const done = await signIn({ tenantId: tenant_id, username, password, place: subjectOf(address) }, async () => {
    headers = await countSignIn({ address, requestId });
  });
  return { done, headers };
}
