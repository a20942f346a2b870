import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { type Logger, makeLogger } from '../observability/logger.ts';
import type { SpanOptions } from '../observability/tracing.ts';
import { inInvocation } from './invocation.ts';

export interface EventFunctionOptions {
  readonly kind?: SpanOptions['kind'];
  /** False for what nobody wants a trace of. */
  readonly traced?: boolean;
}

/** What the work of an event knows besides the event. */
export interface EventContext {
  readonly requestId: string;
  readonly logger: Logger;
  readonly remainingMs: () => number;
}

export type EventHandler<E, R> = (
  event: E,
  context: Pick<Context, 'awsRequestId'> & Partial<Pick<Context, 'getRemainingTimeInMillis'>>,
) => Promise<R>;

/**
 * The Lambda handler of a function that an event starts, not a request: its ids on all that it logs, a span, its cold
 * start counted, a failure told in its log. What fails is thrown on, so that Lambda tries the event again.
 */
export function eventFunction<E, R>(
  component: string,
  work: (event: E, context: EventContext) => Promise<R>,
  { kind = 'consumer', traced = true }: EventFunctionOptions = {},
): EventHandler<E, R> {
  const logger = makeLogger(component);
  const chain = middy<E, R, Error, Context & { work: EventContext }>({ timeoutEarlyInMillis: 0 })
    .use({ onError: ({ error }) => logger.error('event not handled', { error: error as Error }) })
    .handler((event, context) => work(event, context.work));
  return (event, context) => {
    const requestId = context.awsRequestId;
    const remainingMs = () => context.getRemainingTimeInMillis?.() ?? Number.POSITIVE_INFINITY;
    return inInvocation({ component, requestId, kind, traced }, () =>
      chain(event, { work: { requestId, logger, remainingMs } } as Context & { work: EventContext }),
    );
  };
}
