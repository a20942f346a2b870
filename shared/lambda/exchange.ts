import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import type { Caller } from '../domain/caller.ts';
import type { Problem } from '../domain/problems.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import type { Leave } from '../limits/places.ts';
import type { Logger } from '../observability/logger.ts';
import type { OpenSpan } from '../observability/tracing.ts';
import type { Access } from './endpoint.ts';
import type { Claim, KeptAnswer } from './idempotency.ts';
import type { Implemented } from './implement.ts';
import type { Answer } from './reply.ts';
import type { ParsedRequest, RawRequest } from './request.ts';

/** One request on its way through the chain: each middleware adds what it finds out. */
export interface Exchange {
  readonly requestId: string;
  /** Where the request came from, as the gateway saw it. */
  readonly address: string;
  readonly logger: Logger;
  readonly span: OpenSpan;
  readonly startedMs: number;
  readonly request: RawRequest;
  /** The path as it is declared; undefined where nothing is. */
  path?: string;
  /** What answers; undefined where nothing does, or not by this method. */
  route?: Implemented;
  pathParameters?: Record<string, string>;
  /** Why there is no route: told to those only who may know what there is. */
  unroutable?: Problem;
  /** What it takes to get there; by `routed`, for every request. */
  access?: Access;
  /** Whose data it is about; undefined on public paths, and for the installation's own monitoring. */
  scope?: TenantScope;
  caller?: Caller;
  /** Headers that tell how much of the limits is left. */
  limitHeaders?: Record<string, string>;
  input?: ParsedRequest;
  /** The request's hold on its idempotency key. */
  claim?: Claim;
  /** Its place among the tenant's requests to the warehouse, which it gives back in the end. */
  place?: Leave;
  /** Whether the log has its line. */
  isNoted?: boolean;
  /** The answer to the same request earlier, which is given instead of doing the work again. */
  kept?: KeptAnswer;
}

/** Middy hands handlers nothing but event and context, so the exchange is part of the latter. */
export interface HttpContext {
  readonly exchange: Exchange;
}

export type HttpMiddleware = MiddlewareObj<APIGatewayProxyEvent, Answer, Error, HttpContext & Context>;
