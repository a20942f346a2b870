import { type ZodType, z } from 'zod';

type Schema = Record<string, unknown>;

export interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, DeclaredOperation>>;
  readonly components: Record<string, Schema>;
}

interface DeclaredOperation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name?: string; readonly in?: string }[];
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: Schema }> }>;
}

/** References of the document, as a schema that stands by itself has them. */
const standingAlone = (schema: Schema, document: OpenApi): Schema =>
  JSON.parse(
    JSON.stringify({ ...schema, $defs: document.components.schemas }).replaceAll('#/components/schemas/', '#/$defs/'),
  ) as Schema;

/** What the OpenAPI document says of an answer: why it is not as declared, or undefined where it is. */
export function deviation(
  document: OpenApi,
  {
    method,
    path,
    status,
    contentType,
    body,
  }: { method: string; path: string; status: number; contentType: string; body: unknown },
): string | undefined {
  const operation = document.paths[path]?.[method.toLowerCase()];
  if (!operation) return `${method} ${path} is not in the document`;
  const response = operation.responses[status];
  if (!response) return `${operation.operationId}: ${status} is not declared`;
  if (!response.content) return undefined;
  const bare = (name: string) => name.split(';')[0]?.trim() ?? '';
  const type = bare(contentType);
  const declared = Object.entries(response.content).find(([name]) => bare(name) === type)?.[1];
  if (!declared) return `${operation.operationId}: ${status} as ${type} is not declared`;
  if (!type.endsWith('json')) return undefined;
  const schema: ZodType = z.fromJSONSchema(
    standingAlone(declared.schema, document) as Parameters<typeof z.fromJSONSchema>[0],
  );
  const parsed = schema.safeParse(body);
  return parsed.success ? undefined : `${operation.operationId} ${status}: ${z.prettifyError(parsed.error)}`;
}

/** The path of the document that an address is of. */
export const templateOf = (document: OpenApi, pathname: string): string | undefined =>
  Object.keys(document.paths).find((known) =>
    new RegExp(`^${known.replace(/\./g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
  );
