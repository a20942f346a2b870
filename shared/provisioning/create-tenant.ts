import { TENANT_ID, tenantScope } from '../domain/tenancy.ts';
import { recordChange, theOperator } from '../operations/audit.ts';
import { queryable } from '../operations/database.ts';
import { migrateRegistry, migrateTenant, structureLocked } from '../operations/migrate.ts';

export interface CreatedTenant {
  tenantId: string;
  /** False when it was there already; then nothing is changed, its name neither. */
  created: boolean;
  name: string;
}

/** What is wrong with a tenant's id or name, in words for the operator. */
export class InvalidTenant extends Error {
  override readonly name = 'InvalidTenant';
}

/** Schemas that Postgres owns, and databases that ClickHouse does. */
const RESERVED = /^(PUBLIC|INFORMATION_SCHEMA|PG_.*)$/;

/**
 * Makes a tenant: the registry where there is none yet, its role, its schema with all tables, its sync configurations, and last its line in the registry, so
 * that a tenant in the registry is whole. Repeating completes what was cut off.
 * @throws {InvalidTenant}
 */
export async function createTenant(
  databaseUrl: string,
  { tenantId, name }: { tenantId: string; name: string },
): Promise<CreatedTenant> {
  if (!TENANT_ID.test(tenantId)) {
    throw new InvalidTenant(
      `${JSON.stringify(tenantId)} cannot be a tenant id: 2 to 20 capital letters, digits and underscores are expected, a letter first, as in BANK004.`,
    );
  }
  if (RESERVED.test(tenantId)) throw new InvalidTenant(`${tenantId} is a name the databases keep for themselves.`);
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 100 || /\p{Cc}/u.test(trimmed)) {
    throw new InvalidTenant('The name must have 1 to 100 characters, none of them control characters.');
  }
  const scope = tenantScope(tenantId);
  return structureLocked(databaseUrl, async (client) => {
    await migrateRegistry(client);
    await migrateTenant(client, scope);
    await client.query('BEGIN');
    const inserted = await client.query(
      `INSERT INTO public.tenants (tenant_id, name, pg_schema, ch_database) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id) DO NOTHING`,
      [tenantId, trimmed, scope.schema, scope.database],
    );
    if (inserted.rowCount === 1) {
      const after = { name: trimmed, is_active: true };
      await recordChange(queryable(client), tenantId, theOperator(), {
        action: 'tenant.made',
        target: tenantId,
        after,
      });
    }
    await client.query('COMMIT');
    const stored = await client.query<{ name: string }>('SELECT name FROM public.tenants WHERE tenant_id = $1', [
      tenantId,
    ]);
    return { tenantId, created: inserted.rowCount === 1, name: stored.rows[0]?.name ?? trimmed };
  });
}
