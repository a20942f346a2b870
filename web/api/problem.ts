import type { Message } from '../../shared/domain/message.ts';
import type { components } from './schema.ts';

export type FieldError = components['schemas']['FieldError'];

/** Codes of failures that never reached the service, beside those of the problem catalogue. */
export type LocalProblemCode = 'no-connection' | 'unreadable-answer';

/** A request that did not succeed, as the service explained it (RFC 9457), or why it could not be made. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  /** Last part of the problem's `type`: `nothing-loaded`, `unauthorized`, … */
  readonly code: string;
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** What `detail` was made from; undefined where the service has no message of it. */
  readonly said: Message | undefined;
  readonly errors: readonly FieldError[];
  readonly requestId: string | undefined;
  /** How long the service said to wait before asking again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    members: Pick<ApiProblem, 'code' | 'status' | 'title' | 'detail' | 'said' | 'errors' | 'requestId'> &
      Partial<Pick<ApiProblem, 'retryAfterSeconds'>>,
  ) {
    super(`${members.code}: ${members.detail}`);
    this.code = members.code;
    this.status = members.status;
    this.title = members.title;
    this.detail = members.detail;
    this.said = members.said;
    this.errors = members.errors;
    this.requestId = members.requestId;
    this.retryAfterSeconds = members.retryAfterSeconds;
  }
}

/** Last part of a problem's `type`. */
export const problemCode = (type: string): string => type.split('/').at(-1) ?? type;

/** @param body what the answer held, read as JSON where it was JSON. */
export function problemOf(response: Response, body: unknown): ApiProblem {
  const requestId = response.headers.get('x-request-id') ?? undefined;
  if (isProblem(body)) {
    return new ApiProblem({
      code: problemCode(body.type),
      status: response.status,
      title: body.title,
      detail: body.detail,
      said: body.message,
      errors: body.errors ?? [],
      requestId: body.request_id ?? requestId,
      retryAfterSeconds: secondsOf(response.headers.get('retry-after')),
    });
  }
  return localProblem('unreadable-answer', response.status, requestId);
}

/** The service says whole seconds; what else stands there, such as a date of a proxy, is left out. */
const secondsOf = (header: string | null): number | undefined =>
  header !== null && /^\d{1,5}$/.test(header) ? Number(header) : undefined;

/** Its texts are codes: `ErrorState` has the words for them in the reader's language. */
export const localProblem = (code: LocalProblemCode, status = 0, requestId?: string): ApiProblem =>
  new ApiProblem({ code, status, title: code, detail: code, said: undefined, errors: [], requestId });

export const isProblemWithCode = (error: unknown, code: string): boolean =>
  error instanceof ApiProblem && error.code === code;

type ProblemBody = {
  type: string;
  title: string;
  detail: string;
  message?: Message;
  request_id?: string;
  errors?: FieldError[];
};

function isProblem(body: unknown): body is ProblemBody {
  return typeof body === 'object' && body !== null && 'type' in body && 'title' in body && 'detail' in body;
}
