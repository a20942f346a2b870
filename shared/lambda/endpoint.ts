import * as z from 'zod';
import type { ExactNumber } from '../domain/exact-number.ts';
import type { PolicyName } from '../domain/limits.ts';
import type { ProblemCode } from '../domain/problem-catalogue.ts';
import { ROLES, type Role } from '../domain/roles.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
/** Leading part of the keys in the staging table of answers that are kept for their idempotency key. */
export const ANSWER_KEYS = 'idempotency#';

/** Bodies are small JSON objects; an endpoint that takes more, or needs less, says so. */
export const MAX_BODY_BYTES = 64 * 1024;

/** Functions that answer HTTP, each in the folder of its name under functions/. */
export const HTTP_FUNCTIONS = [
  'uploads',
  'sync',
  'errors',
  'data',
  'datasets',
  'sources',
  'streams',
  'providers',
  'transactions',
  'kyc',
  'hooks',
  'webhooks',
  'profiling',
  'rules',
  'tenant',
  'audit',
  'auth',
  'health',
  'metrics',
  'docs',
] as const;
export type HttpFunctionName = (typeof HTTP_FUNCTIONS)[number];

/**
 * What it takes to get there: nothing; a tenant's credential; or, to see how the service is, a tenant's credential or the
 * metrics token of the installation.
 */
export type Access = 'public' | 'tenant' | 'monitoring';

/** Query parameters whose names are not fixed, such as `filter[column][op]`. What they give is merged into `query`. */
export interface OpenQuery<T> {
  matches(name: string): boolean;
  /** Name and value of each, in order; names repeat where the query repeats them. May throw a Problem. */
  parse(parameters: readonly (readonly [name: string, value: string])[]): T;
  /** The OpenAPI parameter that documents them. */
  parameter: Record<string, unknown>;
}

/** What a successful answer looks like. Without `schema` the body is text of `contentType`, or there is none. */
export interface Success<R extends z.ZodType> {
  status: number;
  description: string;
  schema?: R;
  /** `application/json` where there is a schema. */
  contentType?: string;
  /** Headers worth documenting: name → what it holds. */
  headers?: Record<string, string>;
}

export interface Declaration<
  A extends Access,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
  O,
> {
  operationId: string;
  method: Method;
  /** As API Gateway and OpenAPI write it: `/api/uploads/{upload_id}`. */
  path: string;
  summary: string;
  description?: string;
  tag: string;
  access: A;
  /** The function that answers. */
  function: HttpFunctionName;
  /** What a request counts as, besides being one (shared/domain/limits.ts). */
  limit?: PolicyName;
  /** Makes the warehouse work: of such requests a tenant has a few at a time (shared/limits/places.ts), others wait. */
  heavy?: true;
  /** False for what asks how the service is: nobody wants a trace of that. */
  traced?: false;
  /** Who may; every role when left out. */
  roles?: readonly Role[];
  /** Whether the answer holds a secret: it is given again only to the credential that got it first. */
  answersSecret?: true;
  /** Fields of the body that are passwords: nothing is kept for repeating the answer that would let them be guessed fast. */
  passwords?: readonly string[];
  /** The body holds personal data: what is kept to know the request again is a hash under the service's key. */
  personal?: true;
  /** False for a POST whose answer must not be kept to be given again: `Idempotency-Key` then has no effect. */
  replayable?: boolean;
  params?: P;
  query?: Q;
  openQuery?: OpenQuery<O>;
  body?: B;
  /** Larger bodies are refused unread; MAX_BODY_BYTES when left out. */
  maxBodyBytes?: number;
  /**
   * The body holds records that the handler checks one by one, so that one that is wrong does not refuse the others: their numbers
   * reach it as {@link ExactNumber}, their texts as they were sent.
   */
  checksRecords?: true;
  /**
   * The body reaches the handler as the bytes that were sent, of whatever type they say they are: what is signed is bytes. `body` is
   * then {@link rawBytes}.
   */
  rawBody?: true;
  success: Success<R>;
  /** The problems particular to this operation; those that any operation can answer are added. */
  problems: readonly ProblemCode[];
}

/** A route as data: the handler's types, the checks, the OpenAPI document and the tests are all made from it. */
export interface Endpoint<
  A extends Access = Access,
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
  O = unknown,
> extends Omit<
    Declaration<A, P, Q, B, R, O>,
    'params' | 'query' | 'body' | 'maxBodyBytes' | 'roles' | 'replayable' | 'traced'
  > {
  traced: boolean;
  roles: readonly Role[];
  /** Whether an `Idempotency-Key` gives the first answer again. */
  replayable: boolean;
  params: P;
  query: Q;
  body: B;
  maxBodyBytes: number;
  /** Whether a body is expected at all. */
  hasBody: boolean;
}

/** Of an endpoint that takes `rawBody`. */
export const rawBytes = z.custom<Buffer>((value) => value instanceof Uint8Array);

export type Nothing = z.ZodObject<Record<never, never>>;
const nothing = z.strictObject({}) as unknown as Nothing;

/** Declares a route. Objects of the query and of the body are strict: what they do not name is refused with 400. */
export function endpoint<
  const A extends Access,
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = Nothing,
  // Without a schema the body is text.
  R extends z.ZodType = z.ZodString,
  O = unknown,
>(declaration: Declaration<A, P, Q, B, R, O>): Endpoint<A, P, Q, B, R, O> {
  const { params, query, body } = declaration;
  return {
    ...declaration,
    traced: declaration.traced ?? true,
    roles: declaration.roles ?? ROLES,
    replayable: declaration.method === 'POST' && (declaration.replayable ?? true),
    params: (params ?? nothing) as P,
    query: strict(query ?? nothing) as Q,
    body: strict(body ?? nothing) as B,
    maxBodyBytes: declaration.maxBodyBytes ?? MAX_BODY_BYTES,
    hasBody: body !== undefined,
  };
}

/** What is sent along with another method is not looked at. */
export const readsBody = ({ method }: Pick<Endpoint, 'method'>): boolean => method !== 'GET' && method !== 'DELETE';

/** Whether a bare request is enough: nothing of its body is required. */
export const mayBeEmpty = ({ method, body, rawBody }: Pick<Endpoint, 'method' | 'body' | 'rawBody'>): boolean =>
  method === 'POST' && rawBody !== true && body.safeParse({}).success;

/** A copy would lose its name in the document, so what is strict stays itself. */
const strict = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodObject && !(schema.def.catchall instanceof z.ZodNever) ? schema.strict() : schema;
