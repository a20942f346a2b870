import type { HttpMiddleware } from './exchange.ts';
import { asProblem, sendProblem } from './reply.ts';

/** Any failure as a problem document (RFC 9457). What is our fault is logged; its text goes to nobody. */
export const problemAnswer = (): HttpMiddleware => ({
  onError(request) {
    const { exchange } = request.context;
    const problem = asProblem(request.error);
    if (problem.status >= 500) {
      const operation = exchange.route?.endpoint.operationId;
      exchange.logger.error(problem.code, { operation, error: (problem.cause ?? problem) as Error });
    }
    request.response = sendProblem(problem, request.event.path, exchange.requestId);
  },
});
