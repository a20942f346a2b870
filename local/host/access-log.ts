import type { RenderedResponse } from './gateway-responses.ts';
import type { GatewayRequest } from './proxy-event.ts';

/** What is known of a request once it is answered. */
export interface AnsweredRequest {
  readonly request: GatewayRequest;
  /** Undefined where no path of the API matched. */
  resource?: string;
  /** What the gateway itself refused the request for. */
  refusal?: string;
}

/** The line that API Gateway writes about a request: the format, its variables filled in, `-` for what has no value. */
export function accessLogLine(
  format: string,
  { request, resource, refusal }: AnsweredRequest,
  answer: RenderedResponse,
): string {
  const values: Record<string, string | undefined> = {
    requestId: request.requestId,
    requestTimeEpoch: String(request.receivedAt.getTime()),
    httpMethod: request.method,
    resourcePath: resource,
    'identity.sourceIp': request.sourceIp,
    status: String(answer.status),
    responseLength: String(answer.body.length),
    'error.responseType': refusal,
    responseLatency: String(Date.now() - request.receivedAt.getTime()),
  };
  // Within quotes already, so only what would end them must be written otherwise.
  return format.replace(/\$context\.([\w.]+)/g, (_, name: string) => JSON.stringify(values[name] ?? '-').slice(1, -1));
}
