import { readConfig } from '../config.ts';
import { Problem } from '../domain/problems.ts';
import type { Sentence } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { type Verification, verifyApiKey } from '../operations/api-keys.ts';
import { credentialRegistry, type Queryable } from '../operations/database.ts';
import { type SessionVerification, verifyAccessToken } from '../operations/verify-access-token.ts';

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

/**
 * One answer for whatever is wrong with a credential; the log has the reason.
 * @param said where more may be said
 * @param headers of the answer, besides
 */
export const unauthorized = (said?: Sentence, headers: Readonly<Record<string, string>> = {}): Problem =>
  new Problem('unauthorized', said, {
    headers: { ...headers, 'WWW-Authenticate': 'Api-Key realm="tranche", Bearer realm="tranche"' },
  });

export const MISPLACED_KEY = serviceSentence('key-misplaced');
export const NO_CREDENTIALS = serviceSentence('no-credentials');

export type VerifyCredential = (credential: Credential | undefined) => Promise<Verification | SessionVerification>;

/**
 * Whose credential it is, as the registry has it now. Settings: `credentials`, `keys` and `tokens`. What cannot be a
 * credential, or is no token of ours, is refused without asking the registry.
 */
export const verifyCredential: VerifyCredential = async (credential) => {
  if (credential === undefined) return { ok: false, reason: 'malformed' };
  const { keys, tokens } = readConfig(['keys', 'tokens']);
  return credential.scheme === 'api-key'
    ? verifyApiKey(registry, keys.KEY_PEPPER, credential.text)
    : verifyAccessToken(registry, tokens.TOKEN_PUBLIC_KEY, credential.text);
};

/** Connected to when it is asked for the first time. */
const registry: Queryable = { query: (text, values) => credentialRegistry().query(text, values) };
