import { STATUS_CODES } from 'node:http';
import * as z from 'zod';
import type { GatewayRequest } from './proxy-event.ts';
import type { Templates } from './template.ts';

/** Refusals of the gateway itself that the laptop can meet, with the status each has where no template sets another. */
const STATUS = {
  MISSING_AUTHENTICATION_TOKEN: 403,
  REQUEST_TOO_LARGE: 413,
  INTEGRATION_FAILURE: 502,
  INTEGRATION_TIMEOUT: 504,
} as const;
export type RefusalType = keyof typeof STATUS;

export interface RenderedResponse {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly body: Buffer;
}

const GatewayResponse = z.object({
  ResponseType: z.string(),
  StatusCode: z.coerce.number().int().optional(),
  ResponseParameters: z.record(z.string(), z.string()).default({}),
  ResponseTemplates: z.record(z.string(), z.string()).default({}),
});

/** Renders the refusals of the gateway from the template's gateway responses. */
export class GatewayResponses {
  readonly #byType: ReadonlyMap<string, z.infer<typeof GatewayResponse>>;

  constructor(templates: Templates) {
    const responses = templates
      .ofType('AWS::ApiGateway::GatewayResponse')
      .map((found) => templates.read(found, GatewayResponse));
    this.#byType = new Map(responses.map((response) => [response.ResponseType, response]));
  }

  render(type: RefusalType, request: GatewayRequest): RenderedResponse {
    const usual = STATUS[type];
    const response = this.#byType.get(type) ?? this.#byType.get(usual < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
    const [contentType, template] = Object.entries(response?.ResponseTemplates ?? {})[0] ?? [
      'application/json',
      JSON.stringify({ message: STATUS_CODES[usual] }),
    ];
    const variables: Record<string, string> = {
      'context.requestId': request.requestId,
      'context.path': request.path,
      'context.httpMethod': request.method,
    };
    const headers: Record<string, string> = { 'content-type': contentType, 'x-request-id': request.requestId };
    for (const [parameter, source] of Object.entries(response?.ResponseParameters ?? {})) {
      const name = /^gatewayresponse\.header\.(.+)$/.exec(parameter)?.[1]?.toLowerCase();
      const literal = /^'(.*)'$/s.exec(source)?.[1];
      const value = literal ?? variables[source];
      if (name !== undefined && value !== undefined) headers[name] = value;
    }
    const body = template.replace(/\$(context\.[A-Za-z]+)/g, (whole, name: string) => {
      const value = variables[name];
      // The templates are JSON and every variable stands in a text.
      return value === undefined ? whole : JSON.stringify(value).slice(1, -1);
    });
    return { status: response?.StatusCode ?? usual, headers, body: Buffer.from(body) };
  }
}
