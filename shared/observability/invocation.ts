import { correlated } from './correlation.ts';
import { emit } from './emf.ts';
import { makeLogger } from './logger.ts';
import { type Carrier, flushSpans, inSpan, type OpenSpan, type SpanOptions, startTracing } from './tracing.ts';

export interface Invocation {
  /** The function. */
  readonly component: string;
  readonly requestId: string;
  readonly kind?: SpanOptions['kind'];
  /** Of the span; the component where left out. */
  readonly name?: string;
  readonly parent?: Carrier | undefined;
  /** False for what asks how the service is: nobody wants a trace of that. */
  readonly traced?: boolean;
}

const NO_SPAN: OpenSpan = { set: () => undefined, fail: () => undefined };

let isCold = true;

/** Runs one invocation of a function: its ids on all it logs and asks, a span around it, its cold start counted. */
export async function inInvocation<T>(
  { component, requestId, kind = 'server', name = component, parent, traced = true }: Invocation,
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
      return await (traced ? inSpan(name, { kind, parent }, work) : work(NO_SPAN));
    } finally {
      await flushSpans();
    }
  });
}
