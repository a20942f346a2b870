import pg from 'pg';
import { readConfig } from '../config.ts';
import { describeError } from '../observability/describe-error.ts';
import { makeLogger } from '../observability/logger.ts';
import type { TenantScope } from '../tenancy.ts';

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
const quoted = pg.escapeIdentifier;

export function openDatabase(databaseUrl: string): Database {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 4,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
    allowExitOnIdle: true,
    application_name: 'tranche',
  });
  // An idle connection that the server closes (restart, failover) is an event without a listener otherwise: a crash.
  pool.on('error', (error) =>
    makeLogger('postgres').warn('idle connection lost', { reason: describeError(error).code }),
  );

  /** `opening` and its settings end with the transaction, so a pooled connection carries nothing to its next user. */
  async function transaction<T>(opening: string, work: (inside: Queryable) => Promise<T>): Promise<T> {
    const client = await connected();
    let broken: Error | undefined;
    try {
      await client.query(opening);
      const result = await work(queryable(client));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((rollback: Error) => {
        broken = rollback;
      });
      throw error;
    } finally {
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

const queryable = (client: pg.ClientBase): Queryable => ({
  query: async <T>(text: string, values?: readonly unknown[]) =>
    (await client.query(text, values ? [...values] : [])).rows as T[],
});

let configured: Database | undefined;

/** The database that this function is configured with; one pool for as long as the function lives. */
export function database(): Database {
  configured ??= openDatabase(readConfig(['operations']).operations.DATABASE_URL);
  return configured;
}

/** One tenant's tables in the configured database. */
export const operationsFor = (scope: TenantScope): Operations => database().operationsFor(scope);
