import pg from 'pg';
import { readConfig, rereadSecrets } from '../config.ts';
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
  /** The registry of tenants, keys and sessions, in the public schema: not for tenant work. */
  readonly registry: Queryable & { transaction<T>(work: (inside: Queryable) => Promise<T>): Promise<T> };
  operationsFor(scope: TenantScope): Operations;
  close(): Promise<void>;
}

/** The role that reaches a tenant's schema. Prefixed, so that no tenant's name can be that of another role. */
export const tenantRole = (scope: TenantScope): string => `tenant_${scope.schema}`;

const STATEMENT_TIMEOUT_MS = 20_000;
/** For a server that has stopped answering altogether, and cannot time anything out. */
const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 5000;
/** Every request waits for it: a server that does not answer must not use up the time that is left to say so. */
const CREDENTIAL_TIMEOUT_MS = 6000;
const SPAN = { kind: 'client', attributes: { 'db.system.name': 'postgresql' } } as const;
const quoted = pg.escapeIdentifier;

/** @param max connections at once @param answerMs how long an answer may take, from a server that may be gone */
function openPool(databaseUrl: string, max: number, answerMs: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 5_000,
    query_timeout: answerMs,
    allowExitOnIdle: true,
    application_name: 'tranche',
  });
  // An idle connection that the server closes (restart, failover) is an event without a listener otherwise: a crash.
  pool.on('error', (error) =>
    uncorrelated(() => makeLogger('postgres').warn('idle connection lost', { reason: describeError(error).code })),
  );
  return pool;
}

/** pg gives its own time-out no code; with one, it is known as what it is wherever it is caught. */
const connectedTo = (pool: pg.Pool): Promise<pg.PoolClient> =>
  pool.connect().catch((error: Error) => {
    throw Object.assign(error, { code: 'code' in error ? error.code : 'ETIMEDOUT' });
  });

/** Postgres does not know the login, or not with this password. */
const REFUSED_LOGIN: readonly unknown[] = ['28P01', '28000'];

/** Connections by a login whose password may change while they are in use. */
class Connections {
  readonly #readUrl: () => string;
  readonly #open: (databaseUrl: string) => pg.Pool;
  #url: string;
  #pool: pg.Pool;

  /** @param readUrl asked again when the login is refused and secrets were read anew */
  constructor(readUrl: () => string, open: (databaseUrl: string) => pg.Pool) {
    this.#readUrl = readUrl;
    this.#open = open;
    this.#url = readUrl();
    this.#pool = open(this.#url);
  }

  async connect(): Promise<pg.PoolClient> {
    const pool = this.#pool;
    try {
      return await connectedTo(pool);
    } catch (error) {
      if (!REFUSED_LOGIN.includes((error as { code?: unknown }).code)) throw error;
      if (this.#pool === pool && !(await this.#renew())) throw error;
      return connectedTo(this.#pool);
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  /** Connections that are in use end when they are given back. @returns whether there is another password now */
  async #renew(): Promise<boolean> {
    const refused = this.#url;
    await rereadSecrets();
    const url = this.#readUrl();
    if (url === refused) return false;
    if (this.#url === refused) {
      const old = this.#pool;
      this.#url = url;
      this.#pool = this.#open(url);
      void old.end();
    }
    return true;
  }
}

/**
 * Does `work` on a connection of its own. One that is lost meanwhile, or does not answer, goes to nobody else.
 * @param undo what a failure leaves to be undone
 */
async function onConnection<T>(
  pool: Connections,
  work: (client: pg.PoolClient) => Promise<T>,
  undo?: (client: pg.PoolClient) => Promise<unknown>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // Lost between two statements, it is an event, which without a listener ends the process; the next statement fails.
  const lost = (error: Error) => {
    broken = error;
  };
  client.on('error', lost);
  try {
    return await work(client);
  } catch (error) {
    if (isReadTimeout(error)) {
      // The server would not hear of anything else either; closing the connection undoes the work.
      broken = error;
      throw Object.assign(error, { code: 'ETIMEDOUT' });
    }
    await undo?.(client).catch((failure: Error) => {
      broken = failure;
    });
    throw broken === undefined ? error : asLost(error);
  } finally {
    client.off('error', lost);
    client.release(broken);
  }
}

/**
 * The registry by the login for credentials (operations/credentials-login.ts): one statement a query and no transaction
 * around it, because every request waits for it.
 */
export function openCredentialRegistry(readUrl: () => string): Queryable & { close(): Promise<void> } {
  const pool = new Connections(readUrl, (url) => openPool(url, 2, CREDENTIAL_TIMEOUT_MS));
  return {
    query: (text, values) => onConnection(pool, (client) => queryable(client).query(text, values)),
    close: () => pool.close(),
  };
}

/** @param databaseUrl or who knows it now: asked again when the login is refused */
export function openDatabase(databaseUrl: string | (() => string)): Database {
  const readUrl = typeof databaseUrl === 'string' ? () => databaseUrl : databaseUrl;
  const pool = new Connections(readUrl, (url) => openPool(url, 4, ANSWER_TIMEOUT_MS));

  /** `opening` and its settings end with the transaction, so a pooled connection carries nothing to its next user. */
  const transaction = <T>(opening: string, work: (inside: Queryable) => Promise<T>): Promise<T> =>
    inSpan('postgres transaction', SPAN, () => inTransaction(opening, work));

  const inTransaction = <T>(opening: string, work: (inside: Queryable) => Promise<T>): Promise<T> =>
    onConnection(
      pool,
      async (client) => {
        await client.query(opening);
        const result = await work(queryable(client));
        await client.query('COMMIT');
        return result;
      },
      (client) => client.query('ROLLBACK'),
    );

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
    close: () => pool.close(),
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
  configured ??= openDatabase(() => readConfig(['operations']).operations.DATABASE_URL);
  return configured;
}

let credentials: ReturnType<typeof openCredentialRegistry> | undefined;

/** Where this function looks credentials up. Settings: `credentials`. */
export function credentialRegistry(): Queryable {
  credentials ??= openCredentialRegistry(() => readConfig(['credentials']).credentials.CREDENTIALS_DATABASE_URL);
  return credentials;
}

/** For tests, whose Postgres goes before their process does. */
export async function closeCredentialRegistry(): Promise<void> {
  await credentials?.close();
  credentials = undefined;
}

/** One tenant's tables in the configured database. */
export const operationsFor = (scope: TenantScope): Operations => database().operationsFor(scope);
