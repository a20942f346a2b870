import { describe, expect, test } from 'vitest';
import { PROBLEMS } from '../../../shared/domain/problem-catalogue.ts';
import { allEndpoints } from '../../../shared/http/endpoints/index.ts';
import { openApiDocument } from '../../../shared/http/openapi.ts';

const document = openApiDocument(allEndpoints);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation, name: `${method} ${path}` })),
);

const resolve = (ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], document);

function* references(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if ('$ref' in value && typeof value.$ref === 'string') yield value.$ref;
  for (const inner of Object.values(value)) yield* references(inner);
}

test('every reference leads somewhere inside the document', () => {
  const all = [...references(document)];
  expect(all.length).toBeGreaterThan(50);
  for (const ref of all) {
    expect(ref).toMatch(/^#\/components\//);
    expect(resolve(ref), ref).toBeDefined();
  }
});

test('the contract is there, with its success statuses', () => {
  const served = operations.map(({ method, path, operation }) => {
    const [status] = Object.keys(operation.responses).filter((code) => Number(code) < 400);
    return `${method.toUpperCase()} ${path} ${status}`;
  });
  expect(served).toEqual(
    expect.arrayContaining([
      'POST /api/uploads 201',
      'POST /api/uploads/{upload_id}/complete 200',
      'GET /api/uploads 200',
      'GET /api/uploads/{upload_id} 200',
      'POST /api/sync 202',
      'GET /api/sync/configs 200',
      'GET /api/sync/configs/{slice} 200',
      'PATCH /api/sync/configs/{slice} 200',
      'GET /api/sync/logs 200',
      'GET /api/sync/logs/{id} 200',
      'GET /api/sync/logs/{id}/errors 200',
      'GET /api/sync/logs/{id}/errors.csv 302',
      'GET /api/sync/logs/{id}/rejected.csv 302',
      'GET /api/data 200',
      'GET /api/profiling 200',
      'GET /api/tenant 200',
      'POST /api/tenant/api-key/rotate 200',
      'POST /api/auth/token 200',
      'POST /api/auth/refresh 200',
      'POST /api/auth/logout 204',
      'GET /health 200',
    ]),
  );
});

test('operation ids are unique', () => {
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(operations)('$name', ({ path, method, operation }) => {
  const parameters = operation.parameters.map((parameter) =>
    '$ref' in parameter
      ? (resolve(String(parameter.$ref)) as { name: string; in: string; required: boolean })
      : parameter,
  );

  test('declares the parameters of its path, all required, and none twice', () => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = parameters.filter((parameter) => parameter.in === 'path');
    expect(declared.map(({ name }) => name)).toEqual(inPath);
    expect(declared.every(({ required }) => required)).toBe(true);
    const names = parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test('answers failures with problem documents, and a tenant path asks for credentials', () => {
    for (const [status, response] of Object.entries(operation.responses)) {
      expect(response.description).not.toBe('');
      if (Number(status) >= 400) expect(Object.keys(response.content ?? {})).toEqual(['application/problem+json']);
    }
    const isPublic = operation.security.length === 0;
    expect(isPublic).toBe(/^\/($|health|problems|hooks|api\/(docs|openapi|auth\/(?!verify)))/.test(path));
    expect('401' in operation.responses).toBe(
      !isPublic || /^\/(hooks\/.*|api\/auth\/(token|login|refresh))$/.test(path),
    );
    if (!isPublic) expect(operation.security).toEqual([{ ApiKey: [] }, { Bearer: [] }]);
  });

  test('a POST takes an idempotency key, unless its answer holds tokens or its sender has ids of its own', () => {
    const replayable = method === 'post' && !/^\/(api\/auth|hooks)\//.test(path);
    expect(parameters.some(({ name }) => name === 'Idempotency-Key')).toBe(replayable);
  });
});

test('examples of the components are valid', async () => {
  const { z } = await import('zod');
  const named = new Map<string, unknown>();
  for (const endpoint of allEndpoints) {
    for (const schema of [endpoint.body, endpoint.success.schema]) {
      const meta = schema && z.globalRegistry.get(schema);
      for (const example of (meta?.examples as unknown[] | undefined) ?? []) {
        expect(schema?.safeParse(example).error, meta?.id).toBeUndefined();
        named.set(String(meta?.id), example);
      }
    }
  }
  expect(named.size).toBeGreaterThanOrEqual(8);
});

test('numbers in the query are numbers in the document', () => {
  const list = document.paths['/api/data']?.get?.parameters;
  expect(list).toContainEqual(
    expect.objectContaining({
      name: 'limit',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 10_000, default: 100 },
    }),
  );
  expect(list).toContainEqual(expect.objectContaining({ name: 'loan_type' }));
});

test('every problem that an operation names is in the catalogue', () => {
  for (const { problems } of allEndpoints) for (const code of problems) expect(PROBLEMS).toHaveProperty(code);
});

test('what asks the warehouse takes one of its tenant’s places', () => {
  const asking = allEndpoints.filter(({ problems }) => problems.includes('warehouse-unavailable'));
  expect(asking.length).toBeGreaterThan(10);
  expect(
    asking.filter(({ heavy, access }) => heavy !== true && access === 'tenant').map((one) => one.operationId),
  ).toEqual([]);
});
