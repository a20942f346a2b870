import { openDatabase } from '../operations/database.ts';
import { migrate } from '../operations/migrate.ts';
import { tenantsOf } from '../operations/tenants.ts';
import { ensureWarehouse } from '../warehouse/schema.ts';

/**
 * Brings Postgres and the warehouse up to date for every tenant. Safe to repeat. The warehouse is the configured one.
 * @returns how many tenants there are
 */
export async function migrateAll(databaseUrl: string, credentialsUrl: string): Promise<number> {
  await migrate(databaseUrl, credentialsUrl);
  const database = openDatabase(databaseUrl);
  try {
    const tenants = await tenantsOf(database).list();
    for (const { scope } of tenants) await ensureWarehouse(scope);
    return tenants.length;
  } finally {
    await database.close();
  }
}
