import { readConfig } from '../../shared/config.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import { createToken, login, logout, refreshToken } from '../../shared/http/endpoints/auth.ts';
import { unauthorized } from '../../shared/lambda/credential.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { correlate } from '../../shared/observability/correlation.ts';
import { verifyApiKey } from '../../shared/operations/api-keys.ts';
import { database } from '../../shared/operations/database.ts';
import { accountClosed } from '../../shared/operations/lockout.ts';
import { endingSession } from './end-session.ts';
import { passwordSignIn } from './password-sign-in.ts';
import { answer, countRefusal, countSignIn, inLog, mismatch, noteRefusal, sessions } from './sign-in.ts';

/** One answer for whatever is wrong with a key or a token; the log has the reason. */
const NO_KEY = serviceSentence('key-not-valid');
const NO_TOKEN = serviceSentence('token-not-valid');
const NO_USER = serviceSentence('sign-in-wrong');

export const handler = httpFunction(
  implement(createToken, async ({ logger, ...origin }, { body }) => {
    const key = await verifyApiKey(database().registry, readConfig(['keys']).keys.KEY_PEPPER, body.api_key);
    if (!key.ok) {
      logger.info('sign-in refused', { reason: key.reason });
      // What is one too many is not written down: nobody can fill a tenant's audit.
      const limits = await countRefusal(origin, body.api_key);
      await noteRefusal(origin, body.api_key, key.reason);
      if (key.reason === 'tenant-inactive') throw new Problem('tenant-inactive', undefined, { headers: limits });
      throw unauthorized(NO_KEY, limits);
    }
    const headers = await countSignIn(origin);
    if (body.tenant_id !== undefined && body.tenant_id !== key.scope.tenantId) {
      await noteRefusal(origin, body.api_key, 'tenant-mismatch');
      throw mismatch(key.scope.tenantId);
    }
    correlate({ tenant_id: key.scope.tenantId, key_id: key.keyId });
    const issued = await sessions(origin).start(key);
    logger.info('signed in', { ...inLog(issued), role: issued.role });
    return { headers, body: answer(issued) };
  }),

  implement(login, async ({ logger, ...origin }, { body }) => {
    const { done, headers } = await passwordSignIn(origin, body);
    if (!done.ok) {
      const { reason, userId } = done;
      // Nothing of what was typed: people type passwords into the wrong field.
      logger.info('sign-in refused', { reason, ...(userId && { user_id: userId }) });
      if (reason === 'closed') {
        await countRefusal(origin);
        throw accountClosed(done.seconds);
      }
      if (reason === 'tenant-inactive')
        throw new Problem('tenant-inactive', undefined, { headers: await countSignIn(origin) });
      throw unauthorized(NO_USER, await countRefusal(origin));
    }
    correlate({ tenant_id: done.tokens.tenantId, user_id: done.user.userId });
    logger.info('signed in', { ...inLog(done.tokens), role: done.tokens.role });
    return { headers, body: answer(done.tokens) };
  }),

  implement(refreshToken, async ({ logger, ...origin }, { body }) => {
    const ending = endingSession(logger);
    const refreshed = await sessions(origin, ending.note).refresh(body.refresh_token, body.tenant_id);
    if (refreshed.ok) {
      logger.info('refreshed', inLog(refreshed.tokens));
      return { body: answer(refreshed.tokens) };
    }
    const { reason } = refreshed;
    if (reason === 'reused') {
      logger.warn('refresh token used again: session ended', inLog(refreshed.owner));
      await ending.finish();
    } else logger.info('refresh refused', { reason });
    if (reason === 'tenant-inactive') throw new Problem('tenant-inactive');
    throw reason === 'tenant-mismatch' ? mismatch(refreshed.owner.tenantId) : unauthorized(NO_TOKEN);
  }),

  implement(logout, async ({ logger, ...origin }, { body }) => {
    const ending = endingSession(logger);
    const ended = await sessions(origin, ending.note).end(body.refresh_token, body.tenant_id);
    if (ended === 'tenant-mismatch') throw new Problem('tenant-mismatch');
    if (ended) {
      logger.info('signed out', inLog(ended));
      await ending.finish();
    }
    return {};
  }),
);
