import { POLICIES, type PolicyName } from '../domain/limits.ts';
import { admitted } from '../limits/admitted.ts';
import { addressSubject } from '../limits/client-address.ts';
import type { Hit, Limiter } from '../limits/limiter.ts';
import type { Exchange, HttpMiddleware } from './exchange.ts';
import type { CredentialOwner } from './known-credentials.ts';

/**
 * Counts the request: by its key or user and by its tenant, or, where it takes no credential, by the address that it comes from.
 * @throws {Problem} 429 `too-many-requests`; 503 `unavailable` where counting is a must and not possible
 */
export const rateLimit = (limiter: () => Limiter): HttpMiddleware => ({
  async before({ context: { exchange } }) {
    const { caller, scope } = exchange;
    const owner = caller &&
      scope && { keyId: caller.keyId, userId: caller.user?.userId ?? null, tenantId: scope.tenantId };
    const hits = owner ? hitsOf(exchange, owner) : hitsOfStranger(exchange);
    exchange.limitHeaders = admitted(await limiter().count(hits));
  },
});

/** Every request counts as one; some, as their endpoint declares, as something besides. */
export function hitsOf(exchange: Exchange, { keyId, userId, tenantId }: CredentialOwner): Hit[] {
  // What is limited by address is not limited by key too: monitoring has a quota of its own.
  if (addressLimitOf(exchange) !== undefined) return hitsOfStranger(exchange);
  const endpoint = exchange.route?.endpoint;
  // What a role may not do uses up nothing of what others may.
  const mayDo = exchange.caller === undefined || endpoint?.roles.includes(exchange.caller.role);
  const policies: PolicyName[] = endpoint?.limit !== undefined && mayDo ? ['requests', endpoint.limit] : ['requests'];
  const own = keyId ?? userId ?? tenantId;
  return policies.map((policy) => ({ policy, subject: POLICIES[policy].by === 'tenant' ? tenantId : own }));
}

/** Of a request without a credential, or with one that is not right. */
export function hitsOfStranger(exchange: Exchange): Hit[] {
  const limit = exchange.route?.endpoint.limit;
  // Whose it is stands in the request, and is believed once it is proven: then it is counted, by whoever proves it.
  if (limit !== undefined && POLICIES[limit].by === 'provider') return [];
  return [{ policy: addressLimitOf(exchange) ?? 'anonymous', subject: addressSubject(exchange.address) }];
}

/** Of a request with a key that nobody has: looking it up costs a query. */
export const hitsOfWrongKey = ({ address }: Exchange): Hit[] => [
  { policy: 'wrong-keys', subject: addressSubject(address) },
];

/** What the endpoint counts by address, where it does. */
function addressLimitOf({ route }: Exchange): PolicyName | undefined {
  const limit = route?.endpoint.limit;
  return limit !== undefined && POLICIES[limit].by === 'address' ? limit : undefined;
}
