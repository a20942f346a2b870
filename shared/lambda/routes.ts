import type { APIGatewayProxyEvent } from 'aws-lambda';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';

interface Routed {
  endpoint: { method: string; path: string };
}

export interface Match<T> {
  route: T;
  params: Record<string, string>;
}

export interface Found<T> {
  /** All routes of the path, whatever their method; none where there is nothing. */
  ofPath: readonly T[];
  match?: Match<T>;
  /** Without a match: `not-found`, or `method-not-allowed` with `Allow`. */
  refusal?: Problem;
}

/**
 * The route of an event: by the gateway's resource where that is one of the paths, else (behind `/{proxy+}`) by the
 * path itself. A trailing slash does not count; HEAD is answered like GET.
 */
export function findRoute<T extends Routed>(routes: readonly T[], event: APIGatewayProxyEvent): Found<T> {
  const path = withoutTrailingSlash(event.path);
  const byResource = routes.some((route) => route.endpoint.path === event.resource);
  const fitting = routes.flatMap((route) => {
    const params = byResource ? resourceParams(route, event) : matchPath(route.endpoint.path, path);
    return params ? [{ route, params }] : [];
  });
  // Literal segments before parameters: `/logs/errors.csv` must not be taken for `/logs/{id}`.
  const best = fitting.sort((a, b) => parameters(a.route) - parameters(b.route))[0];
  if (!best) return { ofPath: [], refusal: new Problem('not-found', serviceSentence('nothing-at-address')) };
  const candidates = fitting.filter(({ route }) => route.endpoint.path === best.route.endpoint.path);
  const ofPath = candidates.map(({ route }) => route);
  const method = event.httpMethod === 'HEAD' ? 'GET' : event.httpMethod;
  const match = candidates.find(({ route }) => route.endpoint.method === method);
  if (match) return { ofPath, match };
  const methods = ofPath.map(({ endpoint }) => endpoint.method);
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].sort().join(', ');
  const refusal = new Problem('method-not-allowed', serviceSentence('methods-allowed', { methods: allow }), {
    headers: { Allow: allow },
  });
  return { ofPath, refusal };
}

function resourceParams(route: Routed, event: APIGatewayProxyEvent): Record<string, string> | undefined {
  if (route.endpoint.path !== event.resource) return undefined;
  const given = Object.entries(event.pathParameters ?? {});
  return Object.fromEntries(given.map(([name, value]) => [name, decoded(value ?? '')]));
}

const parameters = (route: Routed): number => route.endpoint.path.split('{').length;

const withoutTrailingSlash = (path: string): string => (path.length > 1 ? path.replace(/\/+$/, '') || '/' : path);

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) {
      if (part !== value) return undefined;
    } else if (value === '') return undefined;
    else params[name] = decoded(value);
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
