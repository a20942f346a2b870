/** Finds the resource of a REST API that a path belongs to: a literal segment goes before `{name}`, that before `{name+}`. */
export interface RoutePattern {
  /** As API Gateway writes it: `/api/uploads/{upload_id}`, `/{proxy+}`, `/`. */
  readonly path: string;
}

export interface RouteMatch<T extends RoutePattern> {
  readonly route: T;
  /** Decoded; undefined where the path has none. */
  readonly parameters: Record<string, string> | undefined;
}

type Segment = { kind: 'literal' | 'parameter' | 'greedy'; name: string };
const RANK = { literal: 0, parameter: 1, greedy: 2 } as const;

/** @returns a function that finds the route of a path; a trailing slash is ignored. */
export function routeFinder<T extends RoutePattern>(routes: readonly T[]): (path: string) => RouteMatch<T> | undefined {
  const known = routes
    .map((route) => ({ route, segments: segmentsOf(route.path).map(parseSegment) }))
    .sort((a, b) => compareSegments(a.segments, b.segments));
  return (path) => {
    const given = segmentsOf(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);
    for (const { route, segments } of known) {
      const parameters = matchSegments(segments, given);
      if (parameters) return { route, parameters: Object.keys(parameters).length > 0 ? parameters : undefined };
    }
    return undefined;
  };
}

function segmentsOf(path: string): string[] {
  return path === '/' || path === '' ? [] : path.split('/').slice(1);
}

function parseSegment(segment: string): Segment {
  const inBraces = /^\{([^+}]+)(\+?)\}$/.exec(segment);
  if (!inBraces) return { kind: 'literal', name: segment };
  return { kind: inBraces[2] === '+' ? 'greedy' : 'parameter', name: inBraces[1] ?? '' };
}

/** The more specific first, segment by segment; so the first match is the best one. */
function compareSegments(a: readonly Segment[], b: readonly Segment[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const left = a[index];
    const right = b[index];
    if (left === undefined || right === undefined) return a.length - b.length;
    if (left.kind !== right.kind) return RANK[left.kind] - RANK[right.kind];
  }
  return 0;
}

function matchSegments(pattern: readonly Segment[], given: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const value = given[index];
    if (value === undefined) return undefined;
    if (segment.kind === 'greedy') {
      parameters[segment.name] = decode(given.slice(index).join('/'));
      return parameters;
    }
    if (segment.kind === 'literal') {
      if (segment.name !== value) return undefined;
    } else {
      if (value === '') return undefined;
      parameters[segment.name] = decode(value);
    }
  }
  return pattern.length === given.length ? parameters : undefined;
}

/** A percent sign that begins no escape is left as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
