import { mkdirSync } from 'node:fs';
import { createFirstTenants, FIRST_TENANTS } from '../../local/first-tenants.ts';
import { type KeptTenant, keepInTenantsFile, readTenantsFile } from '../../local/tenants-file.ts';
import { apiKeysOf } from '../../shared/operations/api-keys.ts';
import { openDatabase } from '../../shared/operations/database.ts';
import { tenantScope } from '../../shared/tenancy.ts';
import { closeWarehouseClients } from '../../shared/warehouse/client.ts';
import type { DatabaseAddresses } from './settings.ts';

/**
 * The first tenants, each with a key that works, kept in `<home>/tenants.json`. A key from before is kept while the
 * deployment takes it; an emulator that was started afresh has another pepper, which no key survives: then there is a new one.
 */
export async function provideTenants(
  baseUrl: string,
  home: string,
  databases: DatabaseAddresses,
  pepper: string,
): Promise<KeptTenant[]> {
  mkdirSync(home, { recursive: true });
  // The warehouse's client reads its address from the environment.
  Object.assign(process.env, databases);
  await createFirstTenants({ home, databaseUrl: databases.DATABASE_URL, pepper });
  const database = openDatabase(databases.DATABASE_URL);
  try {
    const kept = new Map(readTenantsFile(home).map((tenant) => [tenant.tenant_id, tenant]));
    for (const { tenantId, name } of FIRST_TENANTS) {
      if (await isTaken(baseUrl, kept.get(tenantId)?.api_key)) continue;
      const { apiKey } = await apiKeysOf(database, pepper).rekey(tenantScope(tenantId));
      keepInTenantsFile(home, [{ tenant_id: tenantId, name, api_key: apiKey }]);
    }
    return readTenantsFile(home);
  } finally {
    await database.close();
    await closeWarehouseClients();
  }
}

async function isTaken(baseUrl: string, apiKey: string | undefined): Promise<boolean> {
  if (apiKey === undefined) return false;
  const { status } = await fetch(`${baseUrl}/api/tenant`, { headers: { Authorization: `Api-Key ${apiKey}` } });
  // Only 401 is about the key; a disabled tenant's is a 403.
  return status !== 401;
}
