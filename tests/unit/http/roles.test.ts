import { describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../../shared/domain/roles.ts';
import { allEndpoints } from '../../../shared/http/endpoints/index.ts';
import type { Endpoint } from '../../../shared/lambda/endpoint.ts';
import { httpFunctionWith } from '../../../shared/lambda/http-function.ts';
import { implement } from '../../../shared/lambda/implement.ts';
import { BANK001, gatewayEvent, verifyTestCaller } from '../../gateway-event.ts';

const ofTenants = allEndpoints.filter(({ access }) => access === 'tenant');
const changing = ofTenants.filter(({ method }) => method !== 'GET');

/** Everybody changes the own password; who else may set it, the handler decides (tests/integration/functions/users.test.ts). */
const OF_EVERYBODY = 'setPassword';

test('whatever changes something is closed to viewers, but for the own password; keys and users are for admins', () => {
  expect(changing.length).toBeGreaterThan(3);
  for (const { operationId, roles } of changing) {
    if (operationId !== OF_EVERYBODY) expect(roles, operationId).not.toContain('viewer');
  }
  for (const { operationId, path, method, roles } of ofTenants) {
    if (path.includes('api-key') && method !== 'GET') expect(roles).toEqual(['admin']);
    if (path.startsWith('/api/users') && operationId !== OF_EVERYBODY) expect(roles, operationId).toEqual(['admin']);
  }
});

test('an admin may do everything', () => {
  for (const { operationId, roles } of ofTenants) expect(roles, operationId).toContain('admin');
});

/** A request with this role, to an endpoint that only says that it was reached. */
async function ask(endpoint: Endpoint, role: Role) {
  const reached = implement(endpoint, async () => ({ status: 299 }));
  const path = endpoint.path.replaceAll(/\{\w+\}/g, 'RETAIL');
  const handler = httpFunctionWith({ verify: verifyTestCaller }, reached);
  const result = await handler(gatewayEvent({ method: endpoint.method, path, as: { ...BANK001, role } }));
  return { status: result.statusCode, problem: result.body ? JSON.parse(result.body) : undefined };
}

describe.each(ofTenants.map((endpoint) => [endpoint.operationId, endpoint] as const))('%s', (_name, endpoint) => {
  test.each(ROLES)('as %s', async (role) => {
    const { status, problem } = await ask(endpoint, role);
    if (endpoint.roles.includes(role)) {
      expect(status).not.toBe(403);
    } else {
      expect(status).toBe(403);
      expect(problem.type).toBe('/problems/forbidden');
      for (const needed of endpoint.roles) expect(problem.detail).toContain(needed);
    }
  });
});
