import type { APIGatewayProxyEvent } from 'aws-lambda';
import type * as z from 'zod';
import { notAccepted } from '../domain/not-accepted.ts';
import { isPlainText, textsIn } from '../domain/plain-text.ts';
import { MOST_ERRORS } from '../domain/problem-bounds.ts';
import { type FieldError, fieldError, Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { type Endpoint, readsBody } from './endpoint.ts';
import { fieldErrors } from './field-errors.ts';
import { bodyBytes, readBody } from './json-body.ts';

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
  const isRaw = endpoint.rawBody === true;
  const bytes = isRaw ? bodyBytes(endpoint.maxBodyBytes, event) : undefined;
  const json =
    readsBody(endpoint) && !isRaw ? readBody(endpoint, event, rawRequest(event).header('content-type')) : undefined;
  if (tenantId !== undefined) {
    refuseOtherTenants(given.get('tenant_id') ?? [], tenantId);
    refuseOtherTenants(tenantIdsIn(json), tenantId);
  }
  const found = new FoundErrors();
  const params = check(endpoint.params, pathParams, found);
  const query = parseQuery(endpoint, given, tenantId !== undefined, found);
  const body = readsBody(endpoint)
    ? (bytes ?? check(endpoint.body, tenantId === undefined ? json : withoutTenant(json, endpoint.body), found))
    : {};
  found.refuse();
  const told = [pathParams, Object.fromEntries(given), ...(endpoint.checksRecords ? [] : [json])];
  for (const said of told) refuseUnfitTexts(said, found);
  found.refuse();
  return { params, query, body };
}

/** Errors as they are found: no more are kept than a problem names, and all are counted. */
class FoundErrors {
  readonly #errors: FieldError[] = [];
  #count = 0;

  add(errors: readonly FieldError[], count = errors.length): void {
    this.#errors.push(...errors.slice(0, Math.max(0, MOST_ERRORS - this.#errors.length)));
    this.#count += count;
  }

  /** @throws {Problem} `invalid-request`, if there are any */
  refuse(): void {
    if (this.#count === 0) return;
    throw notAccepted(this.#errors, this.#count);
  }
}

/** What no schema has refused, and yet no database takes in every place. */
function refuseUnfitTexts(said: unknown, found: FoundErrors): void {
  for (const [field, text] of textsIn(said)) {
    if (!isPlainText(text)) found.add([fieldError(field, 'format', serviceSentence('text-plain'))]);
  }
}

function check(schema: z.ZodType, input: unknown, found: FoundErrors): unknown {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const { errors, count } = fieldErrors(result.error);
  found.add(errors, count);
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
  found: FoundErrors,
): Record<string, unknown> {
  const fixed: [string, string][] = [];
  const open: [string, string][] = [];
  for (const [name, values] of given) {
    if (endpoint.openQuery?.matches(name)) open.push(...values.map((value): [string, string] => [name, value]));
    else if (name === 'tenant_id' && ofTenant && !('tenant_id' in endpoint.query.shape)) continue;
    else if (values.length > 1) found.add([fieldError(name, 'repeated', serviceSentence('only-once'))]);
    else fixed.push([name, values[0] ?? '']);
  }
  const parsed = check(endpoint.query, Object.fromEntries(fixed), found) as Record<string, unknown> | undefined;
  return { ...parsed, ...(endpoint.openQuery?.parse(open) as object | undefined) };
}

function refuseOtherTenants(named: unknown[], tenantId: string): void {
  for (const name of named) {
    if (typeof name !== 'string') {
      const errors = [
        fieldError('tenant_id', 'type', serviceSentence('field-type', { type: serviceSentence('type-text') })),
      ];
      throw new Problem('invalid-request', serviceSentence('not-accepted', { fields: 'tenant_id' }), { errors });
    }
    if (name !== tenantId)
      throw new Problem('tenant-mismatch', serviceSentence('credentials-of-other', { tenant_id: tenantId }));
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
