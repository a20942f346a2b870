import type { JsonSchema } from '../../shared/http/json-schema.ts';
import type { OpenApiDocument, Operation, Parameter } from '../../shared/http/openapi.ts';
import { type Html, html, prose, withCode } from './html.ts';
import { page } from './page.ts';
import { schemaTable, typeText } from './schema-table.ts';

/** The OpenAPI document as one page to read. */
export function apiPage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const sections = document.tags.map(
    (tag) => html`<h2 id="${tag.name}">${tag.name}</h2>
<p>${tag.description}</p>
${operations.filter(({ operation }) => operation.tags.includes(tag.name)).map((entry) => operationSection(document, entry))}`,
  );
  return page(
    `${document.info.title} API`,
    html`<h1>${document.info.title} API</h1>
<p>${document.info.summary} <span class="quiet">Version ${document.info.version} · <a href="/api/openapi.json">openapi.json</a> · <a href="/problems">problems</a></span></p>
${prose(document.info.description)}
<p>Credentials: <code>Authorization: Api-Key sk_live_…</code> or <code>Authorization: Bearer …</code> (an access token) on every path but those marked public.</p>
<nav><ul>
${operations.map(({ path, method, operation }) => html`<li><a href="#${operation.operationId}">${method} ${path}</a></li>\n`)}
</ul></nav>
${sections}
<h2 id="schemas">Schemas</h2>
${Object.entries(document.components.schemas).map(([name, schema]) => schemaSection(name, schema))}`,
  );
}

interface Entry {
  path: string;
  method: string;
  operation: Operation;
}

function operationSection(document: OpenApiDocument, { path, method, operation }: Entry): Html {
  const parameters = operation.parameters.map((parameter) =>
    '$ref' in parameter ? document.components.parameters[String(parameter.$ref).split('/').at(-1) ?? ''] : parameter,
  );
  const body = operation.requestBody?.content['application/json']?.schema;
  const roles = operation['x-roles'];
  return html`<h3 id="${operation.operationId}"><span class="method">${method}</span> <code>${path}</code></h3>
<p>${operation.summary}${operation.security.length === 0 ? html` <span class="quiet">(public)</span>` : undefined}${roles ? html` <span class="quiet">(roles: ${roles.join(', ')})</span>` : undefined}</p>
${operation.description ? prose(operation.description) : undefined}
${parameters.length > 0 ? parameterTable(parameters.filter((parameter) => parameter !== undefined)) : undefined}
${body ? html`<div>Body: ${typeText(body)}</div>` : undefined}
${Object.entries(operation.responses).map(([status, response]) => responseLine(status, response))}`;
}

const parameterTable = (parameters: readonly Parameter[]): Html => html`<div class="scroll"><table>
<tr><th>Parameter</th><th>In</th><th>Type</th><th></th></tr>
${parameters.map(
  ({ name, in: where, required, schema, description }) =>
    html`<tr><td><code>${name}</code>${required ? ' *' : ''}</td><td>${where}</td><td>${typeText(schema)}</td><td>${withCode(description ?? '')}</td></tr>\n`,
)}</table></div>`;

function responseLine(status: string, response: Operation['responses'][string]): Html {
  if (Number(status) < 400) {
    const schema = response.content?.['application/json']?.schema;
    return html`<div><strong>${status}</strong> ${response.description} ${schema ? typeText(schema) : undefined}</div>`;
  }
  // The description lists the codes, each in backticks at the start of a paragraph.
  const codes = response.description.split('\n\n').map((line) => /^`([a-z0-9-]+)`/.exec(line)?.[1] ?? '');
  return html`<div class="quiet">${status} ${codes.map((code) => html`<a href="/problems/${code}">${code}</a> `)}</div>`;
}

const schemaSection = (name: string, schema: JsonSchema): Html => {
  const [example] = (schema.examples as unknown[] | undefined) ?? [];
  return html`<h3 id="schema-${name}">${name}</h3>
${typeof schema.description === 'string' ? prose(schema.description) : undefined}
${schemaTable(schema)}
${example === undefined ? undefined : html`<details><summary>Example</summary><pre>${JSON.stringify(example, null, 2)}</pre></details>`}`;
};
