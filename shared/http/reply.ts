import type { APIGatewayProxyResult } from 'aws-lambda';
import type { Endpoint } from './endpoint.ts';
import { Problem } from './problems.ts';

/** What a handler gives back; the declaration decides how it is sent. */
export interface Reply<B = unknown> {
  body?: B;
  headers?: Record<string, string>;
  /** Only where it is not the declared one. */
  status?: number;
  /** Only where the declared one is negotiated. */
  contentType?: string;
}

const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'Cache-Control': 'no-store',
} as const;

/** @param reply its headers win over the defaults (a page brings its own content policy, for instance). */
export function sendReply(endpoint: Endpoint, reply: Reply, requestId: string): APIGatewayProxyResult {
  const { success } = endpoint;
  const type = reply.contentType ?? success.contentType ?? (success.schema ? 'application/json' : undefined);
  const text = typeof reply.body === 'string' && !isJson(type) ? reply.body : JSON.stringify(reply.body);
  return {
    statusCode: reply.status ?? success.status,
    headers: {
      ...SECURITY_HEADERS,
      ...(type && reply.body !== undefined ? { 'Content-Type': withCharset(type) } : {}),
      ...reply.headers,
      'X-Request-Id': requestId,
    },
    body: reply.body === undefined ? '' : (text ?? ''),
  };
}

export function sendProblem(problem: Problem, path: string, requestId: string): APIGatewayProxyResult {
  const document = { ...problem.document(), instance: path, request_id: requestId, ...problem.extensions };
  return {
    statusCode: problem.status,
    headers: {
      ...SECURITY_HEADERS,
      'Content-Type': 'application/problem+json',
      ...problem.headers,
      'X-Request-Id': requestId,
    },
    body: JSON.stringify(document),
  };
}

const isJson = (type: string | undefined): boolean => type !== undefined && /[/+]json$/.test(type);
const withCharset = (type: string): string =>
  type.startsWith('text/') && !type.includes('charset') ? `${type}; charset=utf-8` : type;

/** For tests: an answer that is not what its endpoint declares. */
export class UndeclaredReply extends Error {
  override readonly name = 'UndeclaredReply';
}

/**
 * Whether an answer is one that the endpoint declares: status, content type and the body's schema, without fields that
 * are not in it. Tests check every answer so; a running service trusts the types.
 * @throws {UndeclaredReply}
 */
export function checkReply(endpoint: Endpoint, status: number, contentType: string | undefined, body: string): void {
  const name = `${endpoint.operationId} answered ${status}`;
  if (status >= 400) {
    if (contentType !== 'application/problem+json') throw new UndeclaredReply(`${name} as ${contentType}`);
    return;
  }
  const { success } = endpoint;
  if (status !== success.status) throw new UndeclaredReply(`${name}, declared is ${success.status}`);
  if (!success.schema) return;
  const parsed = success.schema.safeParse(JSON.parse(body));
  if (!parsed.success) throw new UndeclaredReply(`${name}: ${parsed.error.message}`);
}

/** Any failure as a problem: what is not one is a fault of ours, and its text stays here. */
export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('internal-error', undefined, { cause: error });
}
