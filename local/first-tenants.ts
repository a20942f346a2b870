import { tenantScope } from '../shared/domain/tenancy.ts';
import { apiKeysOf } from '../shared/operations/api-keys.ts';
import { type Database, openDatabase } from '../shared/operations/database.ts';
import { tenantsOf } from '../shared/operations/tenants.ts';
import { createTenant } from '../shared/provisioning/create-tenant.ts';
import { ensureWarehouse } from '../shared/warehouse/schema.ts';
import { type KeptTenant, keepInTenantsFile } from './tenants-file.ts';

/** Made where there are none yet. */
export const FIRST_TENANTS = ['001', '002', '003'].map((number) => ({
  tenantId: `BANK${number}`,
  name: `Bank ${number}`,
}));

export interface FirstTenantsOptions {
  /** Where tenants.json goes. */
  home: string;
  /** Migrated already. */
  databaseUrl: string;
  pepper: string;
}

/**
 * The laptop's tenants: BANK001 to BANK003, made at the first start with a key each, which is written to tenants.json.
 * At every start the warehouses of all tenants are brought up to date with the contract; WAREHOUSE_URL and
 * the logins must be in this process's environment for that.
 */
export async function createFirstTenants({ home, databaseUrl, pepper }: FirstTenantsOptions): Promise<void> {
  const database = openDatabase(databaseUrl);
  try {
    const known = new Set((await tenantsOf(database).list()).map(({ scope }) => scope.tenantId));
    for (const tenant of FIRST_TENANTS) if (!known.has(tenant.tenantId)) await createTenant(databaseUrl, tenant);
    await issueFirstKeys(database, home, pepper);
    for (const { scope } of await tenantsOf(database).list()) await ensureWarehouse(scope);
  } finally {
    await database.close();
  }
}

/**
 * A key for each first tenant that has never had one. The file is written before the keys come into force: cut off in
 * between, the next start issues them again, and there is never a key that nobody knows.
 */
async function issueFirstKeys(database: Database, home: string, pepper: string): Promise<void> {
  await database.registry.transaction(async (inside) => {
    const keyed = await inside.query<{ tenant_id: string }>('SELECT DISTINCT tenant_id FROM api_keys');
    const issued: KeptTenant[] = [];
    const keys = apiKeysOf(database, pepper);
    for (const { tenantId, name } of FIRST_TENANTS) {
      if (keyed.some(({ tenant_id }) => tenant_id === tenantId)) continue;
      // The same transaction: the keys are in force once it is committed.
      const { apiKey } = await keys.issueInside(inside, tenantScope(tenantId));
      issued.push({ tenant_id: tenantId, name, api_key: apiKey });
    }
    if (issued.length > 0) keepInTenantsFile(home, issued);
  });
}
