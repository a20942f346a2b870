import type { APIGatewayProxyEvent } from 'aws-lambda';
import { isRole } from '../shared/domain/roles.ts';
import { tenantScope } from '../shared/domain/tenancy.ts';
import type { VerifyCredential } from '../shared/lambda/credential.ts';

export interface EventParts {
  method?: string;
  path: string;
  resource?: string;
  pathParameters?: Record<string, string>;
  query?: string;
  headers?: Record<string, string>;
  body?: string;
  base64?: boolean;
  /** Sent as a credential that `verifyTestCaller` takes; null for none, or where a header has one. */
  as?: TestCaller | null;
  /** A real API key, sent as one. */
  apiKey?: string;
  address?: string;
  multiValueHeaders?: Record<string, string[]>;
}

export interface TestCaller {
  tenant_id: string;
  name: string;
  role: string;
  key_id: string;
  api_key_prefix: string;
}

export const BANK001: TestCaller = {
  tenant_id: 'BANK001',
  name: 'Bank 001',
  role: 'admin',
  key_id: '01890000-0000-7000-8000-000000000001',
  api_key_prefix: 'sk_live_00000000',
};

/** An event as API Gateway (REST, proxy integration) sends it. */
export function gatewayEvent(parts: EventParts): APIGatewayProxyEvent {
  const query = [...new URLSearchParams(parts.query ?? '')];
  const multi = new Map<string, string[]>();
  for (const [name, value] of query) multi.set(name, [...(multi.get(name) ?? []), value]);
  return {
    resource: parts.resource ?? '/{proxy+}',
    path: parts.path,
    httpMethod: parts.method ?? 'GET',
    headers: { ...authorization(parts), ...parts.headers },
    multiValueHeaders: parts.multiValueHeaders ?? {},
    queryStringParameters: query.length > 0 ? Object.fromEntries(query) : null,
    multiValueQueryStringParameters: query.length > 0 ? Object.fromEntries(multi) : null,
    pathParameters: parts.pathParameters ?? null,
    stageVariables: null,
    body: parts.body ?? null,
    isBase64Encoded: parts.base64 ?? false,
    requestContext: {
      requestId: 'request-1',
      // What a gateway with an authorizer would say: nothing here may believe it.
      authorizer: { tenant_id: 'BANK999', role: 'admin' },
      identity: { sourceIp: parts.address ?? '203.0.113.9' },
    },
  } as unknown as APIGatewayProxyEvent;
}

function authorization({ as = BANK001, apiKey }: EventParts): Record<string, string> {
  if (apiKey !== undefined) return { Authorization: `Api-Key ${apiKey}` };
  return as === null ? {} : { Authorization: `Api-Key ${Buffer.from(JSON.stringify(as)).toString('base64url')}` };
}

/** In the place of the registry, for chains whose subject is not who asks. */
export const verifyTestCaller: VerifyCredential = async (credential) => {
  if (credential === undefined) return { ok: false, reason: 'malformed' };
  const caller = JSON.parse(Buffer.from(credential.text, 'base64url').toString()) as TestCaller;
  if (!isRole(caller.role)) return { ok: false, reason: 'unknown' };
  const { tenant_id, name, role, key_id, api_key_prefix } = caller;
  return { ok: true, scope: tenantScope(tenant_id), name, role, keyId: key_id, prefix: api_key_prefix };
};
