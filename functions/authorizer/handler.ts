import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { readConfig } from '../../shared/config.ts';
import type { AuthorizerContext } from '../../shared/http/caller.ts';
import { loggerFor, makeLogger } from '../../shared/observability/logger.ts';
import { apiKeysOf } from '../../shared/operations/api-keys.ts';
import { database } from '../../shared/operations/database.ts';

const logger = makeLogger('authorizer');

/**
 * Says who a credential belongs to. API Gateway makes 401 of the error `Unauthorized`, 403 of a Deny, and 500 of any
 * other failure; nothing of it is cached, so a key that is replaced or a tenant that is disabled stops at once.
 */
export async function handler(event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> {
  const log = loggerFor(logger, { request_id: event.requestContext.requestId });
  const apiKey = apiKeyIn(event.headers ?? {});
  const found = apiKey === undefined ? ({ ok: false, reason: 'malformed' } as const) : await verify(apiKey, log);
  if (found.ok) {
    const context: AuthorizerContext = {
      tenant_id: found.scope.tenantId,
      name: found.name,
      role: found.role,
      key_id: found.keyId,
      api_key_prefix: found.prefix,
    };
    return { ...verdict('Allow', event.methodArn, found.scope.tenantId), context: { ...context } };
  }
  log.info('refused', { reason: found.reason });
  if (found.reason === 'tenant-inactive') return verdict('Deny', event.methodArn, 'inactive');
  throw new Error('Unauthorized');
}

async function verify(apiKey: string, log: typeof logger) {
  try {
    return await apiKeysOf(database(), readConfig(['operations']).operations.KEY_PEPPER).verify(apiKey);
  } catch (error) {
    log.error('key could not be checked', { error: error as Error });
    throw new Error('the key could not be checked');
  }
}

/** `Authorization: Api-Key <key>`; the scheme's case does not matter, as RFC 9110 has it. */
function apiKeyIn(headers: Record<string, string | undefined>): string | undefined {
  const value = Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  return /^api-key +(\S+)$/i.exec(value?.trim() ?? '')?.[1];
}

const verdict = (Effect: 'Allow' | 'Deny', Resource: string, principalId: string): APIGatewayAuthorizerResult => ({
  principalId,
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] },
});
