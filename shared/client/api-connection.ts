import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** As much of an RFC 9457 document as an answer may have. */
export interface AnsweredProblem {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly request_id?: string;
  readonly errors?: readonly { readonly field: string; readonly code: string; readonly detail: string }[];
}

/** The code of a problem, such as `sync-in-progress`: the last part of its type. */
export const problemCode = ({ type }: { readonly type?: string }): string => type?.split('/').at(-1) ?? '';

/** The service did not do what was asked; the message is its own words. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
  readonly status: number;
  /** Of the problem; empty if the answer was none. */
  readonly code: string;
  readonly problem: AnsweredProblem;

  constructor(request: string, status: number, problem: AnsweredProblem) {
    super(`${request} answered ${status}: ${problem.detail ?? problem.title ?? 'no reason given'}`);
    this.status = status;
    this.code = problemCode(problem);
    this.problem = problem;
  }
}

/** Nobody answers at the address, or not in time. */
export class ServiceUnreachable extends Error {
  override readonly name = 'ServiceUnreachable';

  constructor(url: string, cause: Error) {
    super(`${url} does not answer: ${reasonOf(cause)}`, { cause });
  }
}

/** What fetch says when nobody answers is in the cause; of several addresses tried, in the first one's. */
function reasonOf(error: Error): string {
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} s`;
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return cause instanceof AggregateError ? String(cause.errors[0]?.message ?? cause.message) : cause.message;
}

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface ClientOptions {
  /** Ends requests that are under way. */
  readonly interrupted?: AbortSignal | undefined;
  /** Told when the service asks to come back later, and in how long that will be done. */
  readonly onWait?: ((milliseconds: number) => void) | undefined;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Who asks: a program of the bank by its key, or somebody who has signed in. */
export type Credentials =
  | { readonly tenant_id: string; readonly api_key: string }
  | { readonly tenant_id: string; readonly access_token: string };

const TRIES = 4;
/** 429 says when to come back; there is no hurry. */
const TRIES_WHEN_BUSY = 6;
const FIRST_PAUSE_MS = 200;
const TIMEOUT_MS = 60_000;
/** A gateway that could not pass the request on. Repeating is safe: every POST has an idempotency key. */
const PASSING = [502, 503, 504];

/** Requests to the service with credentials: what may pass is asked again, and what is refused is an error. */
export class ApiConnection {
  readonly #tenantId: string;
  readonly url: string;
  readonly #authorization: string;
  readonly #interrupted: AbortSignal | undefined;
  readonly #onWait: (milliseconds: number) => void;

  constructor(url: string, credentials: Credentials, { interrupted, onWait = () => {} }: ClientOptions = {}) {
    this.url = url.replace(/\/+$/, '');
    this.#authorization =
      'api_key' in credentials ? `Api-Key ${credentials.api_key}` : `Bearer ${credentials.access_token}`;
    this.#tenantId = credentials.tenant_id;
    this.#interrupted = interrupted;
    this.#onWait = onWait;
  }

  /**
   * @param idempotencyKey of a POST that may have been sent before; a new one where left out
   * @returns undefined where the answer has no body
   */
  async send<Answer>(method: Method, path: string, body?: unknown, idempotencyKey?: string): Promise<Answer> {
    const response = await this.#ask(method, path, body, idempotencyKey);
    return (response.status === 204 ? undefined : await response.json()) as Answer;
  }

  async redirect(path: string): Promise<string> {
    const response = await this.#ask('GET', path);
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (location === null) throw new RefusedRequest(`GET ${path.split('?')[0]}`, response.status, {});
    return new URL(location, this.url).href;
  }

  /** @throws {RefusedRequest} {ServiceUnreachable} */
  async #ask(method: Method, path: string, body?: unknown, idempotencyKey: string = randomUUID()): Promise<Response> {
    const request: RequestInit = {
      method,
      redirect: 'manual',
      headers: {
        authorization: this.#authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': idempotencyKey } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.fetch(path, request).catch((error: unknown) => {
        if (!(error instanceof ServiceUnreachable) || attempt >= TRIES) throw error;
        return undefined;
      });
      if (answer?.ok || answer?.status === 302) return answer;
      const isBusy = answer?.status === 429;
      const mayPass = answer === undefined || PASSING.includes(answer.status);
      if (answer !== undefined && !(isBusy && attempt < TRIES_WHEN_BUSY) && !(mayPass && attempt < TRIES)) {
        const problem = (await answer.json().catch(() => ({}))) as AnsweredProblem;
        throw new RefusedRequest(`${method} ${path.split('?')[0]} of ${this.#tenantId}`, answer.status, problem);
      }
      await answer?.body?.cancel();
      const pause = isBusy
        ? 1000 * Number(answer.headers.get('retry-after') ?? 1)
        : FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random());
      if (isBusy) this.#onWait(pause);
      await sleep(pause, undefined, this.#interrupted ? { signal: this.#interrupted } : {});
    }
  }

  async fetch(path: string, request: RequestInit): Promise<Response> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const signal = this.#interrupted ? AbortSignal.any([this.#interrupted, timeout]) : timeout;
    try {
      return await fetch(this.url + path, { ...request, signal });
    } catch (error) {
      this.#interrupted?.throwIfAborted();
      throw new ServiceUnreachable(this.url, error as Error);
    }
  }
}

export function queryOf(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.append(name, String(value));
  return parameters.size > 0 ? `?${parameters}` : '';
}
