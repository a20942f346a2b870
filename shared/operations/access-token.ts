import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { ROLES } from '../domain/roles.ts';
import { TENANT_ID } from '../domain/tenancy.ts';

export const ACCESS_TOKEN_SECONDS = 15 * 60;

const ISSUER = 'tranche';
const AUDIENCE = 'tranche-api';
/** RFC 9068: no other kind of token can be taken for an access token. */
const TYPE = 'at+jwt';

const Claims = z.object({
  sub: z.string().regex(TENANT_ID),
  role: z.enum(ROLES),
  key_id: z.uuid(),
  sid: z.uuid(),
});

/** What an access token says. Only the registry knows whether it is still so. */
export interface AccessClaims {
  tenantId: string;
  role: (typeof ROLES)[number];
  keyId: string;
  sessionId: string;
}

export type ReadToken = { ok: true; claims: AccessClaims } | { ok: false; reason: 'malformed' | 'expired' };

/** Signs and reads access tokens: JWTs under HMAC-SHA256. They hold identifiers, nothing secret. */
export function accessTokensOf(signingKey: string) {
  const key = new TextEncoder().encode(signingKey);
  return {
    sign: ({ tenantId, role, keyId, sessionId }: AccessClaims, seconds: number): Promise<string> => {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ role, key_id: keyId, sid: sessionId })
        .setProtectedHeader({ alg: 'HS256', typ: TYPE })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(tenantId)
        .setIssuedAt(now)
        .setExpirationTime(now + seconds)
        .sign(key);
    },

    async read(token: string): Promise<ReadToken> {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: AUDIENCE,
          typ: TYPE,
          requiredClaims: ['exp', 'iat'],
        });
        const { sub, role, key_id, sid } = Claims.parse(payload);
        return { ok: true, claims: { tenantId: sub, role, keyId: key_id, sessionId: sid } };
      } catch (error) {
        if (error instanceof errors.JWTExpired) return { ok: false, reason: 'expired' };
        if (error instanceof errors.JOSEError || error instanceof z.ZodError) return { ok: false, reason: 'malformed' };
        throw error;
      }
    },
  };
}
