import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { readConfig } from '../config.ts';
import { Problem } from '../domain/problems.ts';
import { places as configuredPlaces, limiter, requestAddress } from '../limits/configured.ts';
import type { Limiter } from '../limits/limiter.ts';
import type { Places } from '../limits/places.ts';
import { type Logger, makeLogger } from '../observability/logger.ts';
import { authenticate } from './authenticate.ts';
import { authorize } from './authorize.ts';
import { type VerifyCredential, verifyCredential } from './credential.ts';
import type { Exchange, HttpContext } from './exchange.ts';
import { fitAnswer } from './fit-answer.ts';
import { heavyReads } from './heavy-reads.ts';
import { type IdempotencyStore, idempotencyIn } from './idempotency.ts';
import { idempotent } from './idempotent.ts';
import type { ContextOf, Implemented } from './implement.ts';
import { inInvocation } from './invocation.ts';
import { problemAnswer } from './problem-answer.ts';
import { rateLimit } from './rate-limit.ts';
import { type Answer, sendProblem, sendReply, textOf } from './reply.ts';
import { rawRequest } from './request.ts';
import { requestLog } from './request-log.ts';
import { routed } from './routed.ts';
import { sent } from './sent.ts';
import { validated } from './validated.ts';

/** The parts of a chain that tests put others in the place of; the configured ones where left out. */
export interface ChainOptions {
  /** Compare every answer with its declaration, and fail where they differ: for tests. */
  checkReplies?: boolean;
  /** Where answers to POSTs with an `Idempotency-Key` are kept; the staging table when left out. */
  idempotency?: IdempotencyStore;
  limiter?: Limiter;
  logger?: Logger;
  /** Places of heavy requests; the configured ones when left out. */
  places?: Places;
  verify?: VerifyCredential;
}

export type HttpHandler = (
  event: APIGatewayProxyEvent,
  context?: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<APIGatewayProxyResult>;

/** Time left to answer when a function is about to be cut off. */
const LEFT_MS = 500;

/** The Lambda handler (API Gateway REST proxy event) of these endpoints: the one chain that every request goes through. */
export const httpFunction = (...implemented: Implemented[]): HttpHandler => httpFunctionWith({}, ...implemented);

export function httpFunctionWith(options: ChainOptions, ...implemented: Implemented[]): HttpHandler {
  const component = implemented[0]?.endpoint.function ?? 'docs';
  const traced = implemented.every(({ endpoint }) => endpoint.traced);
  const logger = options.logger ?? makeLogger(component);
  const limits = () => options.limiter ?? limiter();
  const store = lazily(() => options.idempotency ?? stagingTable());

  // From the outside in. What is done on the way out (`after`, `onError`) happens in the reverse order.
  const log = requestLog(component);
  // Middy's own early end is of the handler alone: what stands before and after it may hang as well (see `inTime`).
  const chain = middy<APIGatewayProxyEvent, Answer, Error, HttpContext & Context>({
    timeoutEarlyInMillis: 0,
  })
    .use(log)
    .use(sent())
    .use(problemAnswer())
    .use(fitAnswer())
    .use(routed(implemented))
    .use(authenticate(options.verify ?? verifyCredential, limits))
    .use(rateLimit(limits))
    .use(authorize())
    .use(validated({ checkReplies: options.checkReplies ?? false }))
    .use(heavyReads(() => options.places ?? configuredPlaces()))
    .use(idempotent(store))
    .handler((_event, { exchange }) => answer(exchange));

  return (event, context) => {
    const requestId = event.requestContext?.requestId ?? randomUUID();
    const request = rawRequest(event);
    const invocation = { component, requestId, traced, parent: { traceparent: request.header('traceparent') } };
    return inInvocation(invocation, (span) => {
      const startedMs = performance.now();
      const exchange: Exchange = { requestId, address: requestAddress(event), logger, span, startedMs, request };
      const answered = chain(event, { exchange } as HttpContext & Context).then(asResult);
      return inTime(answered, context?.getRemainingTimeInMillis(), () => {
        const result = sendProblem(new Problem('timeout'), event.path, requestId);
        log.note(event.httpMethod, exchange, result);
        return result;
      });
    });
  };
}

/**
 * The answer, or, just before the function is cut off, `late`: the gateway's own word would have no line in the log. What
 * is under way goes on; its idempotency key stays taken until it must have ended.
 * @param remainingMs unknown outside of Lambda
 */
async function inTime<T>(answered: Promise<T>, remainingMs: number | undefined, late: () => T): Promise<T> {
  if (remainingMs === undefined) return answered;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late()), Math.max(0, remainingMs - LEFT_MS));
  });
  // Whatever becomes of it then, nobody hears of it any more.
  answered.catch(() => undefined);
  return Promise.race([answered, tooLate]).finally(() => clearTimeout(timer));
}

/** Lambda takes texts only. */
const asResult = (answer: Answer): APIGatewayProxyResult => ({ ...answer, body: textOf(answer.body) });

/** The innermost of the chain: all that is asked has been checked. */
async function answer(exchange: Exchange): Promise<Answer> {
  const { kept, route, input, request, requestId, address, logger, scope, caller } = exchange;
  if (kept) return kept;
  const { endpoint, handle } = route!;
  const context = { requestId, address, logger, scope, caller } as ContextOf<typeof endpoint.access>;
  return sendReply(endpoint, await handle(context, { ...input!, request }), requestId);
}

function stagingTable(): IdempotencyStore {
  const { staging, keys } = readConfig(['staging', 'keys']);
  return idempotencyIn(staging.STAGING_TABLE, keys.KEY_PEPPER);
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
