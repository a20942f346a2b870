import { randomUUID } from 'node:crypto';
import type { OpenApi } from './declared-answers.ts';

/** As much of JSON Schema as the document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly format?: string;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

export interface DocumentedParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly style?: string;
  readonly schema: Schema;
}

export interface DocumentedOperation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly isPublic: boolean;
  readonly parameters: readonly DocumentedParameter[];
  readonly body: Schema | undefined;
}

interface RawOperation {
  readonly operationId: string;
  readonly security: readonly unknown[];
  readonly parameters: readonly (DocumentedParameter | { readonly $ref: string })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** Every operation that there is: one that is added is here without further ado. */
export function operationsOf(document: OpenApi): DocumentedOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as unknown as Record<string, RawOperation>).map(([method, operation]) => ({
      operationId: operation.operationId,
      method: method.toUpperCase(),
      path,
      isPublic: operation.security.length === 0,
      parameters: operation.parameters.map((parameter) => resolved<DocumentedParameter>(document, parameter)),
      body: operation.requestBody?.content['application/json']?.schema,
    })),
  );
}

export function resolved<T extends object>(document: OpenApi, value: T | { readonly $ref?: string }): T {
  const reference = '$ref' in value ? value.$ref : undefined;
  if (reference === undefined) return value as T;
  const found = reference
    .split('/')
    .slice(1)
    .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], document);
  return resolved(document, found as T);
}

/**
 * A value that the schema lets pass, so that what is wrong with a request is the one thing that a case makes wrong.
 * @param known values of fields by their names, where any value will not do
 */
export function sampleOf(
  document: OpenApi,
  name: string,
  reference: Schema,
  known: Readonly<Record<string, unknown>>,
): unknown {
  if (Object.hasOwn(known, name)) return known[name];
  const schema = resolved<Schema>(document, reference);
  const [option] = schema.anyOf ?? schema.oneOf ?? [];
  if (option) return sampleOf(document, name, option, known);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.properties) {
    const { properties, required = [] } = schema;
    // What says what the request is about may be said in several ways, so that none of them is required.
    const said = Object.keys(properties).filter((field) => required.includes(field) || Object.hasOwn(known, field));
    return Object.fromEntries(said.map((field) => [field, sampleOf(document, field, properties[field]!, known)]));
  }
  if (schema.examples?.length) return schema.examples[0];
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return false;
    case 'array':
      return [sampleOf(document, name, schema.items ?? {}, known)];
    case 'object':
      return {};
    default:
      return schema.format === 'uuid' ? randomUUID() : schema.format === 'date-time' ? '2026-03-02T09:30:00Z' : 'x';
  }
}
