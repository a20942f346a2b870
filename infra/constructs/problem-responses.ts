import { type GatewayResponseOptions, ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { PROBLEMS, type ProblemCode } from '../../shared/domain/problem-catalogue.ts';
import { ALWAYS_HEADERS } from '../../shared/lambda/reply.ts';

/** A refusal that API Gateway makes by itself, before or instead of a function. */
interface GatewayProblem {
  readonly type: ResponseType;
  readonly code: ProblemCode;
  readonly headers?: Readonly<Record<string, string>>;
}

const GATEWAY_PROBLEMS: readonly GatewayProblem[] = [
  { type: ResponseType.MISSING_AUTHENTICATION_TOKEN, code: 'not-found' },
  { type: ResponseType.RESOURCE_NOT_FOUND, code: 'not-found' },
  { type: ResponseType.REQUEST_TOO_LARGE, code: 'payload-too-large' },
  { type: ResponseType.UNSUPPORTED_MEDIA_TYPE, code: 'unsupported-media-type' },
  { type: ResponseType.THROTTLED, code: 'too-many-requests', headers: { 'Retry-After': '1' } },
  { type: ResponseType.QUOTA_EXCEEDED, code: 'too-many-requests', headers: { 'Retry-After': '3600' } },
  { type: ResponseType.INTEGRATION_TIMEOUT, code: 'timeout' },
  // These two stand for every kind not named above.
  { type: ResponseType.DEFAULT_4XX, code: 'invalid-request' },
  { type: ResponseType.DEFAULT_5XX, code: 'internal-error' },
];

/** The window of the web ACL that limits requests by address (rate-web-acl.ts). */
const TOO_MANY_OF_ADDRESS: GatewayProblem = {
  type: ResponseType.WAF_FILTERED,
  code: 'too-many-requests',
  headers: { 'Retry-After': '300' },
};
const FILTERED: GatewayProblem = { type: ResponseType.WAF_FILTERED, code: 'forbidden' };

export interface ProblemResponsesOptions {
  /** Whether the web ACL of the API refuses nothing but who asks too often. */
  readonly filteredIsTooMany: boolean;
}

/** Makes every refusal of the gateway itself an RFC 9457 problem document that carries the request id. */
export function addProblemResponses(api: RestApi, { filteredIsTooMany }: ProblemResponsesOptions): void {
  for (const problem of [...GATEWAY_PROBLEMS, filteredIsTooMany ? TOO_MANY_OF_ADDRESS : FILTERED])
    api.addGatewayResponse(problem.type.responseType, gatewayResponse(problem));
}

function gatewayResponse({ type, code, headers }: GatewayProblem): GatewayResponseOptions {
  const { status, title, happened } = PROBLEMS[code];
  // Without the content policy: API Gateway takes no literal that has single quotes in it.
  const literals = { 'Content-Type': 'application/problem+json', ...ALWAYS_HEADERS, ...headers };
  return {
    type,
    statusCode: String(status),
    responseHeaders: {
      'X-Request-Id': 'context.requestId',
      // API Gateway takes a literal between single quotes; without them it is the name of a variable.
      ...Object.fromEntries(Object.entries(literals).map(([name, value]) => [name, `'${value}'`])),
    },
    templates: {
      'application/json': JSON.stringify({
        type: `/problems/${code}`,
        title,
        status,
        detail: happened,
        instance: '$context.path',
        request_id: '$context.requestId',
      }),
    },
  };
}
