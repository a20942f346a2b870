import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { z } from 'zod';
import { readConfig } from '../config.ts';
import { type Logger, loggerFor, makeLogger } from '../observability/logger.ts';
import { type ContextOf, callerOf, type TenantContext } from './caller.ts';
import type { Access, Endpoint, OpenQuery } from './endpoint.ts';
import { checkIdempotencyKey, type IdempotencyStore, idempotencyIn } from './idempotency.ts';
import { Problem } from './problems.ts';
import { asProblem, checkReply, type Reply, sendProblem, sendReply } from './reply.ts';
import { type ParsedRequest, parseRequest, type RawRequest, rawRequest } from './request.ts';
import { findRoute } from './routes.ts';

export interface InputOf<E extends Endpoint> {
  params: z.output<E['params']>;
  query: z.output<E['query']> & OpenQueryOf<E>;
  body: z.output<E['body']>;
  request: RawRequest;
}

type OpenQueryOf<E> = E extends { openQuery?: OpenQuery<infer O> | undefined } ? O : unknown;
type BodyOf<E extends Endpoint> = z.input<NonNullable<E['success']['schema']>>;

/** A declared endpoint with its handler. */
export interface Implemented {
  endpoint: Endpoint;
  handle(context: ContextOf<Access>, input: ParsedRequest & { request: RawRequest }): Promise<Reply>;
}

/** Binds a handler to its declaration; the types of its input and its answer come from there. */
export function implement<E extends Endpoint>(
  endpoint: E,
  handle: (context: ContextOf<E['access']>, input: InputOf<E>) => Promise<Reply<BodyOf<E>>>,
): Implemented {
  // Sound because `serve` hands over what `parseRequest` made from this very declaration.
  return { endpoint, handle: handle as unknown as Implemented['handle'] };
}

export interface ServeOptions {
  /** The component in log lines; the first endpoint's tag when left out. */
  component?: string;
  /** Compare every answer with its declaration, and fail where they differ: for tests. */
  checkReplies?: boolean;
  /** Where answers to POSTs with an `Idempotency-Key` are kept; the staging table when left out. */
  idempotency?: IdempotencyStore;
  logger?: Logger;
}

export type HttpHandler = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

/** The Lambda handler (API Gateway REST proxy event) of these endpoints. */
export const serve = (...implemented: Implemented[]): HttpHandler => serveWith({}, ...implemented);

export function serveWith(options: ServeOptions, ...implemented: Implemented[]): HttpHandler {
  const logger = options.logger ?? makeLogger(options.component ?? implemented[0]?.endpoint.tag ?? 'http');
  const once = lazily(() => options.idempotency ?? stagingTable());

  return async (event) => {
    const startedMs = Date.now();
    const requestId = event.requestContext?.requestId ?? randomUUID();
    const log = loggerFor(logger, { request_id: requestId });
    let operation = 'none';
    let result: APIGatewayProxyResult;
    try {
      const { route, params } = findRoute(implemented, event);
      operation = route.endpoint.operationId;
      result = await answer(route, event, params, requestId, log);
      if (options.checkReplies) {
        checkReply(route.endpoint, result.statusCode, String(result.headers?.['Content-Type']), result.body);
      }
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status >= 500) log.error(problem.code, { operation, error: (problem.cause ?? problem) as Error });
      result = sendProblem(problem, event.path, requestId);
    }
    log.info('request', {
      operation,
      method: event.httpMethod,
      status: result.statusCode,
      duration_ms: Date.now() - startedMs,
    });
    return event.httpMethod === 'HEAD' ? { ...result, body: '' } : result;
  };

  async function answer(
    { endpoint, handle }: Implemented,
    event: APIGatewayProxyEvent,
    pathParams: Record<string, string>,
    requestId: string,
    log: Logger,
  ): Promise<APIGatewayProxyResult> {
    const context = contextOf(endpoint, event, requestId, log);
    const tenantId = 'scope' in context ? context.scope.tenantId : undefined;
    const request = rawRequest(event);
    const parsed = parseRequest(endpoint, event, pathParams, tenantId);
    const run = async () => sendReply(endpoint, await handle(context, { ...parsed, request }), requestId);

    const key = endpoint.replayable ? request.header('idempotency-key') : undefined;
    if (key === undefined) return run();
    const { answer, repeated, notKept } = await once().once(
      {
        tenantId: tenantId ?? 'public',
        operationId: endpoint.operationId,
        key: checkIdempotencyKey(key),
        content: parsed,
      },
      async () => {
        const { statusCode, headers, body } = await run();
        return { statusCode, headers: headers as Record<string, string>, body };
      },
    );
    if (notKept !== undefined) log.error('answer not kept for its idempotency key', { error: notKept as Error });
    if (!repeated) return answer;
    return { ...answer, headers: { ...answer.headers, 'X-Request-Id': requestId, 'Idempotency-Replayed': 'true' } };
  }
}

function contextOf(endpoint: Endpoint, event: APIGatewayProxyEvent, requestId: string, logger: Logger) {
  if (endpoint.access === 'public') return { requestId, logger };
  const { scope, caller } = callerOf(event);
  if (!endpoint.roles.includes(caller.role)) {
    throw new Problem('forbidden', `The role ${caller.role} may not do this; ${endpoint.roles.join(' or ')} may.`);
  }
  const context: TenantContext = { requestId, scope, caller, logger: loggerFor(logger, { tenant_id: scope.tenantId }) };
  return context;
}

function stagingTable(): IdempotencyStore {
  const { staging, operations } = readConfig(['staging', 'operations']);
  return idempotencyIn(staging.STAGING_TABLE, operations.KEY_PEPPER);
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
