import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { POLICIES, policiesWithCredential } from '../../shared/domain/limits.ts';
import type { AuthorizerContext } from '../../shared/http/caller.ts';
import { type Credential, isKeyMisplaced, readCredential, verifyCredential } from '../../shared/http/credential.ts';
import { addressSubject } from '../../shared/limits/client-address.ts';
import { limiter, requestAddress } from '../../shared/limits/configured.ts';
import { limitFields } from '../../shared/limits/fields.ts';
import type { Admission, Hit } from '../../shared/limits/limiter.ts';
import { inInvocation } from '../../shared/observability/invocation.ts';
import { makeLogger } from '../../shared/observability/logger.ts';
import { traceCarrier } from '../../shared/observability/tracing.ts';
import { type KeyOwner, knownKeys } from './known-keys.ts';

type Event = APIGatewayRequestAuthorizerEvent;

const logger = makeLogger('authorizer');
const known = knownKeys();

/**
 * Says who a credential belongs to, and counts the request. API Gateway makes 401 of the error `Unauthorized`, 403 of a
 * Deny, and 500 of any other failure; nothing of it is cached, so a key that is replaced, a session that has ended or a
 * tenant that is disabled stops at once. It has no way to say 429, nor how to send a key that was sent in another way: such
 * a request is let through to its function without a tenant, and with what makes the function refuse it
 * (shared/limits/admission.ts, shared/http/caller.ts).
 */
export const handler = (event: Event): Promise<APIGatewayAuthorizerResult> => {
  const { requestId } = event.requestContext;
  const parent = { traceparent: headerIn(event.headers ?? {}, 'traceparent') };
  return inInvocation({ component: 'authorizer', requestId, parent }, () => authorize(event));
};

async function authorize(event: Event): Promise<APIGatewayAuthorizerResult> {
  const credential = readCredential(headerIn(event.headers ?? {}, 'authorization'));
  const owner = credential && known.get(credential);
  const early = owner && hitsOf(event, owner);
  const refusal = early && limiter().refusal(early);
  if (refusal) return tooMany(event, refusal);

  const [found, counted] = await Promise.all([verify(credential), early && limiter().count(early)]);
  if (!found.ok) return refuse(event, found.reason);
  const { keyId, scope } = found;
  const { tenantId } = scope;
  if (credential) known.add(credential, { keyId, tenantId });
  const admission = counted ?? (await limiter().count(hitsOf(event, { keyId, tenantId })));
  if (!admission.allowed) {
    logger.info('limited', { key_id: keyId, tenant_id: tenantId, ...limitFields(admission) });
    return tooMany(event, admission);
  }
  const context: AuthorizerContext = {
    tenant_id: tenantId,
    name: found.name,
    role: found.role,
    key_id: keyId,
    api_key_prefix: found.prefix,
    address: requestAddress(event),
    ...('sessionId' in found ? { session_id: found.sessionId } : {}),
    ...limitFields(admission),
    ...(traceCarrier() as Pick<AuthorizerContext, 'traceparent'>),
  };
  return { ...verdict('Allow', event.methodArn, tenantId), context: { ...context } };
}

async function refuse(event: Event, reason: string): Promise<APIGatewayAuthorizerResult> {
  const subject = addressSubject(requestAddress(event));
  const admission = await limiter().count([{ policy: 'anonymous', subject }]);
  if (!admission.allowed) return tooMany(event, admission);
  logger.info('refused', { reason });
  if (reason === 'tenant-inactive') return verdict('Deny', event.methodArn, 'inactive');
  const headers = event.headers ?? {};
  if (isKeyMisplaced(headerIn(headers, 'authorization'), headerIn(headers, 'x-api-key'))) {
    const context = { misplaced_key: 'yes', ...limitFields(admission) } satisfies Partial<AuthorizerContext>;
    return { ...verdict('Allow', event.methodArn, 'misplaced-key'), context };
  }
  throw new Error('Unauthorized');
}

const tooMany = (event: Event, admission: Admission): APIGatewayAuthorizerResult => ({
  ...verdict('Allow', event.methodArn, 'limited'),
  context: { ...limitFields(admission) },
});

const hitsOf = (event: Event, { keyId, tenantId }: KeyOwner): Hit[] =>
  policiesWithCredential(event.httpMethod, event.resource).map((policy) => ({
    policy,
    subject: POLICIES[policy].by === 'tenant' ? tenantId : keyId,
  }));

async function verify(credential: Credential | undefined) {
  try {
    return await verifyCredential(credential);
  } catch (error) {
    logger.error('credential could not be checked', { error: error as Error });
    throw new Error('the credential could not be checked');
  }
}

const headerIn = (headers: Record<string, string | undefined>, wanted: string): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];

const verdict = (Effect: 'Allow' | 'Deny', Resource: string, principalId: string): APIGatewayAuthorizerResult => ({
  principalId,
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] },
});
