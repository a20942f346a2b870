import type { JsonSchema } from '../../shared/http/json-schema.ts';
import { type Html, html, withCode } from './html.ts';

/** A schema in a few words, with links to the named ones. */
export function typeText(schema: JsonSchema): Html {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  const variants = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (variants) return html`${joined(variants.map(typeText), ' | ')}`;
  if (Array.isArray(schema.enum))
    return html`${joined(
      schema.enum.map((value) => html`<code>${String(value)}</code>`),
      ' | ',
    )}`;
  if ('const' in schema) return html`<code>${String(schema.const)}</code>`;
  if (schema.type === 'array') return html`list of ${typeText((schema.items as JsonSchema | undefined) ?? {})}`;
  if (schema.type === 'object' && schema.properties) return html`${schemaTable(schema)}`;
  if (schema.type === 'object') {
    const values = schema.additionalProperties;
    return typeof values === 'object' && values !== null
      ? html`object of ${typeText(values as JsonSchema)}`
      : html`object`;
  }
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : String(schema.type ?? 'anything');
  return html`${type}${bounds(schema)}`;
}

export function schemaTable(schema: JsonSchema): Html {
  const properties = Object.entries((schema.properties as Record<string, JsonSchema> | undefined) ?? {});
  if (properties.length === 0) return html`<div>${typeText(schema)}</div>`;
  const required = new Set(schema.required as string[] | undefined);
  return html`<div class="scroll"><table>
${properties.map(
  ([name, property]) =>
    html`<tr><td><code>${name}</code>${required.has(name) ? '' : ' (optional)'}</td><td>${typeText(property)}</td><td>${withCode(String(property.description ?? ''))}</td></tr>\n`,
)}</table></div>`;
}

function bounds(schema: JsonSchema): string {
  const parts = [
    schema.format,
    schema.minimum === undefined ? undefined : `≥ ${schema.minimum}`,
    schema.maximum === undefined ? undefined : `≤ ${schema.maximum}`,
    schema.default === undefined ? undefined : `default ${JSON.stringify(schema.default)}`,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}

const joined = (parts: Html[], separator: string): Html[] =>
  parts.flatMap((part, index) => (index === 0 ? [part] : [html`${separator}`, part]));
