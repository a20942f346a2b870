import { readConfig } from '../../shared/config.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import type { Tokens } from '../../shared/http/schemas/auth.ts';
import { admitted } from '../../shared/limits/admitted.ts';
import { addressSubject } from '../../shared/limits/client-address.ts';
import { limiter } from '../../shared/limits/configured.ts';
import type { Hit } from '../../shared/limits/limiter.ts';
import { isPair } from '../../shared/operations/access-token.ts';
import { prefixOf } from '../../shared/operations/api-keys.ts';
import type { Origin } from '../../shared/operations/audit.ts';
import { database } from '../../shared/operations/database.ts';
import {
  type IssuedTokens,
  type SessionOwner,
  type SessionSecrets,
  sessionsOf,
} from '../../shared/operations/sessions.ts';

/**
 * Counts a sign-in with a right key or password: only those of its own address, so that nobody else's wrong ones stand in its way.
 * @returns the headers that tell how many are left
 * @throws {Problem} 429 `too-many-requests`, 503 `unavailable`
 */
export const countSignIn = async ({ address }: Origin): Promise<Record<string, string>> =>
  admitted(await limiter().count([{ policy: 'sign-in', subject: subjectOf(address) }]));

/**
 * Counts one with a wrong key or password: by its address, and by the key that it begins like, whoever sends it.
 * @param apiKey where there was one
 */
export async function countRefusal({ address }: Origin, apiKey = ''): Promise<Record<string, string>> {
  const prefix = prefixOf(apiKey);
  const byKey: Hit[] = prefix === undefined ? [] : [{ policy: 'sign-in-key', subject: prefix }];
  return admitted(await limiter().count([{ policy: 'sign-in-refused', subject: subjectOf(address) }, ...byKey]));
}

export const subjectOf = (address: string | null): string => addressSubject(address ?? '');

export async function noteRefusal(origin: Origin, apiKey: string, reason: string): Promise<void> {
  const prefix = prefixOf(apiKey);
  if (prefix !== undefined) await sessions(origin).refused(prefix, reason);
}

export function sessions({ address, requestId }: Origin, beforeEnd?: Parameters<typeof sessionsOf>[3]) {
  return sessionsOf(database(), sessionSecrets(), { address, requestId }, beforeEnd);
}

/** @throws {Problem} `unavailable` where tokens could be signed, and nobody could prove them */
export function sessionSecrets(): SessionSecrets {
  const { keys, signing, tokens } = readConfig(['keys', 'signing', 'tokens']);
  if (!isPair({ privateKey: signing.TOKEN_PRIVATE_KEY, publicKey: tokens.TOKEN_PUBLIC_KEY })) {
    const cause = new Error('the keys of access tokens are no pair: deploy with another value of tokenKeys');
    throw new Problem('unavailable', serviceSentence('sign-in-impossible'), { cause });
  }
  return { pepper: keys.KEY_PEPPER, privateKey: signing.TOKEN_PRIVATE_KEY };
}

export const mismatch = (tenantId: string) =>
  new Problem('tenant-mismatch', serviceSentence('credentials-of-other', { tenant_id: tenantId }));

export const answer = ({ accessToken, refreshToken, expiresIn, tenantId, role }: IssuedTokens): Tokens => ({
  access_token: accessToken,
  refresh_token: refreshToken,
  token_type: 'Bearer',
  expires_in: expiresIn,
  tenant_id: tenantId,
  role,
});

export const inLog = ({ sessionId, keyId, userId, tenantId }: SessionOwner) => ({
  session_id: sessionId,
  ...(keyId !== null && { key_id: keyId }),
  ...(userId !== null && { user_id: userId }),
  tenant_id: tenantId,
});
