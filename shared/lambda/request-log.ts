import { correlation } from '../observability/correlation.ts';
import { emit } from '../observability/emf.ts';
import type { Exchange, HttpMiddleware } from './exchange.ts';
import type { Answer } from './reply.ts';

/** Reads slower than this are worth a line. */
const SLOW_MS = 2000;

export interface RequestLog extends HttpMiddleware {
  /** Notes an answer that was not made by the chain. */
  note(method: string, exchange: Exchange, response: Answer | null | undefined): void;
}

/** One line, and one measurement, of every request; never a header, a query, a path as it was sent, or a body. */
export function requestLog(component: string): RequestLog {
  const note: RequestLog['note'] = (method, exchange, response) => {
    // What was answered for want of time may still come to an end of its own.
    if (exchange.isNoted) return;
    exchange.isNoted = true;
    const status = response?.statusCode ?? 500;
    const durationMs = performance.now() - exchange.startedMs;
    exchange.span.set('http.response.status_code', status);
    if (status >= 500) exchange.span.fail();
    measure(component, method, exchange.path ?? '{none}', status, durationMs);
    // Whoever polls, or asks too much, must not fill the log: that is for the metrics.
    const isRead = method === 'GET' || method === 'HEAD';
    const isOrdinary = status === 429 || (isRead && status < 400 && durationMs < SLOW_MS);
    exchange.logger[isOrdinary ? 'debug' : 'info']('request', {
      operation: exchange.route?.endpoint.operationId ?? 'none',
      method,
      status,
      duration_ms: Math.round(durationMs),
    });
  };
  return {
    note,
    after: ({ event, context, response }) => note(event.httpMethod, context.exchange, response),
    onError: ({ event, context, response }) => note(event.httpMethod, context.exchange, response),
  };
}

function measure(component: string, method: string, route: string, status: number, durationMs: number): void {
  const { request_id = '', tenant_id = '' } = correlation();
  emit({
    values: {
      http_requests_total: [1, 'count'],
      http_client_errors_total: [status >= 400 && status < 500 ? 1 : 0, 'count'],
      http_server_errors_total: [status >= 500 ? 1 : 0, 'count'],
      http_request_duration_seconds: [durationMs / 1000, 'seconds'],
    },
    dimensions: [{ function: component }, { method, route }],
    properties: { status, request_id },
    counted: { labels: { tenant: tenant_id, method, route, status: String(status) } },
  });
}
