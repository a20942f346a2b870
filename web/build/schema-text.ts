import path from 'node:path';
import openapiTypes, { astToString } from 'openapi-typescript';
import { allEndpoints } from '../../shared/http/endpoints/index.ts';
import { openApiDocument } from '../../shared/http/openapi.ts';

export const SCHEMA_FILE = path.resolve(import.meta.dirname, '../api/schema.ts');

/** The API's types in TypeScript, from the same declarations that serve it. */
export async function schemaText(): Promise<string> {
  const document = JSON.parse(JSON.stringify(openApiDocument(allEndpoints)));
  return `// Made by web/build/write-schema.ts from the OpenAPI document; not edited by hand.\n${astToString(await openapiTypes(document))}`;
}
