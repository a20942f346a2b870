import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { z } from 'zod';
import { readConfig } from '../config.ts';
import { Problem } from '../domain/problems.ts';
import { admit } from '../limits/admission.ts';
import { limiter, requestAddress } from '../limits/configured.ts';
import type { Limiter } from '../limits/limiter.ts';
import { correlate, correlation } from '../observability/correlation.ts';
import { emit } from '../observability/emf.ts';
import { inInvocation } from '../observability/invocation.ts';
import { type Logger, makeLogger } from '../observability/logger.ts';
import { type AuthorizerContext, type ContextOf, callerOf, type TenantContext } from './caller.ts';
import type { Access, Endpoint, OpenQuery } from './endpoint.ts';
import { fitAnswer } from './fit-answer.ts';
import { checkIdempotencyKey, type IdempotencyStore, idempotencyIn } from './idempotency.ts';
import { asProblem, checkReply, type Reply, sendProblem, sendReply } from './reply.ts';
import { type ParsedRequest, parseRequest, type RawRequest, rawRequest } from './request.ts';
import { findRoute, type Match } from './routes.ts';

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
  /** The configured limits when left out. */
  limiter?: Limiter;
  logger?: Logger;
}

export type HttpHandler = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

/** The Lambda handler (API Gateway REST proxy event) of these endpoints. */
export const serve = (...implemented: Implemented[]): HttpHandler => serveWith({}, ...implemented);

/** Tags of what asks how the service is: nobody wants traces of that. */
const UNTRACED: readonly string[] = ['health', 'metrics'];
/** Reads slower than this are worth a line. */
const SLOW_MS = 2000;

export function serveWith(options: ServeOptions, ...implemented: Implemented[]): HttpHandler {
  const component = options.component ?? implemented[0]?.endpoint.tag ?? 'http';
  const logger = options.logger ?? makeLogger(component);
  const once = lazily(() => options.idempotency ?? stagingTable());

  return (event) => {
    const startedMs = performance.now();
    const requestId = event.requestContext?.requestId ?? randomUUID();
    const found = attempt(() => findRoute(implemented, event));
    const endpoint = 'route' in found ? found.route.endpoint : undefined;
    // Never the path itself: it holds what the client chose.
    const route = endpoint?.path ?? '{none}';
    const about = {
      name: `${event.httpMethod} ${route}`,
      parent: parentOf(event),
      traced: !UNTRACED.includes(endpoint?.tag ?? ''),
    };

    return inInvocation({ component, requestId, ...about }, async (span) => {
      let result: APIGatewayProxyResult;
      let limits: Record<string, string> = {};
      try {
        limits = await admit(event, endpoint?.path, requestAddress(event), () => options.limiter ?? limiter());
        if (!('route' in found)) throw found.refusal;
        result = await answer(found.route, event, found.params, requestId);
        if (options.checkReplies) {
          checkReply(found.route.endpoint, result.statusCode, String(result.headers?.['Content-Type']), result.body);
        }
        result = await fitAnswer(event, result);
      } catch (error) {
        const problem = asProblem(error);
        if (problem.status >= 500) {
          logger.error(problem.code, { operation: endpoint?.operationId, error: (problem.cause ?? problem) as Error });
        }
        result = sendProblem(problem, event.path, requestId);
      }
      result = { ...result, headers: { ...result.headers, ...limits } };
      const status = result.statusCode;
      const durationMs = performance.now() - startedMs;
      span.set('http.route', route);
      span.set('http.response.status_code', status);
      if (status >= 500) span.fail();
      noteRequest({ component, method: event.httpMethod, route, status, durationMs });
      // Whoever polls must not fill the log: a read that went well is for the metrics.
      const isRead = event.httpMethod === 'GET' || event.httpMethod === 'HEAD';
      logger[isRead && status < 400 && durationMs < SLOW_MS ? 'debug' : 'info']('request', {
        operation: endpoint?.operationId ?? 'none',
        method: event.httpMethod,
        status,
        duration_ms: Math.round(durationMs),
      });
      return event.httpMethod === 'HEAD' ? { ...result, body: '' } : result;
    });
  };

  async function answer(
    { endpoint, handle }: Implemented,
    event: APIGatewayProxyEvent,
    pathParams: Record<string, string>,
    requestId: string,
  ): Promise<APIGatewayProxyResult> {
    const context = contextOf(endpoint, event, requestId, logger);
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
    if (notKept !== undefined) logger.error('answer not kept for its idempotency key', { error: notKept as Error });
    if (!repeated) return answer;
    return { ...answer, headers: { ...answer.headers, 'X-Request-Id': requestId, 'Idempotency-Replayed': 'true' } };
  }
}

function contextOf(endpoint: Endpoint, event: APIGatewayProxyEvent, requestId: string, logger: Logger) {
  if (endpoint.access === 'public') return { requestId, address: requestAddress(event), logger };
  const { scope, caller, address } = callerOf(event);
  correlate({ tenant_id: scope.tenantId });
  if (!endpoint.roles.includes(caller.role)) {
    throw new Problem('forbidden', `The role ${caller.role} may not do this; ${endpoint.roles.join(' or ')} may.`);
  }
  const context: TenantContext = { requestId, address, scope, caller, logger };
  return context;
}

type Found = Match<Implemented> | { refusal: unknown };

function attempt(find: () => Match<Implemented>): Found {
  try {
    return find();
  } catch (refusal) {
    return { refusal };
  }
}

/** The authorizer's span, or that of a client which traces its own requests. */
function parentOf(event: APIGatewayProxyEvent): { traceparent?: string | undefined } {
  const context = event.requestContext?.authorizer as Partial<AuthorizerContext> | null | undefined;
  return { traceparent: context?.traceparent ?? rawRequest(event).header('traceparent') };
}

interface AnsweredRequest {
  component: string;
  method: string;
  route: string;
  status: number;
  durationMs: number;
}

function noteRequest({ component, method, route, status, durationMs }: AnsweredRequest): void {
  const { request_id = '', tenant_id = '' } = correlation();
  emit({
    values: {
      http_requests_total: [1, 'count'],
      http_client_errors_total: [status >= 400 && status < 500 ? 1 : 0, 'count'],
      http_server_errors_total: [status >= 500 ? 1 : 0, 'count'],
      http_request_duration_seconds: [durationMs / 1000, 'seconds'],
    },
    dimensions: [{ function: component }, { method, route }],
    properties: { status, request_id, tenant_id },
  });
}

function stagingTable(): IdempotencyStore {
  const { staging, keys } = readConfig(['staging', 'keys']);
  return idempotencyIn(staging.STAGING_TABLE, keys.KEY_PEPPER);
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
