import type * as z from 'zod';
import type { Caller } from '../domain/caller.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import type { Logger } from '../observability/logger.ts';
import type { Access, Endpoint, OpenQuery } from './endpoint.ts';
import type { Reply } from './reply.ts';
import type { ParsedRequest, RawRequest } from './request.ts';

/** What a handler knows of a request besides what it asks for. */
export interface PublicContext {
  requestId: string;
  /** Where the request came from, as the gateway saw it. */
  address: string;
  /** Its lines carry request_id, and tenant_id and key_id where there are such, by themselves. */
  logger: Logger;
}

export interface TenantContext extends PublicContext {
  scope: TenantScope;
  caller: Caller;
}

export interface MonitoringContext extends PublicContext {
  /** Undefined for the metrics token, which shows every tenant's numbers. */
  scope: TenantScope | undefined;
}

interface Contexts {
  public: PublicContext;
  tenant: TenantContext;
  monitoring: MonitoringContext;
}
export type ContextOf<A extends Access> = Contexts[A];

export interface InputOf<E extends Endpoint> {
  params: z.output<E['params']>;
  query: z.output<E['query']> & OpenQueryOf<E>;
  body: z.output<E['body']>;
  request: RawRequest;
}

type OpenQueryOf<E> = E extends { openQuery?: OpenQuery<infer O> | undefined } ? O : unknown;
type BodyOf<E extends Endpoint> = z.input<NonNullable<E['success']['schema']>>;

/** A declared endpoint with its handler. */
export interface Implemented {
  endpoint: Endpoint;
  handle(context: ContextOf<Access>, input: ParsedRequest & { request: RawRequest }): Promise<Reply>;
}

/** Binds a handler to its declaration; the types of its input and its answer come from there. */
export function implement<E extends Endpoint>(
  endpoint: E,
  handle: (context: ContextOf<E['access']>, input: InputOf<E>) => Promise<Reply<BodyOf<E>>>,
): Implemented {
  // Sound because the chain hands over what it made from this very declaration.
  return { endpoint, handle: handle as unknown as Implemented['handle'] };
}
