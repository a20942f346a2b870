import path from 'node:path';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { allSlices } from '../datasets/registry.ts';
import { type TenantScope, tenantScope } from '../domain/tenancy.ts';
import { ensureCredentialsLogin } from './credentials-login.ts';
import { tenantRole } from './database.ts';

/** Any number, the same for everyone who changes this database's structure. */
const LOCK = 7_140_028_316;
const TRACKING_TABLE = 'applied_migrations';
const folder = (set: 'registry' | 'tenant') => path.join(import.meta.dirname, 'migrations', set);
const quoted = pg.escapeIdentifier;

/**
 * Brings the registry and every tenant's schema up to date. Safe to repeat, and for two to start at once: the second
 * waits and then finds nothing to do. For hosts and scripts: it reads the migration files, which functions do not carry.
 * @param credentialsUrl names the login that functions check credentials by; none is made without it
 */
export async function migrate(databaseUrl: string, credentialsUrl?: string): Promise<void> {
  await structureLocked(databaseUrl, async (client) => {
    await migrateRegistry(client);
    if (credentialsUrl !== undefined) await ensureCredentialsLogin(client, credentialsUrl);
    const tenants = await client.query<{ tenant_id: string }>(
      'SELECT tenant_id FROM public.tenants ORDER BY tenant_id',
    );
    for (const { tenant_id } of tenants.rows) await migrateTenant(client, tenantScope(tenant_id));
  });
}

/** The registry alone, which a first tenant needs: others are brought up to date where the service is. */
export const migrateRegistry = (client: pg.Client): Promise<void> => runMigrations(client, 'registry', 'public');

/** Runs `work` while no one else changes the structure of this database. */
export async function structureLocked<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'tranche-migrate' });
  // A lost connection fails the query that is waiting for it; without a listener it would also end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Creates the tenant's role and schema where they are missing, runs what is pending, grants the role its tables, and makes
 * the configuration of every slice that has none yet: a dataset may be younger than the tenant.
 */
export async function migrateTenant(client: pg.Client, scope: TenantScope): Promise<void> {
  const role = quoted(tenantRole(scope));
  const schema = quoted(scope.schema);
  const known = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [tenantRole(scope)]);
  if (known.rowCount === 0) await client.query(`CREATE ROLE ${role} NOLOGIN NOINHERIT`);
  await client.query(`GRANT ${role} TO CURRENT_USER WITH SET TRUE, INHERIT FALSE`);
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await runMigrations(client, 'tenant', scope.schema);
  await client.query(
    `GRANT USAGE ON SCHEMA ${schema} TO ${role};
     GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role};
     REVOKE ALL ON ${schema}.${TRACKING_TABLE} FROM ${role};
     GRANT USAGE ON SCHEMA _audit TO ${role};
     GRANT SELECT, INSERT ON _audit.entries TO ${role}`,
  );
  await client.query(
    `INSERT INTO ${schema}.sync_configs (dataset, variant) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING`,
    [allSlices.map(({ dataset }) => dataset), allSlices.map(({ storedVariant }) => storedVariant)],
  );
}

async function runMigrations(client: pg.Client, set: 'registry' | 'tenant', schema: string): Promise<void> {
  await runner({
    dbClient: client,
    dir: folder(set),
    direction: 'up',
    schema,
    migrationsSchema: schema,
    migrationsTable: TRACKING_TABLE,
    noLock: true, // held by structureLocked, which waits; the runner's own lock fails instead
    log: () => undefined,
  });
}
