import { endpoint } from '../../lambda/endpoint.ts';
import { apiKeyBody, loginBody, refreshTokenBody, tokens, verified } from '../schemas/auth.ts';

const tag = 'auth';
/** A key or a token, and a tenant: whoever asks here has shown nothing yet, so little is read. */
const maxBodyBytes = 4 * 1024;
/** An answer that holds tokens is kept nowhere, so that it cannot be given again. */
const replayable = false;

export const createToken = endpoint({
  operationId: 'createToken',
  method: 'POST',
  path: '/api/auth/token',
  summary: 'Sign in: exchange an API key for tokens',
  description:
    'The access token lives 15 minutes and does what the key does. The session lasts 12 hours at most, and ends when it is ' +
    'not refreshed for an hour, when its key is replaced or revoked, and at sign-out. `Idempotency-Key` has no effect.',
  tag,
  access: 'public',
  function: 'auth',
  limit: 'sign-in-attempts',
  replayable,
  body: apiKeyBody,
  maxBodyBytes,
  success: { status: 200, description: 'The tokens of a new session.', schema: tokens },
  problems: ['unauthorized', 'tenant-inactive', 'tenant-mismatch', 'unavailable'],
});

export const login = endpoint({
  operationId: 'login',
  method: 'POST',
  path: '/api/auth/login',
  summary: 'Sign in: exchange a username and a password for tokens',
  description:
    'Tokens as of `/api/auth/token`, which do what the role of the user may. The session ends, besides, when the password ' +
    'is changed and when the user is deactivated or removed. Five wrong passwords within 15 minutes close the account for ' +
    '15, whether or not there is such a user. `Idempotency-Key` has no effect.',
  tag,
  access: 'public',
  function: 'auth',
  limit: 'sign-in-attempts',
  replayable,
  body: loginBody,
  // The longest password, every byte of it escaped.
  maxBodyBytes: 8 * 1024,
  success: { status: 200, description: 'The tokens of a new session.', schema: tokens },
  problems: ['unauthorized', 'tenant-inactive', 'account-closed', 'unavailable'],
});

export const verifyCredentials = endpoint({
  operationId: 'verifyCredentials',
  method: 'GET',
  path: '/api/auth/verify',
  summary: 'Whether credentials are good, and whose they are',
  tag,
  access: 'tenant',
  function: 'tenant',
  success: { status: 200, description: 'They are good. Others are answered 401.', schema: verified },
  problems: [],
});

export const refreshToken = endpoint({
  operationId: 'refreshToken',
  method: 'POST',
  path: '/api/auth/refresh',
  summary: 'Exchange a refresh token for new tokens',
  description:
    'A refresh token is good for one use. One that is used again ends the whole session, also when the two uses come at ' +
    'the same time: send one refresh at a time, and after a lost answer sign in again. `Idempotency-Key` has no effect.',
  tag,
  access: 'public',
  function: 'auth',
  limit: 'sessions',
  replayable,
  body: refreshTokenBody,
  maxBodyBytes,
  success: { status: 200, description: 'The next tokens of the session.', schema: tokens },
  problems: ['unauthorized', 'tenant-inactive', 'tenant-mismatch'],
});

export const logout = endpoint({
  operationId: 'logout',
  method: 'POST',
  path: '/api/auth/logout',
  summary: 'Sign out: end the session of a refresh token',
  description: 'Its access tokens stop at once. A token that is unknown, or whose session has ended, is fine too.',
  tag,
  access: 'public',
  function: 'auth',
  limit: 'sessions',
  replayable,
  body: refreshTokenBody,
  maxBodyBytes,
  success: { status: 204, description: 'There is no such session any more.' },
  problems: ['tenant-mismatch'],
});
