import { describe, expect, test, vi } from 'vitest';
import { allEndpoints } from '../../../shared/http/endpoints/index.ts';
import type { Endpoint, HttpFunctionName } from '../../../shared/lambda/endpoint.ts';
import type { HttpHandler } from '../../../shared/lambda/http-function.ts';
import { accessTokenSigner, makeTokenKeys } from '../../../shared/operations/access-token.ts';
import { gatewayEvent } from '../../gateway-event.ts';
import { synthesised } from '../infra/synthesis.ts';

// What it takes to tell that a credential is none; not where the registry is: whoever asked it for a stranger would fail.
vi.stubEnv('KEY_PEPPER', 'a pepper for tests only, long enough to be one');
vi.stubEnv('METRICS_TOKEN', 'a metrics token for tests only, long enough to be one');
vi.stubEnv('SYNC_DEAD_LETTER_QUEUE_URL', 'http://127.0.0.1:1/failed');
vi.stubEnv('STREAM_DEAD_LETTER_QUEUE_URL', 'http://127.0.0.1:1/failed-streams');
vi.stubEnv('MEDIATOR_DEAD_LETTER_QUEUE_URL', 'http://127.0.0.1:1/failed-mediations');
vi.stubEnv('WEBHOOK_DEAD_LETTER_QUEUE_URL', 'http://127.0.0.1:1/failed-webhooks');
vi.stubEnv('TOKEN_PUBLIC_KEY', makeTokenKeys().publicKey);

/** Every function as it is deployed. */
const handlers = new Map<HttpFunctionName, Promise<{ handler: HttpHandler }>>();
const handlerOf = async (name: HttpFunctionName): Promise<HttpHandler> => {
  const imported = handlers.get(name) ?? import(`../../../functions/${name}/handler.ts`);
  handlers.set(name, imported);
  return (await imported).handler;
};

async function ask({ function: name, method, path }: Endpoint, headers: Record<string, string> = {}) {
  const concrete = path.replaceAll(/\{\w+\}/g, id);
  const handler = await handlerOf(name);
  const result = await handler(gatewayEvent({ method, path: concrete, as: null, headers }));
  return { status: result.statusCode, type: result.body.startsWith('{') ? JSON.parse(result.body).type : undefined };
}

const guarded = allEndpoints.filter(({ access }) => access !== 'public');
const id = '01890000-0000-7000-8000-000000000001';
/** Right in everything but the key that signed it. */
const forged = await accessTokenSigner(makeTokenKeys().privateKey)(
  { tenantId: 'BANK001', role: 'admin', keyId: id, userId: null, sessionId: id },
  60,
);

test('exactly these are reached without a credential', () => {
  const open = allEndpoints.filter(({ access }) => access === 'public').map(({ method, path }) => `${method} ${path}`);
  expect(open.sort()).toEqual([
    'GET /',
    'GET /api/docs',
    'GET /api/openapi.json',
    'GET /health',
    'GET /problems',
    'GET /problems/{code}',
    'POST /api/auth/login',
    'POST /api/auth/logout',
    'POST /api/auth/refresh',
    'POST /api/auth/token',
    'POST /hooks/{tenant_id}/{provider_code}',
  ]);
});

describe.each(guarded.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
  '%s',
  (_, endpoint) => {
    test('is closed to whoever has no credential, and asks no database about that', async () => {
      for (const headers of [
        {},
        { authorization: '' },
        { authorization: 'Api-Key' },
        { authorization: 'Api-Key sk_live_short' },
        { authorization: 'Basic YWRtaW46YWRtaW4=' },
        { authorization: `Bearer ${forged}` },
        { 'x-api-key': `sk_live_${'0'.repeat(48)}` },
        { 'x-tenant-id': 'BANK001' },
      ]) {
        expect(await ask(endpoint, headers as Record<string, string>)).toEqual({
          status: 401,
          type: '/problems/unauthorized',
        });
      }
    });

    test('by any other method too', async () => {
      const declared = allEndpoints.filter(({ path }) => path === endpoint.path).map(({ method }) => method);
      for (const method of ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE'] as const) {
        if (declared.includes(method as never)) continue;
        expect((await ask({ ...endpoint, method: method as Endpoint['method'] })).status).toBe(401);
      }
    });
  },
);

test('a key of the right form is looked up, so with no registry nobody gets in', async () => {
  for (const endpoint of guarded) {
    const authorization = `Api-Key sk_live_${'0'.repeat(48)}`;
    expect((await ask(endpoint, { authorization })).status).toBeGreaterThanOrEqual(500);
  }
});

test('the gateway hands every path to a function whose endpoints it has, and no function is called in another way', () => {
  const app = synthesised();
  const routed = app.ofType('AWS::ApiGateway::Method').map(({ properties }) => JSON.stringify(properties.Integration));
  const names = new Set(allEndpoints.map(({ function: name }) => name));
  for (const name of names) {
    expect(
      routed.some((integration) => integration.includes(app.functionCalled(name).id)),
      name,
    ).toBe(true);
  }
  for (const integration of routed) {
    expect([...names].some((name) => integration.includes(app.functionCalled(name).id))).toBe(true);
  }
  for (const type of ['AWS::Lambda::Url', 'AWS::ApiGatewayV2::Api', 'AWS::Lambda::LayerVersionPermission']) {
    expect(app.ofType(type)).toEqual([]);
  }
});
