import type { OpenApi } from './declared-answers.ts';
import {
  type DocumentedOperation,
  type DocumentedParameter,
  resolved,
  type Schema,
  sampleOf,
} from './documented-operations.ts';
import { BODIES, CREDENTIALS, ESCAPED, FIELDS, HEADERS } from './hostile-values.ts';

/** A request as it goes out, byte for byte. */
export interface HostileRequest {
  readonly operation: DocumentedOperation;
  /** What is wrong with it. */
  readonly what: string;
  /** Path and query. */
  readonly target: string;
  readonly body: string | Buffer | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the requests are about, so that they get as far as the databases. */
export interface Surroundings {
  readonly document: OpenApi;
  /** Values of fields and parameters by their names. */
  readonly known: Readonly<Record<string, unknown>>;
  /** The same of a path of the document alone, where a field of that name means something else. */
  readonly inPath: (path: string) => Readonly<Record<string, unknown>>;
  /** Columns to filter by. */
  readonly columns: readonly string[];
  /** By operation: a cursor that it has handed out. */
  readonly cursors: Readonly<Record<string, string>>;
}

type Said = Readonly<Record<string, string>>;

/** Requests to an operation, each with one thing about it that no honest client says. */
export function* hostileRequests(operation: DocumentedOperation, around: Surroundings): Generator<HostileRequest> {
  const { document, known } = around;
  const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
  const inQuery = operation.parameters.filter((parameter) => parameter.in === 'query');
  const text = (parameter: DocumentedParameter, values = known) =>
    encodeURIComponent(String(sampleOf(document, parameter.name, parameter.schema, values)));
  const path: Said = Object.fromEntries(
    inPath.map((parameter) => [parameter.name, text(parameter, { ...known, ...around.inPath(operation.path) })]),
  );
  const query: Said = Object.fromEntries(
    inQuery
      .filter(({ name, required }) => required || name === 'loan_type')
      .map((parameter) => [parameter.name, text(parameter)]),
  );
  const body = operation.body && sampleOf(document, '', operation.body, known);
  const request = (what: string, change: Partial<{ path: Said; tail: string; body: unknown; headers: Said }>) => {
    const said = Object.entries(query).map(([name, value]) => `${name}=${value}`);
    const search = [...said, ...(change.tail === undefined ? [] : [change.tail])].join('&');
    const where = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => ({ ...path, ...change.path })[name] ?? '');
    const sent = 'body' in change ? change.body : body;
    return {
      operation,
      what,
      target: search === '' ? where : `${where}?${search}`,
      body: sent === undefined || typeof sent === 'string' || sent instanceof Buffer ? sent : JSON.stringify(sent),
      headers: { 'Content-Type': 'application/json', ...change.headers },
    } satisfies HostileRequest;
  };

  for (const { name } of inPath) {
    // An empty segment, or one more slash, is another address.
    for (const value of ESCAPED.filter((escaped) => escaped !== '')) {
      yield request(`path ${name} ${value}`, { path: { [name]: value } });
    }
  }
  for (const parameter of inQuery) {
    for (const [name, value] of sayings(parameter, around, operation)) {
      // What is required is said once already: this is a second time, which is refused; alone it is another request.
      yield request(`query ${name}=${value}`, { tail: `${name}=${value}` });
      if (Object.hasOwn(query, parameter.name)) {
        const { target, ...rest } = request(`only ${name}=${value}`, {});
        yield { ...rest, target: target.replace(`${parameter.name}=${query[parameter.name]}`, `${name}=${value}`) };
      }
    }
    yield request(`query ${parameter.name}[]`, { tail: `${parameter.name}[]=1&${parameter.name}[x]=2` });
  }
  for (const tail of [
    'nonsense=1',
    '%00=1',
    '%ff=%ff',
    '=',
    '&&',
    'tenant_id=',
    'tenant_id=%00',
    'tenant_id=x&tenant_id=y',
    '__proto__=1',
  ]) {
    yield request(`query ${tail}`, { tail });
  }
  for (const headers of HEADERS) yield request(`headers ${JSON.stringify(headers).slice(0, 80)}`, { headers });
  for (const authorization of CREDENTIALS) {
    yield request(`credentials ${authorization.slice(0, 40)}`, { headers: { Authorization: authorization } });
  }
  if (operation.method === 'GET') return;
  for (const whole of BODIES) yield request(`body ${whole.toString().slice(0, 40)}`, { body: whole });
  if (body === undefined) return;
  for (const [place, changed] of mutations(document, operation.body!, body, known)) {
    yield request(`field ${place}`, { body: changed });
  }
}

/** Names and values for a parameter of the query. */
function* sayings(
  parameter: DocumentedParameter,
  { cursors, columns }: Surroundings,
  { operationId }: DocumentedOperation,
): Generator<readonly [name: string, value: string]> {
  const { name, style } = parameter;
  if (style === 'deepObject') {
    for (const column of columns) {
      for (const operator of ['eq', 'in', 'gt', 'contains', 'is_null']) {
        for (const value of ESCAPED) yield [`${name}[${column}][${operator}]`, value];
      }
    }
    for (const odd of ['[]', '[%00]', '[x][y][z]', '[', `[${'x'.repeat(3000)}]`]) yield [`${name}${odd}`, '1'];
    return;
  }
  for (const value of ESCAPED) yield [name, value];
  if (name === 'cursor') for (const cursor of madeUpCursors(cursors[operationId])) yield [name, cursor];
}

const ODD_NUMBERS = [-1, 0, 1.5, 2 ** 31, 2 ** 32, 99_999_999_999, 2 ** 53, 1e300];
const ODD_TEXTS = ['', '\u0000', '\ud800', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', 'x'.repeat(3000)];

/** Cursors of the right form that no list has handed out: those of this list, with one thing about them changed. */
function* madeUpCursors(cursor: string | undefined): Generator<string> {
  const written = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  yield* [written([1]), written({}), written([1, 'x', []]), Buffer.from('[[['.repeat(500)).toString('base64url')];
  if (cursor === undefined) return;
  const envelope = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
  for (const changed of changedLeaves(envelope)) yield written(changed);
}

function* changedLeaves(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [at, inner] of value.entries()) {
      for (const changed of changedLeaves(inner)) yield value.with(at, changed);
    }
    yield [];
    yield [...value, 1];
  } else yield* [...ODD_NUMBERS, ...ODD_TEXTS, null, [], {}].filter((odd) => odd !== value);
}

/** The body with each of its fields, also those that may be left out, said in every odd way. */
function* mutations(
  document: OpenApi,
  reference: Schema,
  body: unknown,
  known: Readonly<Record<string, unknown>>,
): Generator<readonly [place: string, body: unknown]> {
  const schema = resolved<Schema>(document, reference);
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    const set = (value: unknown) => ({ ...(body as object), [name]: value });
    for (const value of FIELDS) yield [`${name}: ${shown(value)}`, set(value)];
    const field = resolved<Schema>(document, inner);
    if (field.type === 'object') {
      for (const value of FIELDS) yield [`${name}.x: ${shown(value)}`, set({ x: value })];
    }
    const items = field.items && resolved<Schema>(document, field.items);
    if (!items) continue;
    for (const value of FIELDS) yield [`${name}[0]: ${shown(value)}`, set([value])];
    if (!items.properties) continue;
    const item = sampleOf(document, name, items, known);
    for (const [place, changed] of mutations(document, items, item, known))
      yield [`${name}[0].${place}`, set([changed])];
  }
  yield ['another one', { ...(body as object), another: 1 }];
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'undefined').slice(0, 40);
