import { readConfig } from '../config.ts';

/**
 * Spans, where a collector is configured. Everything else calls `inSpan`, which costs a comparison where none is: the
 * OpenTelemetry SDK is imported only when it is needed, and is no part of a function that is deployed without a collector.
 * A span says what was done and to what system; it never holds SQL, a value, a URL or a header.
 */
export interface SpanOptions {
  readonly kind?: 'server' | 'client' | 'producer' | 'consumer';
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  /** The span that asked for this one, in another function. */
  readonly parent?: Carrier | undefined;
}

/** How a span is named to another function: W3C Trace Context. */
export interface Carrier {
  readonly traceparent?: string | undefined;
}

/** The span at work, as far as work may add to it. */
export interface OpenSpan {
  rename(name: string): void;
  set(name: string, value: string | number | boolean): void;
  /** For work that does not end in an exception, but did not succeed either. */
  fail(): void;
}

export interface Spans {
  inSpan<T>(name: string, options: SpanOptions, work: (span: OpenSpan) => Promise<T>): Promise<T>;
  carrier(): Carrier;
  /** Sends what has ended; never longer than a moment, and never throws. */
  flush(): Promise<void>;
}

export const NO_SPAN: OpenSpan = { rename: () => undefined, set: () => undefined, fail: () => undefined };

let spans: Spans | undefined;
let starting: Promise<void> | undefined;

/** To be awaited before the first span of an invocation. @param failed is told why there will be no traces */
export function startTracing(failed: (error: Error) => void): Promise<void> {
  starting ??= open().catch(failed);
  return starting;
}

async function open(): Promise<void> {
  const { tracing, runtime } = readConfig(['tracing', 'runtime']);
  const endpoint = tracing.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined) return;
  const { openSpans } = await import('./otlp-spans.ts');
  spans = openSpans({
    endpoint,
    share: tracing.OTEL_TRACES_SAMPLER_ARG,
    flushes: runtime.AWS_LAMBDA_RUNTIME_API !== undefined,
  });
}

/** Does `work` in a span that ends with it. */
export const inSpan = <T>(name: string, options: SpanOptions, work: (span: OpenSpan) => Promise<T>): Promise<T> =>
  spans === undefined ? work(NO_SPAN) : spans.inSpan(name, options, work);

/** Names the span at work, for a message or an answer that another function goes on from. Empty without tracing. */
export const traceCarrier = (): Carrier => spans?.carrier() ?? {};

export const flushSpans = async (): Promise<void> => spans?.flush();

/** The verb of a statement, which is all that a trace may know of it. */
export const statementKind = (sql: string): string => /^\s*(\w{1,20})/.exec(sql)?.[1]?.toUpperCase() ?? 'STATEMENT';
