import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AnsweredRequest, accessLogLine } from './access-log.ts';
import { FunctionError } from './functions.ts';
import type { GatewayResponses, RefusalType, RenderedResponse } from './gateway-responses.ts';
import { eventBody, readBody } from './http-body.ts';
import { type GatewayRequest, type GatewayTarget, headerOf, proxyEvent, readRequest } from './proxy-event.ts';
import { readProxyResult } from './proxy-result.ts';
import type { RestApi } from './rest-api.ts';
import { routeFinder } from './routing.ts';

/** Answers HTTP requests as the template's REST API does: routes, proxy events, gateway responses. */
export class ApiGateway {
  readonly #api: RestApi;
  readonly #responses: GatewayResponses;
  readonly #region: string;
  readonly #log: (line: string) => void;
  readonly #underWay = new Set<Promise<void>>();
  readonly #findRoute: ReturnType<typeof routeFinder<RestApi['routes'][number]>>;

  /** @param log gets the access log's line about every request, where the template has one */
  constructor(api: RestApi, responses: GatewayResponses, region: string, log: (line: string) => void = () => {}) {
    this.#api = api;
    this.#log = log;
    this.#responses = responses;
    this.#region = region;
    this.#findRoute = routeFinder(api.routes);
  }

  /** Never throws: whatever happens, the client gets an answer, or has gone. */
  handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const handled = this.#handle(message, response).finally(() => this.#underWay.delete(handled));
    this.#underWay.add(handled);
    return handled;
  }

  /** Resolves when every request taken so far has its answer. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    // A client that goes away while its answer is being made takes nothing down.
    response.on('error', () => {});
    const request = readRequest(message, randomUUID());
    const about: AnsweredRequest = { request };
    const answer = await this.#answer(message, request, about).catch(() =>
      this.#responses.render('INTEGRATION_FAILURE', request),
    );
    if (!answer) return;
    send(message, response, request, answer);
    if (this.#api.accessLog) this.#log(accessLogLine(this.#api.accessLog.format, about, answer));
  }

  /** @returns undefined when the client went away before it had sent all. */
  async #answer(
    message: IncomingMessage,
    request: GatewayRequest,
    about: AnsweredRequest,
  ): Promise<RenderedResponse | undefined> {
    const refuse = (type: RefusalType) => {
      about.refusal = type;
      return this.#responses.render(type, request);
    };
    const body = await readBody(message);
    if (body === 'aborted') return undefined;
    if (body === 'too-large') return refuse('REQUEST_TOO_LARGE');

    const match = this.#findRoute(request.path);
    const method = match?.route.methods.get(request.method) ?? match?.route.methods.get('ANY');
    // API Gateway's name for "there is no such path or method".
    if (!match || !method) return refuse('MISSING_AUTHENTICATION_TOKEN');
    about.resource = match.route.path;
    const target: GatewayTarget = {
      apiId: this.#api.id,
      stage: this.#api.stage,
      region: this.#region,
      resource: match.route.path,
      resourceId: match.route.resourceId,
      parameters: match.parameters,
    };

    const sent = eventBody(body.bytes, headerOf(request, 'content-type'), this.#api.binaryMediaTypes);
    try {
      const result = await method.integration.invoke(proxyEvent(request, target, sent), {
        requestId: request.requestId,
        caller: headerOf(request, 'authorization'),
      });
      return readProxyResult(result) ?? refuse('INTEGRATION_FAILURE');
    } catch (error) {
      // In AWS a function's own timeout is 29 s, as API Gateway's; which of the two strikes first makes no difference here.
      const timedOut = error instanceof FunctionError && error.kind === 'timeout';
      return refuse(timedOut ? 'INTEGRATION_TIMEOUT' : 'INTEGRATION_FAILURE');
    }
  }
}

function send(
  message: IncomingMessage,
  response: ServerResponse,
  request: GatewayRequest,
  answer: RenderedResponse,
): void {
  if (response.headersSent || response.destroyed) return;
  const headers: Record<string, string | string[] | number> = { 'x-request-id': request.requestId, ...answer.headers };
  const bodiless = answer.status === 204 || answer.status === 304;
  if (bodiless) delete headers['content-type'];
  else headers['content-length'] = answer.body.length;
  // What the client has not sent yet will not be read.
  if (!message.complete) headers.connection = 'close';
  response.writeHead(answer.status, headers);
  response.end(bodiless || request.method === 'HEAD' ? undefined : answer.body);
  if (!message.complete) response.once('finish', () => message.destroy());
}
