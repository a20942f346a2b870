import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { HttpMiddleware } from './exchange.ts';

/** Lets those by whose role may do what is asked. @throws {Problem} 403 `forbidden` */
export const authorize = (): HttpMiddleware => ({
  before({ context: { exchange } }) {
    const { route, caller } = exchange;
    if (!route || !caller || route.endpoint.roles.includes(caller.role)) return;
    const roles = route.endpoint.roles.join(' or ');
    throw new Problem('forbidden', serviceSentence('role-not-allowed', { role: caller.role, roles }));
  },
});
