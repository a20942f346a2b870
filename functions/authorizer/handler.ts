import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { readConfig } from '../../shared/config.ts';
import type { AuthorizerContext } from '../../shared/http/caller.ts';
import { inInvocation } from '../../shared/observability/invocation.ts';
import { makeLogger } from '../../shared/observability/logger.ts';
import { traceCarrier } from '../../shared/observability/tracing.ts';
import { apiKeysOf, type Verification } from '../../shared/operations/api-keys.ts';
import { database } from '../../shared/operations/database.ts';
import { type SessionVerification, sessionsOf } from '../../shared/operations/sessions.ts';

const logger = makeLogger('authorizer');

/**
 * Says who a credential belongs to. API Gateway makes 401 of the error `Unauthorized`, 403 of a Deny, and 500 of any
 * other failure; nothing of it is cached, so a key that is replaced, a session that has ended or a tenant that is
 * disabled stops at once.
 */
export const handler = (event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
  const { requestId } = event.requestContext;
  const parent = { traceparent: headerIn(event.headers ?? {}, 'traceparent') };
  return inInvocation({ component: 'authorizer', requestId, parent }, () => authorize(event));
};

async function authorize(event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> {
  const found = await verify(credentialIn(event.headers ?? {}));
  if (found.ok) {
    const context: AuthorizerContext = {
      tenant_id: found.scope.tenantId,
      name: found.name,
      role: found.role,
      key_id: found.keyId,
      api_key_prefix: found.prefix,
      ...('sessionId' in found ? { session_id: found.sessionId } : {}),
      ...(traceCarrier() as Pick<AuthorizerContext, 'traceparent'>),
    };
    return { ...verdict('Allow', event.methodArn, found.scope.tenantId), context: { ...context } };
  }
  logger.info('refused', { reason: found.reason });
  if (found.reason === 'tenant-inactive') return verdict('Deny', event.methodArn, 'inactive');
  throw new Error('Unauthorized');
}

interface Credential {
  scheme: 'api-key' | 'bearer';
  text: string;
}

async function verify(credential: Credential | undefined): Promise<Verification | SessionVerification> {
  if (credential === undefined) return { ok: false, reason: 'malformed' };
  try {
    const { operations, tokens } = readConfig(['operations', 'tokens']);
    const pepper = operations.KEY_PEPPER;
    return credential.scheme === 'api-key'
      ? await apiKeysOf(database(), pepper).verify(credential.text)
      : await sessionsOf(database(), { pepper, signingKey: tokens.TOKEN_SIGNING_KEY }).verify(credential.text);
  } catch (error) {
    logger.error('credential could not be checked', { error: error as Error });
    throw new Error('the credential could not be checked');
  }
}

/** `Api-Key <key>` or `Bearer <access token>`; the scheme's case does not matter, as RFC 9110 has it. */
function credentialIn(headers: Record<string, string | undefined>): Credential | undefined {
  const value = headerIn(headers, 'authorization');
  const [, scheme, text] = /^(api-key|bearer) +(\S+)$/i.exec(value?.trim() ?? '') ?? [];
  return scheme && text ? { scheme: scheme.toLowerCase() as Credential['scheme'], text } : undefined;
}

const headerIn = (headers: Record<string, string | undefined>, wanted: string): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];

const verdict = (Effect: 'Allow' | 'Deny', Resource: string, principalId: string): APIGatewayAuthorizerResult => ({
  principalId,
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] },
});
