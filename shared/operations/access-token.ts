import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod';
import { ROLES } from '../domain/roles.ts';
import { TENANT_ID } from '../domain/tenancy.ts';

export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ALGORITHM = 'EdDSA';
const ISSUER = 'tranche';
const AUDIENCE = 'tranche-api';
/** RFC 9068: no other kind of token can be taken for an access token. */
const TYPE = 'at+jwt';

const Claims = z
  .object({
    sub: z.string().regex(TENANT_ID),
    role: z.enum(ROLES),
    /** Of the session's key, or else of its user. */
    key_id: z.uuid().optional(),
    user_id: z.uuid().optional(),
    sid: z.uuid(),
    exp: z.int(),
  })
  .refine(({ key_id, user_id }) => (key_id === undefined) !== (user_id === undefined));

/** What an access token says. Only the registry knows whether it is still so. */
export interface AccessClaims {
  tenantId: string;
  role: (typeof ROLES)[number];
  /** The key that the session was started with; null where a user signed in. */
  keyId: string | null;
  userId: string | null;
  sessionId: string;
}

export type ReadToken =
  | { ok: true; claims: AccessClaims; expiresAt: Date }
  | { ok: false; reason: 'malformed' | 'expired' };

/**
 * Signs access tokens: JWTs under Ed25519 (RFC 8037). They hold identifiers, nothing secret.
 * @param privateKey PKCS #8 (DER) in base64
 */
export function accessTokenSigner(privateKey: string) {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return ({ tenantId, role, keyId, userId, sessionId }: AccessClaims, seconds: number): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const whose = { ...(keyId && { key_id: keyId }), ...(userId && { user_id: userId }) };
    return new SignJWT({ role, ...whose, sid: sessionId })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(tenantId)
      .setIssuedAt(now)
      .setExpirationTime(now + seconds)
      .sign(key);
  };
}

/** Reads access tokens. @param publicKey SubjectPublicKeyInfo (DER) in base64 */
export function accessTokenReader(publicKey: string) {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  return async (token: string): Promise<ReadToken> => {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        requiredClaims: ['exp', 'iat'],
      });
      const { sub, role, key_id = null, user_id = null, sid, exp } = Claims.parse(payload);
      const claims = { tenantId: sub, role, keyId: key_id, userId: user_id, sessionId: sid };
      return { ok: true, claims, expiresAt: new Date(exp * 1000) };
    } catch (error) {
      if (error instanceof errors.JWTExpired) return { ok: false, reason: 'expired' };
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) return { ok: false, reason: 'malformed' };
      throw error;
    }
  };
}

export interface TokenKeys {
  /** PKCS #8 (DER) in base64. */
  readonly privateKey: string;
  /** SubjectPublicKeyInfo (DER) in base64. */
  readonly publicKey: string;
}

/** A new pair to sign access tokens with, and to prove them. */
export function makeTokenKeys(): TokenKeys {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

/** Whether what one signs the other proves. */
export function isPair({ privateKey, publicKey }: TokenKeys): boolean {
  const key = createPublicKey(
    createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' }),
  );
  return key.export({ format: 'der', type: 'spki' }).toString('base64') === publicKey;
}
