import type { HttpMiddleware } from './exchange.ts';
import { checkReply } from './reply.ts';
import { parseRequest } from './request.ts';

/**
 * Everything that the client says, checked against the declaration; under test, the answer too.
 * @throws {Problem} 404, 405; 400, 403 `tenant-mismatch`, 413, 415
 */
export const validated = ({ checkReplies }: { checkReplies: boolean }): HttpMiddleware => ({
  before({ event, context: { exchange } }) {
    const { route, unroutable, pathParameters = {}, scope } = exchange;
    if (!route) throw unroutable!;
    exchange.input = parseRequest(route.endpoint, event, pathParameters, scope?.tenantId);
  },
  after({ context: { exchange }, response }) {
    if (!checkReplies || !exchange.route || !response) return;
    checkReply(exchange.route.endpoint, response.statusCode, String(response.headers?.['Content-Type']), response.body);
  },
});
