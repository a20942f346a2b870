/** Writes `web/api/schema.ts`, the API's types, from the OpenAPI document: `node scripts/run.mjs web/build/write-schema.ts`. */
import { writeFile } from 'node:fs/promises';
import { SCHEMA_FILE, schemaText } from './schema-text.ts';

await writeFile(SCHEMA_FILE, await schemaText());
