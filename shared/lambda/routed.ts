import type { HttpMiddleware } from './exchange.ts';
import type { Implemented } from './implement.ts';
import { findRoute } from './routes.ts';

/**
 * Finds what answers. An address that is none, or a method that is not declared there, is refused later: who asks is
 * looked at first, by what it takes to get to the path.
 */
export function routed(implemented: readonly Implemented[]): HttpMiddleware {
  refuseMixedAccess(implemented);
  return {
    before({ event, context: { exchange } }) {
      const { ofPath, match, refusal } = findRoute(implemented, event);
      exchange.access = ofPath[0]?.endpoint.access ?? 'public';
      if (ofPath[0]) exchange.path = ofPath[0].endpoint.path;
      if (match) Object.assign(exchange, { route: match.route, pathParameters: match.params });
      if (refusal) exchange.unroutable = refusal;
      // Never the path itself: it holds what the client chose.
      exchange.span.rename(`${event.httpMethod} ${exchange.path ?? '{none}'}`);
      exchange.span.set('http.route', exchange.path ?? '{none}');
    },
  };
}

/** A wrong method is refused as the path's right one would be, so a path cannot be half public. */
function refuseMixedAccess(implemented: readonly Implemented[]): void {
  for (const [path, routes] of Map.groupBy(implemented, ({ endpoint }) => endpoint.path)) {
    const accesses = new Set(routes.map(({ endpoint }) => endpoint.access));
    if (accesses.size > 1) throw new Error(`${path} is declared as ${[...accesses].join(' and ')}`);
  }
}
