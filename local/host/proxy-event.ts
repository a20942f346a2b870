import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { ACCOUNT } from './template.ts';

/** One HTTP request on its way through the gateway. */
export interface GatewayRequest {
  readonly requestId: string;
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly sourceIp: string;
  readonly receivedAt: Date;
}

export interface GatewayTarget {
  readonly apiId: string;
  readonly stage: string;
  readonly region: string;
  /** Path of the API's resource, such as `/api/uploads/{upload_id}`. */
  readonly resource: string;
  readonly resourceId: string;
  readonly parameters: Record<string, string> | undefined;
}

export function readRequest(message: IncomingMessage, requestId: string): GatewayRequest {
  const target = message.url ?? '/';
  const question = target.indexOf('?');
  const path = question < 0 ? target : target.slice(0, question);
  return {
    requestId,
    method: message.method ?? 'GET',
    // A proxy's request has the whole URL here.
    path: path.startsWith('/') ? path : URL.canParse(path) ? new URL(path).pathname : '/',
    query: new URLSearchParams(question < 0 ? '' : target.slice(question + 1)),
    headers: headersOf(message),
    sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
    receivedAt: new Date(),
  };
}

/** First value of a header, whatever its case. */
export function headerOf(request: GatewayRequest, name: string): string | undefined {
  for (const [key, values] of request.headers) if (key.toLowerCase() === name.toLowerCase()) return values[0];
  return undefined;
}

/** Names as they were sent, and what API Gateway's own proxy adds. */
function headersOf(message: IncomingMessage): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  const spelling = new Map<string, string>();
  for (let index = 0; index + 1 < message.rawHeaders.length; index += 2) {
    const name = message.rawHeaders[index] ?? '';
    const known = spelling.get(name.toLowerCase()) ?? name;
    spelling.set(name.toLowerCase(), known);
    headers.set(known, [...(headers.get(known) ?? []), message.rawHeaders[index + 1] ?? '']);
  }
  headers.set('X-Forwarded-For', [message.socket.remoteAddress ?? '127.0.0.1']);
  headers.set('X-Forwarded-Port', [String(message.socket.localPort ?? 80)]);
  headers.set('X-Forwarded-Proto', ['http']);
  return headers;
}

/** The event of a Lambda proxy integration of a REST API (payload version 1.0). */
export function proxyEvent(
  request: GatewayRequest,
  target: GatewayTarget,
  body: { readonly text: string; readonly base64: boolean } | undefined,
): APIGatewayProxyEvent {
  return {
    ...requestParts(request, target),
    body: body?.text ?? null,
    isBase64Encoded: body?.base64 ?? false,
    requestContext: requestContext(request, target),
  };
}

function requestParts(request: GatewayRequest, target: GatewayTarget) {
  const queryNames = [...new Set(request.query.keys())];
  const headers = [...request.headers];
  return {
    resource: target.resource,
    path: request.path,
    httpMethod: request.method,
    // Where a name is repeated, the single-valued form has the last value.
    headers: Object.fromEntries(headers.map(([name, values]) => [name, values.at(-1) ?? ''])),
    multiValueHeaders: Object.fromEntries(headers.map(([name, values]) => [name, [...values]])),
    queryStringParameters:
      queryNames.length === 0
        ? null
        : Object.fromEntries(queryNames.map((name) => [name, request.query.getAll(name).at(-1) ?? ''])),
    multiValueQueryStringParameters:
      queryNames.length === 0 ? null : Object.fromEntries(queryNames.map((name) => [name, request.query.getAll(name)])),
    pathParameters: target.parameters ?? null,
    stageVariables: null,
  };
}

function requestContext(request: GatewayRequest, target: GatewayTarget): APIGatewayProxyEvent['requestContext'] {
  const host = headerOf(request, 'host') ?? '127.0.0.1';
  return {
    accountId: ACCOUNT,
    apiId: target.apiId,
    authorizer: null,
    domainName: host,
    domainPrefix: target.apiId,
    extendedRequestId: request.requestId,
    httpMethod: request.method,
    identity: {
      accessKey: null,
      accountId: null,
      apiKey: null,
      apiKeyId: null,
      caller: null,
      clientCert: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: request.sourceIp,
      user: null,
      userAgent: headerOf(request, 'user-agent') ?? null,
      userArn: null,
    },
    path: request.path,
    protocol: 'HTTP/1.1',
    requestId: request.requestId,
    requestTime: commonLogTime(request.receivedAt),
    requestTimeEpoch: request.receivedAt.getTime(),
    resourceId: target.resourceId,
    resourcePath: target.resource,
    stage: target.stage,
  };
}

/** 20/Nov/2026:10:31:07 +0000 */
function commonLogTime(time: Date): string {
  const [, day, month, year, clock] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(time.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${clock} +0000`;
}
