import type { RenderedResponse } from './gateway-responses.ts';
import type { GatewayRequest } from './proxy-event.ts';

/** What is known of a request once it is answered. */
export interface AnsweredRequest {
  readonly request: GatewayRequest;
  /** Undefined where no path of the API matched. */
  resource?: string;
  /** What the authorizer said; undefined where there was none, or it refused. */
  authorizer?: Readonly<Record<string, string>>;
}

/** The line that API Gateway writes about a request: the format, its variables filled in, `-` for what has no value. */
export function accessLogLine(
  format: string,
  { request, resource, authorizer = {} }: AnsweredRequest,
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
    responseLatency: String(Date.now() - request.receivedAt.getTime()),
  };
  for (const [name, value] of Object.entries(authorizer)) values[`authorizer.${name}`] = value;
  // Within quotes already, so only what would end them must be written otherwise.
  return format.replace(/\$context\.([\w.]+)/g, (_, name: string) => JSON.stringify(values[name] ?? '-').slice(1, -1));
}
