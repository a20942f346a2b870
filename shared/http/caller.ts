import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Caller } from '../domain/caller.ts';
import { Problem } from '../domain/problems.ts';
import { isRole } from '../domain/roles.ts';
import { type TenantScope, tenantScope } from '../domain/tenancy.ts';
import { clientAddress } from '../limits/client-address.ts';
import type { LimitFields } from '../limits/fields.ts';
import type { Logger } from '../observability/logger.ts';
import type { Access } from './endpoint.ts';

export interface PublicContext {
  requestId: string;
  /** Where the request came from, as the gateway saw it. */
  address: string;
  /** Its lines carry request_id (and tenant_id) by themselves. */
  logger: Logger;
}

export interface TenantContext extends PublicContext {
  scope: TenantScope;
  caller: Caller;
}

export type ContextOf<A extends Access> = A extends 'tenant' ? TenantContext : PublicContext;

export const WWW_AUTHENTICATE = 'Api-Key realm="tranche", Bearer realm="tranche"';

/** What the authorizer hands to the functions: strings only, as API Gateway passes no other type. */
export interface AuthorizerContext extends Partial<LimitFields> {
  tenant_id: string;
  name: string;
  role: string;
  key_id: string;
  api_key_prefix: string;
  /** Where the request came from. */
  address: string;
  /** Only with an access token. */
  session_id?: string;
  /** Instead of a tenant, where the request has an API key that is not sent as one. */
  misplaced_key?: 'yes';
  /** The authorizer's span, where there are traces: the request goes on from it. */
  traceparent?: string;
}

const MISPLACED_KEY = 'The API key does not stand where it is looked for: send "Authorization: Api-Key …".';

/** @param detail the same for whatever is wrong with the credential */
export const unauthorized = (detail?: string): Problem =>
  new Problem('unauthorized', detail, { headers: { 'WWW-Authenticate': WWW_AUTHENTICATE } });

/** @throws {Problem} `unauthorized` when the gateway let a request through without a verified credential. */
export function callerOf(event: APIGatewayProxyEvent): { scope: TenantScope; caller: Caller; address: string } {
  const context = event.requestContext.authorizer as Partial<AuthorizerContext> | null | undefined;
  if (!context?.tenant_id || !context.role || !isRole(context.role)) {
    throw unauthorized(context?.misplaced_key && MISPLACED_KEY);
  }
  return {
    scope: tenantScope(context.tenant_id),
    address: context.address ?? clientAddress(event),
    caller: {
      name: context.name ?? '',
      role: context.role,
      keyId: context.key_id ?? '',
      apiKeyPrefix: context.api_key_prefix ?? '',
      sessionId: context.session_id,
    },
  };
}
