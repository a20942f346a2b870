import type { APIGatewayProxyResult } from 'aws-lambda';
import { boundInstance } from '../domain/problem-bounds.ts';
import { Problem } from '../domain/problems.ts';
import { AUTHENTICATION_FAILED, MEMORY_LIMIT_EXCEEDED, NOT_ENOUGH_SPACE } from '../warehouse/error-codes.ts';
import type { Endpoint } from './endpoint.ts';

/** What a handler gives back; the declaration decides how it is sent. */
export interface Reply<B = unknown> {
  body?: B;
  /** Instead of `body`: JSON of it that is made already, for what is too large to be read and written again. */
  json?: string | readonly Buffer[];
  headers?: Record<string, string>;
  /** Only where it is not the declared one. */
  status?: number;
  /** Only where the declared one is negotiated. */
  contentType?: string;
}

/** A text, or its bytes in pieces. */
export type AnswerBody = string | readonly Buffer[];

/** An answer as Lambda takes it, but for its body: a long one stays in pieces until the last moment (fit-answer.ts). */
export interface Answer extends Omit<APIGatewayProxyResult, 'body'> {
  body: AnswerBody;
}

export const textOf = (body: AnswerBody): string => (typeof body === 'string' ? body : Buffer.concat(body).toString());

/** Of every answer, also of those that the gateway gives by itself. */
export const ALWAYS_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'Cache-Control': 'no-store',
} as const;
const SECURITY_HEADERS = {
  ...ALWAYS_HEADERS,
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
} as const;

/** @param reply its headers win over the defaults (a page brings its own content policy, for instance). */
export function sendReply(endpoint: Endpoint, reply: Reply, requestId: string): Answer {
  const { success } = endpoint;
  const type = reply.contentType ?? success.contentType ?? (success.schema ? 'application/json' : undefined);
  const text =
    reply.json ?? (typeof reply.body === 'string' && !success.schema ? reply.body : JSON.stringify(reply.body));
  return {
    statusCode: reply.status ?? success.status,
    headers: {
      ...SECURITY_HEADERS,
      ...(type && text !== undefined ? { 'Content-Type': withCharset(type) } : {}),
      ...reply.headers,
      'X-Request-Id': requestId,
    },
    body: text ?? '',
  };
}

export function sendProblem(problem: Problem, path: string, requestId: string): APIGatewayProxyResult {
  const document = {
    ...problem.document(),
    instance: boundInstance(path),
    request_id: requestId,
    ...problem.extensions,
  };
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
export function checkReply(
  endpoint: Endpoint,
  status: number,
  contentType: string | undefined,
  body: AnswerBody,
): void {
  const name = `${endpoint.operationId} answered ${status}`;
  if (status >= 400) {
    if (contentType !== 'application/problem+json') throw new UndeclaredReply(`${name} as ${contentType}`);
    return;
  }
  const { success } = endpoint;
  if (status !== success.status) throw new UndeclaredReply(`${name}, declared is ${success.status}`);
  if (!success.schema) return;
  const parsed = success.schema.safeParse(JSON.parse(textOf(body)));
  if (!parsed.success) throw new UndeclaredReply(`${name}: ${parsed.error.message}`);
}

/** Memory, time and size limits of a query, by ClickHouse's codes. */
const WAREHOUSE_LIMITS: readonly unknown[] = ['158', '159', '160', MEMORY_LIMIT_EXCEEDED, '307', '396'];

/** What a database that is starting, stopping or unreachable answers: Postgres' codes and the network's. */
const UNREACHABLE: readonly unknown[] = [
  '57P01',
  '57P02',
  '57P03',
  '53300',
  // It knows the login, its password or the database no longer: somebody is changing it.
  '28000',
  '28P01',
  '3D000',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
];

/** No space left on a disk: Postgres' code, and the operating system's. */
const FULL: readonly unknown[] = ['53100', 'ENOSPC'];

/** A part that is away is looked for again soon. */
const away = (code: 'unavailable' | 'warehouse-unavailable' | 'storage-full', cause: unknown): Problem =>
  new Problem(code, undefined, { cause, headers: { 'Retry-After': '5' } });

/**
 * Any failure as a problem. What is not known is a fault of ours, and its text stays here. The warehouse's errors are
 * known by name, so that functions without a warehouse need not carry its client.
 */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { name, code, isOwnLimit } = (error ?? {}) as { name?: unknown; code?: unknown; isOwnLimit?: unknown };
  if (name === 'WarehouseUnavailable') return away('warehouse-unavailable', error);
  if (FULL.includes(code) || (name === 'WarehouseError' && code === NOT_ENOUGH_SPACE))
    return away('storage-full', error);
  // Somebody is changing its password.
  if (name === 'WarehouseError' && code === AUTHENTICATION_FAILED) return away('warehouse-unavailable', error);
  // Others used the memory up: nothing is wrong with this query.
  if (code === MEMORY_LIMIT_EXCEEDED && isOwnLimit === false) return away('warehouse-unavailable', error);
  if (name === 'WarehouseError' && WAREHOUSE_LIMITS.includes(code)) {
    return new Problem('query-too-heavy', undefined, { cause: error });
  }
  if (UNREACHABLE.includes(code) || name === 'TimeoutError') return away('unavailable', error);
  return new Problem('internal-error', undefined, { cause: error });
}
