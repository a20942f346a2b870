import createClient from 'openapi-fetch';
import { ApiProblem, localProblem, problemOf } from './problem.ts';
import type { components, paths } from './schema.ts';
import { accessToken, tokenAfterRefusal } from './session.ts';

export type Schemas = components['schemas'];

/** The public API, typed by its OpenAPI document. Use it inside `answerOf`. */
export const api = createClient<paths>({
  baseUrl: location.origin,
  fetch: authorizedFetch,
  // `columns` is a comma list.
  querySerializer: { array: { style: 'form', explode: false } },
});

/**
 * What a call answered: `await answerOf(api.GET('/api/tenant'))`.
 * @throws {ApiProblem}
 */
export async function answerOf<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response, error);
  return data as T;
}

async function authorizedFetch(request: Request): Promise<Response> {
  if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
    request.headers.set('Idempotency-Key', crypto.randomUUID());
  }
  const again = request.clone();
  const token = await accessToken();
  const response = await send(request, token);
  if (response.status !== 401 || token === undefined) return response;
  const newToken = await tokenAfterRefusal(token);
  return newToken === undefined ? response : send(again, newToken);
}

async function send(request: Request, token: string | undefined): Promise<Response> {
  if (token !== undefined) request.headers.set('Authorization', `Bearer ${token}`);
  try {
    return await fetch(request);
  } catch (error) {
    // TanStack Query takes back what nobody looks at any more.
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw error instanceof ApiProblem ? error : localProblem('no-connection');
  }
}
