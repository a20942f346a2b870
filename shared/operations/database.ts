import pg from 'pg';
import { readConfig } from '../config.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { uncorrelated } from '../observability/correlation.ts';
import { describeError } from '../observability/describe-error.ts';
import { makeLogger } from '../observability/logger.ts';
import { inSpan, statementKind } from '../observability/tracing.ts';

export interface Queryable {
  /** @param values bound to $1, $2 …; nothing of a request ever goes into `text`. */
  query<T>(text: string, values?: readonly unknown[]): Promise<T[]>;
}

/** Work on one tenant's tables, as a role that reaches that schema only. */
export interface Operations extends Queryable {
  readonly scope: TenantScope;
  transaction<T>(work: (inside: Queryable) => Promise<T>): Promise<T>;
}

export interface Database {
  /** The registry of tenants and keys, in the public schema: for the authorizer and the operator, not for tenant work. */
  readonly registry: Queryable & { transaction<T>(work: (inside: Queryable) => Promise<T>): Promise<T> };
  operationsFor(scope: TenantScope): Operations;
  close(): Promise<void>;
}

/** The role that reaches a tenant's schema. Prefixed, so that no tenant's name can be that of another role. */
export const tenantRole = (scope: TenantScope): string => `tenant_${scope.schema}`;

const STATEMENT_TIMEOUT_MS = 20_000;
/** For a server that has stopped answering altogether, and cannot time anything out. */
const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 5000;
const SPAN = { kind: 'client', attributes: { 'db.system.name': 'postgresql' } } as const;
const quoted = pg.escapeIdentifier;

export function openDatabase(databaseUrl: string): Database {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 4,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
    query_timeout: ANSWER_TIMEOUT_MS,
    allowExitOnIdle: true,
    application_name: 'tranche',
  });
  // An idle connection that the server closes (restart, failover) is an event without a listener otherwise: a crash.
  pool.on('error', (error) =>
    uncorrelated(() => makeLogger('postgres').warn('idle connection lost', { reason: describeError(error).code })),
  );

  /** `opening` and its settings end with the transaction, so a pooled connection carries nothing to its next user. */
  const transaction = <T>(opening: string, work: (inside: Queryable) => Promise<T>): Promise<T> =>
    inSpan('postgres transaction', SPAN, () => inTransaction(opening, work));

  async function inTransaction<T>(opening: string, work: (inside: Queryable) => Promise<T>): Promise<T> {
    const client = await connected();
    let broken: Error | undefined;
    // Lost between two statements, it is an event, which without a listener ends the process; the next statement fails.
    const lost = (error: Error) => {
      broken = error;
    };
    client.on('error', lost);
    try {
      await client.query(opening);
      const result = await work(queryable(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      if (isReadTimeout(error)) {
        // The server would not hear of a ROLLBACK either; closing the connection undoes the work.
        broken = error;
        throw Object.assign(error, { code: 'ETIMEDOUT' });
      }
      await client.query('ROLLBACK').catch((rollback: Error) => {
        broken = rollback;
      });
      throw broken === undefined ? error : asLost(error);
    } finally {
      client.off('error', lost);
      client.release(broken);
    }
  }

  /** pg gives its own time-out no code; with one, it is known as what it is wherever it is caught. */
  const connected = (): Promise<pg.PoolClient> =>
    pool.connect().catch((error: Error) => {
      throw Object.assign(error, { code: 'code' in error ? error.code : 'ETIMEDOUT' });
    });

  const registryOpening = `BEGIN; SET LOCAL search_path TO public; SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}`;
  return {
    registry: {
      query: (text, values) => transaction(registryOpening, (inside) => inside.query(text, values)),
      transaction: (work) => transaction(registryOpening, work),
    },
    operationsFor(scope) {
      const opening =
        `BEGIN; SET LOCAL ROLE ${quoted(tenantRole(scope))}; SET LOCAL search_path TO ${quoted(scope.schema)}; ` +
        `SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}`;
      return {
        scope,
        query: (text, values) => transaction(opening, (inside) => inside.query(text, values)),
        transaction: (work) => transaction(opening, work),
      };
    },
    close: () => pool.end(),
  };
}

/** pg gives what it says of a connection that is gone no code; with one, it is known as that wherever it is caught. */
const asLost = (error: unknown): unknown =>
  error instanceof Error && !('code' in error) ? Object.assign(error, { code: 'ECONNRESET' }) : error;

/** pg's own time-out of an answer (`query_timeout`), which it gives no code. */
const isReadTimeout = (error: unknown): error is Error =>
  error instanceof Error && error.message === 'Query read timeout';

export const queryable = (client: pg.ClientBase): Queryable => ({
  query: <T>(text: string, values?: readonly unknown[]) =>
    inSpan(
      `postgres ${statementKind(text)}`,
      SPAN,
      async () => (await client.query(text, values ? [...values] : [])).rows as T[],
    ),
});

let configured: Database | undefined;

/** The database that this function is configured with; one pool for as long as the function lives. */
export function database(): Database {
  configured ??= openDatabase(readConfig(['operations']).operations.DATABASE_URL);
  return configured;
}

/** One tenant's tables in the configured database. */
export const operationsFor = (scope: TenantScope): Operations => database().operationsFor(scope);
