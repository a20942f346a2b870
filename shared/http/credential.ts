import { readConfig } from '../config.ts';
import { apiKeysOf, type Verification } from '../operations/api-keys.ts';
import { database } from '../operations/database.ts';
import { type SessionVerification, sessionsOf } from '../operations/sessions.ts';

export interface Credential {
  scheme: 'api-key' | 'bearer';
  text: string;
}

/**
 * `Api-Key <key>` or `Bearer <access token>`; the scheme's case does not matter, as RFC 9110 has it.
 * @param authorization the header, if there is one
 */
export function readCredential(authorization: string | undefined): Credential | undefined {
  const [, scheme, text] = /^(api-key|bearer) +(\S+)$/i.exec(authorization?.trim() ?? '') ?? [];
  return scheme && text ? { scheme: scheme.toLowerCase() as Credential['scheme'], text } : undefined;
}

/** Whether a request holds an API key, but not as `Api-Key <key>`: most clients send theirs in one of two other ways. */
export function isKeyMisplaced(authorization: string | undefined, apiKeyHeader: string | undefined): boolean {
  if (authorization === undefined) return apiKeyHeader !== undefined;
  return /(?:^|\s)sk_live_/.test(authorization) && readCredential(authorization)?.scheme !== 'api-key';
}

/** Whose credential it is, by the registry. Settings: `operations`, `keys` and `tokens`. */
export async function verifyCredential(
  credential: Credential | undefined,
): Promise<Verification | SessionVerification> {
  if (credential === undefined) return { ok: false, reason: 'malformed' };
  const { keys, tokens } = readConfig(['keys', 'tokens']);
  const pepper = keys.KEY_PEPPER;
  return credential.scheme === 'api-key'
    ? apiKeysOf(database(), pepper).verify(credential.text)
    : sessionsOf(database(), { pepper, signingKey: tokens.TOKEN_SIGNING_KEY }).verify(credential.text);
}
