import type { HttpMiddleware } from './exchange.ts';
import type { Answer } from './reply.ts';

/** What every answer gets last, a refusal too: how much of the limits is left, and no body where HEAD asked for none. */
export function sent(): HttpMiddleware {
  const finish = (request: Parameters<NonNullable<HttpMiddleware['after']>>[0]): void => {
    const { event, context, response } = request;
    if (!response) return;
    const headers = { ...context.exchange.limitHeaders, ...response.headers };
    const result: Answer = { ...response, headers };
    request.response = event.httpMethod === 'HEAD' ? { ...result, body: '' } : result;
  };
  return { after: finish, onError: finish };
}
