import { type GatewayResponseOptions, ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';

/** A refusal that API Gateway makes by itself, before or instead of a function, as an RFC 9457 problem document. */
interface GatewayProblem {
  readonly type: ResponseType;
  readonly status: number;
  /** Last part of the problem's `type`: /problems/<code>. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const CHALLENGE = { 'WWW-Authenticate': 'Api-Key realm="tranche", Bearer realm="tranche"' };

const PROBLEMS: readonly GatewayProblem[] = [
  {
    type: ResponseType.UNAUTHORIZED,
    status: 401,
    code: 'unauthorized',
    title: 'Unauthorized',
    detail: 'Send a valid credential in the Authorization header: Api-Key sk_live_… or Bearer <access token>.',
    headers: CHALLENGE,
  },
  {
    type: ResponseType.ACCESS_DENIED,
    status: 403,
    code: 'forbidden',
    title: 'Forbidden',
    detail: 'This credential may not do that.',
  },
  {
    type: ResponseType.MISSING_AUTHENTICATION_TOKEN,
    status: 404,
    code: 'not-found',
    title: 'Not found',
    detail: 'There is nothing at this path.',
  },
  {
    type: ResponseType.RESOURCE_NOT_FOUND,
    status: 404,
    code: 'not-found',
    title: 'Not found',
    detail: 'There is nothing at this path.',
  },
  {
    type: ResponseType.REQUEST_TOO_LARGE,
    status: 413,
    code: 'payload-too-large',
    title: 'Payload too large',
    detail: 'A request may be at most 10 MB. Files are sent to the presigned URL of an upload, not to this API.',
  },
  {
    type: ResponseType.UNSUPPORTED_MEDIA_TYPE,
    status: 415,
    code: 'unsupported-media-type',
    title: 'Unsupported media type',
    detail: 'Send the body as application/json.',
  },
  {
    type: ResponseType.THROTTLED,
    status: 429,
    code: 'too-many-requests',
    title: 'Too many requests',
    detail: 'Requests come faster than this service allows. Wait as long as Retry-After says, then try again.',
    headers: { 'Retry-After': '1' },
  },
  {
    type: ResponseType.QUOTA_EXCEEDED,
    status: 429,
    code: 'too-many-requests',
    title: 'Too many requests',
    detail: 'The quota of this credential is used up. Wait as long as Retry-After says, then try again.',
    headers: { 'Retry-After': '3600' },
  },
  {
    type: ResponseType.INTEGRATION_TIMEOUT,
    status: 504,
    code: 'timeout',
    title: 'Gateway timeout',
    detail: 'The request took too long. Try again; if it stays so, quote the request_id to the operator.',
  },
  // DEFAULT_4XX and DEFAULT_5XX stand for every kind not named above.
  {
    type: ResponseType.DEFAULT_4XX,
    status: 400,
    code: 'bad-request',
    title: 'Bad request',
    detail: 'The request could not be read.',
  },
  {
    type: ResponseType.DEFAULT_5XX,
    status: 500,
    code: 'internal-error',
    title: 'Internal error',
    detail: 'Something failed on our side. Try again; if it stays so, quote the request_id to the operator.',
  },
];

/** Makes every refusal of the gateway itself a problem document that carries the request id. */
export function addProblemResponses(api: RestApi): void {
  for (const problem of PROBLEMS) api.addGatewayResponse(problem.type.responseType, gatewayResponse(problem));
}

function gatewayResponse(problem: GatewayProblem): GatewayResponseOptions {
  const headers = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...problem.headers };
  return {
    type: problem.type,
    statusCode: String(problem.status),
    responseHeaders: {
      'X-Request-Id': 'context.requestId',
      // API Gateway takes a literal between single quotes; without them it is the name of a variable.
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`])),
    },
    templates: {
      'application/json': JSON.stringify({
        type: `/problems/${problem.code}`,
        title: problem.title,
        status: problem.status,
        detail: problem.detail,
        instance: '$context.path',
        request_id: '$context.requestId',
      }),
    },
  };
}
