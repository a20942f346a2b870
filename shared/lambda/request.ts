import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { z } from 'zod';
import { type FieldError, Problem } from '../domain/problems.ts';
import type { Endpoint } from './endpoint.ts';
import { fieldErrors } from './field-errors.ts';

/** Bodies are small JSON objects; the largest are the part lists of a multipart upload. */
const MAX_BODY_BYTES = 2 * 1024 ** 2;

/** The request as it came, for the few handlers that negotiate. */
export interface RawRequest {
  method: string;
  path: string;
  /** Case of the name does not matter. */
  header(name: string): string | undefined;
}

export interface ParsedRequest {
  params: unknown;
  query: unknown;
  body: unknown;
}

export function rawRequest(event: APIGatewayProxyEvent): RawRequest {
  const headers = new Map(Object.entries(event.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return { method: event.httpMethod, path: event.path, header: (name) => headers.get(name.toLowerCase()) ?? undefined };
}

/**
 * Everything the client says, checked against the declaration.
 * @param tenantId the caller's, for `tenant_id`s named in the query or the body; undefined on public paths
 * @throws {Problem} 400, 403 `tenant-mismatch`, 413, 415
 */
export function parseRequest(
  endpoint: Endpoint,
  event: APIGatewayProxyEvent,
  pathParams: Record<string, string>,
  tenantId: string | undefined,
): ParsedRequest {
  const given = queryParameters(event);
  const json = readsBody(endpoint) ? readBody(endpoint, event) : undefined;
  if (tenantId !== undefined) {
    refuseOtherTenants(given.get('tenant_id') ?? [], tenantId);
    refuseOtherTenants(tenantIdsIn(json), tenantId);
  }
  const errors: FieldError[] = [];
  const params = check(endpoint.params, pathParams, errors);
  const query = parseQuery(endpoint, given, tenantId !== undefined, errors);
  const body = readsBody(endpoint)
    ? check(endpoint.body, tenantId === undefined ? json : withoutTenant(json, endpoint.body), errors)
    : {};
  if (errors.length > 0) {
    const fields = [...new Set(errors.map((error) => error.field || 'the body'))];
    throw new Problem('invalid-request', `Not accepted: ${fields.slice(0, 10).join(', ')}.`, { errors });
  }
  return { params, query, body };
}

const readsBody = (endpoint: Endpoint): boolean => endpoint.method !== 'GET' && endpoint.method !== 'DELETE';

function check(schema: z.ZodType, input: unknown, errors: FieldError[]): unknown {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  errors.push(...fieldErrors(result.error));
  return undefined;
}

function queryParameters(event: APIGatewayProxyEvent): Map<string, string[]> {
  const given = new Map<string, string[]>();
  for (const [name, value] of Object.entries(event.queryStringParameters ?? {})) given.set(name, [value ?? '']);
  for (const [name, values] of Object.entries(event.multiValueQueryStringParameters ?? {}))
    given.set(name, values ?? []);
  return given;
}

function parseQuery(
  endpoint: Endpoint,
  given: Map<string, string[]>,
  ofTenant: boolean,
  errors: FieldError[],
): Record<string, unknown> {
  const fixed: [string, string][] = [];
  const open: [string, string][] = [];
  for (const [name, values] of given) {
    if (endpoint.openQuery?.matches(name)) open.push(...values.map((value): [string, string] => [name, value]));
    else if (name === 'tenant_id' && ofTenant && !('tenant_id' in endpoint.query.shape)) continue;
    else if (values.length > 1) errors.push({ field: name, code: 'repeated', detail: 'May be given only once.' });
    else fixed.push([name, values[0] ?? '']);
  }
  const parsed = check(endpoint.query, Object.fromEntries(fixed), errors) as Record<string, unknown> | undefined;
  return { ...parsed, ...(endpoint.openQuery?.parse(open) as object | undefined) };
}

/** @returns the JSON value; `{}` for an empty body where none is expected, so that a bare POST is enough. */
function readBody(endpoint: Endpoint, event: APIGatewayProxyEvent): unknown {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAX_BODY_BYTES) {
    throw new Problem('payload-too-large', `The body may have at most ${MAX_BODY_BYTES} bytes.`);
  }
  if (bytes.length === 0) {
    if (!endpoint.hasBody) return {};
    throw new Problem('malformed-body', 'The body is empty; a JSON object is expected.');
  }
  requireJson(rawRequest(event).header('content-type'));
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new Problem('malformed-body', undefined, { cause });
  }
}

function requireJson(contentType: string | undefined): void {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  if (!/^application\/([\w.-]+\+)?json$/.test(type)) throw new Problem('unsupported-media-type');
  if (charset !== undefined && !/^"?utf-?8"?$/.test(charset)) throw new Problem('unsupported-media-type');
}

function refuseOtherTenants(named: unknown[], tenantId: string): void {
  for (const name of named) {
    if (typeof name !== 'string') {
      const errors = [{ field: 'tenant_id', code: 'type', detail: 'Must be a string.' }];
      throw new Problem('invalid-request', 'Not accepted: tenant_id.', { errors });
    }
    if (name !== tenantId) throw new Problem('tenant-mismatch', `These credentials belong to ${tenantId}.`);
  }
}

/** Every `tenant_id` anywhere in the body. Iterative, so that deep nesting cannot exhaust the stack. */
function tenantIdsIn(json: unknown): unknown[] {
  const found: unknown[] = [];
  const pending: unknown[] = [json];
  for (let value = pending.pop(); pending.length > 0 || value !== undefined; value = pending.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value) && Object.hasOwn(value, 'tenant_id'))
      found.push((value as { tenant_id: unknown }).tenant_id);
    for (const inner of Object.values(value)) if (typeof inner === 'object') pending.push(inner);
  }
  return found;
}

/** `tenant_id` may be named in any body; where the schema does not ask for it, it has done its work once compared. */
function withoutTenant(json: unknown, schema: z.ZodType): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json) || !Object.hasOwn(json, 'tenant_id'))
    return json;
  if ('shape' in schema && Object.hasOwn(schema.shape as object, 'tenant_id')) return json;
  const { tenant_id: _, ...rest } = json as Record<string, unknown>;
  return rest;
}
