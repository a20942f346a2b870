import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SCHEMA_FILE, schemaText } from '../../../web/build/schema-text.ts';

test("the page's types are those of the OpenAPI document; if not: node scripts/run.mjs web/build/write-schema.ts", async () => {
  expect(readFileSync(SCHEMA_FILE, 'utf8') === (await schemaText())).toBe(true);
});
