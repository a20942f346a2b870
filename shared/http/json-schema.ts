import * as z from 'zod';

export type JsonSchema = Record<string, unknown>;

/** Named schemas of a document: a schema with an `id` in its metadata goes here and is referred to. */
export type Components = Record<string, JsonSchema>;

/**
 * The JSON Schema of a zod schema.
 * @param io which side of a transformation: what a client sends, or what it gets
 * @throws {Error} when two different schemas claim the same id
 */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output', components: Components): JsonSchema {
  const {
    $schema: _,
    $defs = {},
    ...root
  } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => simplify(jsonSchema as JsonSchema, io),
  }) as JsonSchema & { $defs?: Components };
  for (const [id, definition] of Object.entries($defs)) {
    const named = inDocument(definition);
    const known = components[id];
    if (known && JSON.stringify(known) !== JSON.stringify(named)) throw new Error(`two schemas are named ${id}`);
    components[id] = named;
  }
  return inDocument(root);
}

const inDocument = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as JsonSchema;

function simplify(schema: JsonSchema, io: 'input' | 'output'): void {
  // A format says it all; zod's pattern for it is long.
  if ('format' in schema) delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  // Answers may grow: a client must not be generated so that it refuses a new field.
  if (io === 'output' && schema.additionalProperties === false) delete schema.additionalProperties;
}
