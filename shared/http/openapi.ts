import type * as z from 'zod';
import { PROBLEMS } from '../domain/problem-catalogue.ts';
import { problem } from '../domain/problem-document.ts';
import { ROLES } from '../domain/roles.ts';
import { type Endpoint, mayBeEmpty } from '../lambda/endpoint.ts';
import { type Components, type JsonSchema, jsonSchemaOf } from './json-schema.ts';
import { problemsOf } from './operation-problems.ts';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
  [more: string]: unknown;
}

export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters: (Parameter | { $ref: string })[];
  requestBody?: { required: boolean; description: string; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, Response>;
  /** The roles that may. */
  'x-roles'?: readonly string[];
}

interface Response {
  description: string;
  headers: Record<string, unknown>;
  content?: Record<string, { schema: JsonSchema }>;
}

export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; summary: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Components;
    parameters: Record<string, Parameter>;
    headers: Record<string, unknown>;
    securitySchemes: Record<string, unknown>;
  };
}

const TAGS: Record<string, string> = {
  uploads:
    'Send files. Each goes straight to storage by a presigned URL; the API only announces it and tells its state.',
  webhooks: 'Events of Tranche that are sent to you: signed, again where they do not arrive, and by hand.',
  streams: 'Events that come one by one: counted within a second, with alerts, and a history.',
  providers:
    'Whom payments, transfers and verifications go out to: how they are called, how they are, and by whom how often.',
  accounts: 'What money is whose: accounts in any currency, by double entry.',
  transactions:
    'Payments, transfers, deposits, withdrawals and refunds: carried out by providers, or by whoever completes them.',
  hooks: 'What providers tell by webhooks: where they come in, and what became of each.',
  kyc: 'Whose identity is verified, by a provider or by a second person. Personal data stands in no list.',
  sync: 'Load what is staged: by itself every minute, or at once on demand. Logs, findings and configuration.',
  datasets: 'The families of files that there are, what may be chosen for them, and named questions to what is loaded.',
  data: 'The loaded rows.',
  trades: 'Clients, their trades, and what they have and owe.',
  profiling: 'Statistics of the loaded rows.',
  rules: 'What every row is checked for, and why.',
  tenant: 'The tenant of the credentials, and its API key.',
  users: 'People who sign in with a password: who they are and what they may do.',
  audit: 'Who changed what, for the tenant to see and to keep.',
  auth: 'Tokens for an API key or a password, for pages and people: short-lived, renewed, ended by signing out.',
  health: 'Whether everything is up.',
  docs: 'This documentation.',
};

const DESCRIPTION = `Banks send their data as CSV files or workbooks; every field of every row is checked; what is right is loaded
exactly, and replaces the load before in one step.

Times are ISO 8601 UTC ending in Z, dates YYYY-MM-DD. Money and rates are JSON strings with their full scale; counts and
statistics are numbers; absent is null. A trailing slash is accepted on every path. Lists answer {data, next_cursor};
pass next_cursor as cursor for the next page. Every failure is a problem document (RFC 9457) whose type leads to a page
that says what to do. Every answer has X-Request-Id. Requests are limited: RateLimit tells what is left, and 429 when
to come back.`;

const parameters: Record<string, Parameter> = {
  TenantId: {
    name: 'tenant_id',
    in: 'query',
    required: false,
    description: 'May be named in any request, here or in the body; it must be the tenant of the credentials.',
    schema: { type: 'string' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'The same key and request within 24 hours give the first answer again instead of doing the work twice.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
};

/** The OpenAPI 3.1 document of these endpoints. */
export function openApiDocument(endpoints: readonly Endpoint[]): OpenApiDocument {
  const schemas: Components = {};
  const paths: OpenApiDocument['paths'] = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operationOf(endpoint, schemas) };
  }
  const used = new Set(endpoints.map(({ tag }) => tag));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tranche',
      version: '1.0.0',
      summary: "Banks' data: checked, loaded exactly, served.",
      description: DESCRIPTION,
    },
    servers: [{ url: '/' }],
    tags: [...used].map((name) => ({ name, description: TAGS[name] ?? '' })),
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
      parameters,
      headers: {
        RequestId: { description: 'The same id is in every log line of this request.', schema: { type: 'string' } },
        RateLimit: {
          description: 'What is left of each limit that the request counted towards, and seconds until it starts anew.',
          schema: { type: 'string', examples: ['"requests";r=997;t=41'] },
        },
        RateLimitPolicy: {
          description: 'Those limits: how many (`q`) in how many seconds (`w`).',
          schema: { type: 'string', examples: ['"requests";q=1000;w=60'] },
        },
        RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer' } },
      },
      securitySchemes: {
        ApiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`Authorization: Api-Key sk_live_<48 hex digits>`',
        },
        Bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: '`Authorization: Bearer <access token>`, which `POST /api/auth/token` gives for an API key.',
        },
      },
    },
  };
}

function operationOf(endpoint: Endpoint, schemas: Components): Operation {
  const restricted = endpoint.roles.length < ROLES.length;
  return {
    operationId: endpoint.operationId,
    summary: endpoint.summary,
    ...(endpoint.description ? { description: endpoint.description } : {}),
    tags: [endpoint.tag],
    security: endpoint.access === 'public' ? [] : [{ ApiKey: [] }, { Bearer: [] }],
    parameters: parametersOf(endpoint, schemas),
    ...(endpoint.hasBody ? { requestBody: bodyOf(endpoint, schemas) } : {}),
    responses: { [endpoint.success.status]: successOf(endpoint, schemas), ...problemResponses(endpoint, schemas) },
    ...(restricted ? { 'x-roles': endpoint.roles } : {}),
  };
}

function parametersOf(endpoint: Endpoint, schemas: Components): Operation['parameters'] {
  const named = (where: 'path' | 'query', object: z.ZodObject) =>
    Object.entries(object.shape).map(([name, schema]) => parameterOf(name, where, schema as z.ZodType, schemas));
  const shared: { $ref: string }[] = [];
  if (endpoint.access === 'tenant') shared.push({ $ref: '#/components/parameters/TenantId' });
  if (endpoint.replayable) shared.push({ $ref: '#/components/parameters/IdempotencyKey' });
  return [
    ...named('path', endpoint.params),
    ...named('query', endpoint.query),
    ...(endpoint.openQuery ? [endpoint.openQuery.parameter as Parameter] : []),
    ...shared,
  ];
}

function parameterOf(name: string, where: 'path' | 'query', zodSchema: z.ZodType, schemas: Components): Parameter {
  // The parsed side: a number in the query is text on its way, but a number to whoever reads the document.
  const { description, ...schema } = jsonSchemaOf(zodSchema, 'output', schemas);
  return {
    name,
    in: where,
    required: where === 'path' || zodSchema._zod.optin === undefined,
    ...(typeof description === 'string' ? { description } : {}),
    schema,
    ...(schema.type === 'array' ? { style: 'form', explode: false } : {}),
  };
}

const bodyOf = (endpoint: Endpoint, schemas: Components): NonNullable<Operation['requestBody']> => ({
  required: !mayBeEmpty(endpoint),
  description: `At most ${endpoint.maxBodyBytes} bytes.`,
  content: endpoint.rawBody
    ? { '*/*': { schema: {} } }
    : { 'application/json': { schema: jsonSchemaOf(endpoint.body, 'input', schemas) } },
});

const header = (name: string) => ({ $ref: `#/components/headers/${name}` });
const commonHeaders = {
  'X-Request-Id': header('RequestId'),
  RateLimit: header('RateLimit'),
  'RateLimit-Policy': header('RateLimitPolicy'),
};

function successOf({ success }: Endpoint, schemas: Components): Response {
  const headers = Object.entries(success.headers ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ]);
  const type = success.contentType ?? (success.schema ? 'application/json' : undefined);
  const schema = success.schema ? jsonSchemaOf(success.schema, 'output', schemas) : { type: 'string' };
  return {
    description: success.description,
    headers: { ...commonHeaders, ...Object.fromEntries(headers) },
    ...(type ? { content: { [type]: { schema } } } : {}),
  };
}

function problemResponses(endpoint: Endpoint, schemas: Components): Record<string, Response> {
  const schema = jsonSchemaOf(problem, 'output', schemas);
  const byStatus = Map.groupBy(problemsOf(endpoint), (code) => PROBLEMS[code].status);
  const responses = [...byStatus].map(([status, codes]): [string, Response] => [
    String(status),
    {
      description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].happened}`).join('\n\n'),
      headers: status === 429 ? { ...commonHeaders, 'Retry-After': header('RetryAfter') } : commonHeaders,
      content: { 'application/problem+json': { schema } },
    },
  ]);
  return Object.fromEntries(responses);
}
