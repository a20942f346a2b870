import { readConfig } from '../../shared/config.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { createToken, logout, refreshToken } from '../../shared/http/endpoints/auth.ts';
import type { Tokens } from '../../shared/http/schemas/auth.ts';
import { unauthorized } from '../../shared/lambda/credential.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { admitted } from '../../shared/limits/admitted.ts';
import { limiter } from '../../shared/limits/configured.ts';
import { correlate } from '../../shared/observability/correlation.ts';
import { prefixOf, verifyApiKey } from '../../shared/operations/api-keys.ts';
import type { Origin } from '../../shared/operations/audit.ts';
import { database } from '../../shared/operations/database.ts';
import { type IssuedTokens, type SessionOwner, sessionsOf } from '../../shared/operations/sessions.ts';

/** One answer for whatever is wrong with a key or a token; the log has the reason. */
const NO_KEY = 'The API key is not, or no longer, valid.';
const NO_TOKEN = 'The refresh token is not, or no longer, valid. Sign in again with the API key.';

export const handler = httpFunction(
  implement(createToken, async ({ logger, ...origin }, { body }) => {
    await countAttempt(body.api_key);
    const key = await verifyApiKey(database().registry, readConfig(['keys']).keys.KEY_PEPPER, body.api_key);
    if (!key.ok) {
      await noteRefusal(origin, body.api_key, key.reason);
      logger.info('sign-in refused', { reason: key.reason });
      throw key.reason === 'tenant-inactive' ? new Problem('tenant-inactive') : unauthorized(NO_KEY);
    }
    if (body.tenant_id !== undefined && body.tenant_id !== key.scope.tenantId) {
      await noteRefusal(origin, body.api_key, 'tenant-mismatch');
      throw mismatch(key.scope.tenantId);
    }
    correlate({ tenant_id: key.scope.tenantId, key_id: key.keyId });
    const issued = await sessions(origin).start(key);
    logger.info('signed in', { ...inLog(issued), role: issued.role });
    return { body: answer(issued) };
  }),

  implement(refreshToken, async ({ logger, ...origin }, { body }) => {
    const refreshed = await sessions(origin).refresh(body.refresh_token, body.tenant_id);
    if (refreshed.ok) {
      logger.info('refreshed', inLog(refreshed.tokens));
      return { body: answer(refreshed.tokens) };
    }
    const { reason } = refreshed;
    if (reason === 'reused') logger.warn('refresh token used again: session ended', inLog(refreshed.owner));
    else logger.info('refresh refused', { reason });
    if (reason === 'tenant-inactive') throw new Problem('tenant-inactive');
    throw reason === 'tenant-mismatch' ? mismatch(refreshed.owner.tenantId) : unauthorized(NO_TOKEN);
  }),

  implement(logout, async ({ logger, ...origin }, { body }) => {
    const ended = await sessions(origin).end(body.refresh_token, body.tenant_id);
    if (ended === 'tenant-mismatch') throw new Problem('tenant-mismatch');
    if (ended) logger.info('signed out', inLog(ended));
    return {};
  }),
);

/** Guesses at one key from many addresses; what is no key at all is refused without asking anybody. */
async function countAttempt(apiKey: string): Promise<void> {
  const prefix = prefixOf(apiKey);
  if (prefix !== undefined) admitted(await limiter().count([{ policy: 'sign-in-key', subject: prefix }]));
}

async function noteRefusal(origin: Origin, apiKey: string, reason: string): Promise<void> {
  const prefix = prefixOf(apiKey);
  if (prefix !== undefined) await sessions(origin).refused(prefix, reason);
}

function sessions({ address, requestId }: Origin) {
  const { keys, signing } = readConfig(['keys', 'signing']);
  const secrets = { pepper: keys.KEY_PEPPER, privateKey: signing.TOKEN_PRIVATE_KEY };
  return sessionsOf(database(), secrets, { address, requestId });
}

const mismatch = (tenantId: string) => new Problem('tenant-mismatch', `These credentials belong to ${tenantId}.`);

const answer = ({ accessToken, refreshToken, expiresIn, tenantId, role }: IssuedTokens): Tokens => ({
  access_token: accessToken,
  refresh_token: refreshToken,
  token_type: 'Bearer',
  expires_in: expiresIn,
  tenant_id: tenantId,
  role,
});

const inLog = ({ sessionId, keyId, tenantId }: SessionOwner) => ({
  session_id: sessionId,
  key_id: keyId,
  tenant_id: tenantId,
});
