import { correlated } from '../observability/correlation.ts';
import { emit } from '../observability/emf.ts';
import { makeLogger } from '../observability/logger.ts';
import {
  type Carrier,
  flushSpans,
  inSpan,
  NO_SPAN,
  type OpenSpan,
  type SpanOptions,
  startTracing,
} from '../observability/tracing.ts';

export interface Invocation {
  /** The function. */
  readonly component: string;
  readonly requestId: string;
  readonly kind?: SpanOptions['kind'];
  readonly parent?: Carrier | undefined;
  /** False for what asks how the service is: nobody wants a trace of that. */
  readonly traced?: boolean;
}

let isCold = true;

/**
 * Runs one invocation of a function: its ids on all it logs and asks, a span around it, its cold start counted. It stands
 * around a chain and is no part of it: ids and spans hold for what happens inside of a call, and middy's steps are none.
 */
export async function inInvocation<T>(
  { component, requestId, kind = 'server', parent, traced = true }: Invocation,
  work: (span: OpenSpan) => Promise<T>,
): Promise<T> {
  if (isCold) {
    isCold = false;
    const labels = { function: component };
    emit({ values: { cold_starts_total: [1, 'count'] }, dimensions: [labels], counted: { labels } });
  }
  await startTracing((error) => makeLogger(component).warn('no traces', { error }));
  return correlated({ component, request_id: requestId }, async () => {
    try {
      return await (traced ? inSpan(component, { kind, parent }, work) : work(NO_SPAN));
    } finally {
      await flushSpans();
    }
  });
}
