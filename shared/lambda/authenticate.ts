import { createHash, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { readConfig } from '../config.ts';
import type { Caller } from '../domain/caller.ts';
import { Problem } from '../domain/problems.ts';
import { admitted } from '../limits/admitted.ts';
import type { Limiter } from '../limits/limiter.ts';
import { correlate } from '../observability/correlation.ts';
import { prefixOf } from '../operations/api-keys.ts';
import {
  type Credential,
  isKeyMisplaced,
  MISPLACED_KEY,
  NO_CREDENTIALS,
  readCredential,
  unauthorized,
  type VerifyCredential,
} from './credential.ts';
import type { Exchange, HttpMiddleware } from './exchange.ts';
import { type CredentialOwner, knownCredentials } from './known-credentials.ts';
import { hitsOf, hitsOfStranger, hitsOfWrongKey } from './rate-limit.ts';

/**
 * Lets nobody by without a valid credential, except to paths declared as public. Nothing is remembered of a credential
 * but whose it is: one that is revoked, or whose session or tenant has ended, stops with the next request.
 * What is no credential at all, or one whose count is used up, costs no look at the registry; nor does a key that was not
 * seen before, from an address that has shown too many wrong ones.
 * @throws {Problem} 401 `unauthorized`, 403 `tenant-inactive`, 429 `too-many-requests`
 */
export function authenticate(verify: VerifyCredential, limiter: () => Limiter): HttpMiddleware {
  const known = knownCredentials();
  return {
    async before({ event, context: { exchange } }) {
      if (exchange.access === 'public') return;
      const credential = isAmbiguous(event) ? undefined : readCredential(exchange.request.header('authorization'));
      if (exchange.access === 'monitoring' && isMetricsToken(credential)) return;

      const owner = credential && known.get(credential);
      const usedUp = owner && limiter().refusal(hitsOf(exchange, owner));
      if (owner && usedUp) {
        correlate(idsOf(owner));
        admitted(usedUp);
      }

      const isLookedUp = credential?.scheme === 'api-key' && prefixOf(credential.text) !== undefined;
      const tooManyWrong = isLookedUp && !owner && limiter().refusal(hitsOfWrongKey(exchange));
      if (tooManyWrong) admitted(tooManyWrong);

      const found = await verify(credential);
      if (!found.ok) {
        exchange.logger.info('refused', { reason: found.reason });
        if (isLookedUp) await limiter().count(hitsOfWrongKey(exchange));
        // Whoever tries too often is told that instead: guessing has to be slow.
        exchange.limitHeaders = admitted(await limiter().count(hitsOfStranger(exchange)));
        throw found.reason === 'tenant-inactive' ? new Problem('tenant-inactive') : refusal(exchange);
      }
      const { scope } = found;
      const caller = callerOf(found);
      const ownerFound = { keyId: caller.keyId, userId: caller.user?.userId ?? null, tenantId: scope.tenantId };
      if (credential) known.add(credential, ownerFound);
      exchange.scope = scope;
      exchange.caller = caller;
      correlate(idsOf(ownerFound));
      exchange.span.set('tranche.tenant_id', scope.tenantId);
    },
  };
}

const idsOf = ({ tenantId, keyId, userId }: CredentialOwner) => ({
  tenant_id: tenantId,
  ...(keyId !== null && { key_id: keyId }),
  ...(userId !== null && { user_id: userId }),
});

/** @param found of a key, or of a session */
function callerOf(found: Extract<Awaited<ReturnType<VerifyCredential>>, { ok: true }>): Caller {
  const { name, role, keyId, prefix } = found;
  const of = { name, role, keyId, apiKeyPrefix: prefix };
  if (!('sessionId' in found)) return { ...of, user: null, sessionId: undefined, expiresAt: undefined };
  const { userId, username, sessionId, expiresAt } = found;
  return { ...of, user: userId && username ? { userId, username } : null, sessionId, expiresAt };
}

/** Two of them: another server on the way may have looked at the one that we do not. */
const isAmbiguous = ({ multiValueHeaders }: APIGatewayProxyEvent): boolean =>
  Object.entries(multiValueHeaders ?? {})
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .flatMap(([, values]) => values ?? []).length > 1;

function refusal({ request }: Exchange): Problem {
  const authorization = request.header('authorization');
  if (isKeyMisplaced(authorization, request.header('x-api-key'))) return unauthorized(MISPLACED_KEY);
  return unauthorized(authorization ? undefined : NO_CREDENTIALS);
}

/** Asks nobody, so that whoever runs the installation sees its numbers also when Postgres is down. */
function isMetricsToken(credential: Credential | undefined): boolean {
  if (credential?.scheme !== 'bearer') return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(credential.text), digest(readConfig(['metrics']).metrics.METRICS_TOKEN));
}
