/** The OpenTelemetry SDK, imported by tracing.ts where a collector is configured, and by nothing else. */
import {
  type Context,
  context,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  type IdGenerator,
  ParentBasedSampler,
  RandomIdGenerator,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { correlation } from './correlation.ts';
import { describeError } from './describe-error.ts';
import type { Carrier, SpanOptions, Spans } from './tracing.ts';

/** A collector that does not answer must not hold a function up. */
const EXPORT_TIMEOUT_MS = 2000;
const FLUSH_TIMEOUT_MS = 500;
const BATCH_DELAY_MS = 500;

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

export interface SpansOptions {
  /** Of the collector, without `/v1/traces`. */
  readonly endpoint: string;
  /** Of the traces that are kept, 0 to 1. */
  readonly share: number;
  /** Whether `flush` waits until spans are sent; else they go by themselves, every half second. */
  readonly flushes: boolean;
}

export function openSpans({ endpoint, share, flushes }: SpansOptions): Spans {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: EXPORT_TIMEOUT_MS,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'tranche' }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    idGenerator: new RequestIdGenerator(),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        scheduledDelayMillis: BATCH_DELAY_MS,
        exportTimeoutMillis: EXPORT_TIMEOUT_MS,
      }),
    ],
  });
  const tracer = provider.getTracer('tranche');

  return {
    inSpan(name, { kind, attributes = {}, parent }, work) {
      const options = { attributes: { ...ids(), ...attributes }, ...(kind ? { kind: KINDS[kind] } : {}) };
      return tracer.startActiveSpan(name, options, parentContext(parent), async (span) => {
        try {
          return await work({
            rename: (given) => void span.updateName(given),
            set: (key, value) => void span.setAttribute(key, value),
            fail: () => void span.setStatus({ code: SpanStatusCode.ERROR }),
          });
        } catch (error) {
          const { name: type, code } = describeError(error);
          span.setAttribute('error.type', code ?? type).setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      });
    },

    carrier() {
      const current = trace.getSpanContext(context.active());
      if (current === undefined) return {};
      const flags = current.traceFlags.toString(16).padStart(2, '0');
      return { traceparent: `00-${current.traceId}-${current.spanId}-${flags}` };
    },

    async flush() {
      if (flushes) await provider.forceFlush({ timeoutMillis: FLUSH_TIMEOUT_MS }).catch(() => undefined);
    },
  };
}

/** What leads from a span to the log lines of the same work. */
function ids(): SpanOptions['attributes'] {
  const { component, request_id, sync_id, tenant_id } = correlation();
  const known = { 'tranche.component': component, 'tranche.request_id': request_id };
  const work = { 'tranche.sync_id': sync_id, 'tranche.tenant_id': tenant_id };
  const entries = Object.entries({ ...known, ...work }).filter((entry): entry is [string, string] => !!entry[1]);
  return Object.fromEntries(entries);
}

function parentContext(parent: Carrier | undefined): Context {
  const remote = readTraceparent(parent?.traceparent);
  if (remote !== undefined) return trace.setSpanContext(ROOT_CONTEXT, remote);
  return context.active();
}

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

function readTraceparent(text: string | undefined): SpanContext | undefined {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(text ?? '') ?? [];
  if (!traceId || !spanId || !flags) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
}

/** A trace that starts here has the id of its request, so that whoever has the one has the other. */
class RequestIdGenerator implements IdGenerator {
  readonly #random = new RandomIdGenerator();

  generateTraceId(): string {
    const id = correlation().request_id?.replaceAll('-', '').toLowerCase();
    return id !== undefined && /^(?!0{32})[0-9a-f]{32}$/.test(id) ? id : this.#random.generateTraceId();
  }

  generateSpanId(): string {
    return this.#random.generateSpanId();
  }
}
