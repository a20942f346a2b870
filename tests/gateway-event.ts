import type { APIGatewayProxyEvent } from 'aws-lambda';

export interface EventParts {
  method?: string;
  path: string;
  resource?: string;
  pathParameters?: Record<string, string>;
  query?: string;
  headers?: Record<string, string>;
  body?: string;
  base64?: boolean;
  /** The authorizer's context; null for a request that had none. */
  authorizer?: Record<string, string> | null;
}

export const BANK001 = {
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
    headers: parts.headers ?? {},
    multiValueHeaders: {},
    queryStringParameters: query.length > 0 ? Object.fromEntries(query) : null,
    multiValueQueryStringParameters: query.length > 0 ? Object.fromEntries(multi) : null,
    pathParameters: parts.pathParameters ?? null,
    stageVariables: null,
    body: parts.body ?? null,
    isBase64Encoded: parts.base64 ?? false,
    requestContext: { requestId: 'request-1', authorizer: parts.authorizer === undefined ? BANK001 : parts.authorizer },
  } as unknown as APIGatewayProxyEvent;
}
