import type { Span } from './span-collector.ts';

/** All that one sync was seen to do, from the request on: its first span is `POST /api/sync`. */
export type Trace = readonly Span[];

const REQUEST = 'POST /api/sync';
const WORK = 'run-sync';

/** Of the traces that begin with a request for a sync and in which a function has ended its work on it, in their order. */
export function syncTraces(spans: readonly Span[]): Trace[] {
  const byTrace = Map.groupBy(spans, ({ traceId }) => traceId);
  return [...byTrace.values()]
    .filter((trace) => trace.some(({ name }) => name === REQUEST) && trace.some(({ name }) => name === WORK))
    .map((trace) => trace.toSorted((a, b) => a.begun - b.begun || b.ended - a.ended))
    .toSorted((a, b) => a[0]!.begun - b[0]!.begun);
}

/** A line for each span: milliseconds since the request, milliseconds it took, and its name beneath that of its parent. */
export function traceLines(trace: Trace): string[] {
  const origin = trace[0]?.begun ?? 0;
  const parents = new Map(trace.map(({ spanId, parentSpanId }) => [spanId, parentSpanId]));
  const depth = (spanId: string): number => {
    const parent = parents.get(spanId);
    return parent !== undefined && parents.has(parent) ? depth(parent) + 1 : 0;
  };
  const cell = (milliseconds: number) => milliseconds.toFixed(0).padStart(6);
  return trace.map(
    ({ spanId, name, begun, ended }) =>
      `${cell(begun - origin)} ${cell(ended - begun)}  ${'  '.repeat(depth(spanId))}${name}`,
  );
}

/** The moments that part a sync. */
interface Moments {
  readonly requested: number;
  readonly taken: number;
  readonly checked: number;
  readonly publishing: number;
  readonly published: number;
  readonly ended: number;
  readonly workEnded: number;
}

/** @throws {Error} for a sync that published nothing: there is nothing to tell of its parts */
function momentsOf(trace: Trace): Moments {
  const first = (name: string): Span => {
    const found = trace.find((span) => span.name === name);
    if (!found) throw new Error(`the trace of a sync has no ${name}`);
    return found;
  };
  const work = first(WORK);
  const publish = first('sync publish');
  return {
    requested: first(REQUEST).begun,
    taken: work.begun,
    checked: first('sync check').begun,
    publishing: publish.begun,
    published: publish.ended,
    ended: Math.max(...trace.filter(({ name }) => name === 'sync clean-up').map(({ ended }) => ended), publish.ended),
    workEnded: work.ended,
  };
}

/** Milliseconds of the parts of a sync, one after the other. Until it is published they are the whole time. */
export function partsOf(trace: Trace) {
  const { requested, taken, checked, publishing, published, ended, workEnded } = momentsOf(trace);
  return {
    queue: taken - requested,
    preparation: checked - taken,
    load: publishing - checked,
    publish: published - publishing,
    after: ended - published,
    ahead: Math.max(0, workEnded - ended),
  };
}
export type SyncPart = keyof ReturnType<typeof partsOf>;

/** Milliseconds of the same kind of work, in one trace. */
export interface Work {
  readonly count: number;
  /** Added up, also where several ran at once. */
  readonly total: number;
  /** Of it, what the end had to wait for. */
  readonly onPath: number;
}

/** Clocks of two processes, and of two spans that follow each other in one. */
const TOLERANCE_MS = 0.5;

/**
 * What the time from the request until it is published was spent on: what is asked of another process (the statements of
 * the engine, and so on), by the name that `nameOf` gives it, and `function` for what lies between. The critical path is
 * found from the end: whatever ended last before a moment is what that moment waited for.
 * @param nameOf undefined for what shall not be told apart from the function's own time
 */
export function workUntilPublished(
  trace: Trace,
  nameOf: (span: Span) => string | undefined,
): ReadonlyMap<string, Work> {
  const { requested, published } = momentsOf(trace);
  const parents = new Set(trace.map(({ parentSpanId }) => parentSpanId));
  const asked = trace.filter(
    (span) => !parents.has(span.spanId) && span.begun < published && nameOf(span) !== undefined,
  );
  const works = new Map<string, Work>();
  const add = (name: string, more: Work) => {
    const { count, total, onPath } = works.get(name) ?? { count: 0, total: 0, onPath: 0 };
    works.set(name, { count: count + more.count, total: total + more.total, onPath: onPath + more.onPath });
  };
  for (const span of asked) {
    add(nameOf(span)!, { count: 1, total: Math.min(span.ended, published) - span.begun, onPath: 0 });
  }
  let between = 0;
  let moment = published;
  const byEnd = asked.toSorted((a, b) => b.ended - a.ended);
  for (const span of byEnd) {
    if (span.ended > moment + TOLERANCE_MS || span.begun >= moment) continue;
    const end = Math.min(span.ended, moment);
    between += moment - end;
    add(nameOf(span)!, { count: 0, total: 0, onPath: end - span.begun });
    moment = span.begun;
  }
  between += Math.max(0, moment - requested);
  add('function', { count: 1, total: between, onPath: between });
  return works;
}
