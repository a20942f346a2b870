import { readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { readEnvironment } from '../../local/service/environment.ts';
import { tenantScope } from '../../shared/domain/tenancy.ts';
import { counted } from '../text/quantities.ts';
import { type CheckResult, fail, ok, skip, warn } from './check.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../shared/operations/migrations');
const TIMEOUT_MS = 5_000;
const ADVICE = 'Start the service anew, or deploy again: both migrate first.';

const migrationsIn = (set: 'registry' | 'tenant'): string[] =>
  readdirSync(path.join(FOLDER, set))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -'.sql'.length));

/**
 * Whether the database has the structure that this version needs. Only who may speak to the database can look: on this
 * machine, or with DATABASE_URL.
 * @param home of the service on this machine
 */
export async function checkMigrations(
  home: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Promise<CheckResult> {
  const url = env.DATABASE_URL || (home && readEnvironment(home)?.DATABASE_URL);
  if (!url) return skip('migrations', 'only an operator can look, with DATABASE_URL set');
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const applied = async (schema: string): Promise<Set<string>> => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT name FROM ${pg.escapeIdentifier(schema)}.applied_migrations`,
      );
      return new Set(rows.map(({ name }) => name));
    };
    const inRegistry = await applied('public');
    const { rows } = await client.query<{ tenant_id: string }>(
      'SELECT tenant_id FROM public.tenants ORDER BY tenant_id',
    );
    const missing = migrationsIn('registry').filter((name) => !inRegistry.has(name));
    for (const { tenant_id } of rows) {
      const has = await applied(tenantScope(tenant_id).schema);
      missing.push(
        ...migrationsIn('tenant')
          .filter((name) => !has.has(name))
          .map((name) => `${tenant_id}: ${name}`),
      );
    }
    const known = migrationsIn('registry');
    const newer = [...inRegistry].filter((name) => !known.includes(name));
    if (missing.length > 0) return fail('migrations', `not applied: ${missing.join(', ')}`, ADVICE);
    if (newer.length > 0) {
      return warn(
        'migrations',
        `the database is newer than this version: ${newer.join(', ')}`,
        'Update this checkout.',
      );
    }
    return ok('migrations', `all applied, for ${counted(rows.length, 'tenant')}`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Messages of the driver may name the address, never the password.
    return fail(
      'migrations',
      `the database could not be asked (${code ?? message})`,
      'Is it running, and is DATABASE_URL right?',
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
