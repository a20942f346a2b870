import path from 'node:path';
import * as z from 'zod';
import { readJson, writePrivateJson } from './service/private-file.ts';

const KeptTenants = z.array(z.object({ tenant_id: z.string(), name: z.string(), api_key: z.string() }));
export type KeptTenant = z.infer<typeof KeptTenants>[number];

export const tenantsFile = (home: string): string => path.join(home, 'tenants.json');

/** The laptop's tenants with their keys, as `.local/tenants.json` has them. A key replaced by the API is not followed. */
export const readTenantsFile = (home: string): KeptTenant[] => KeptTenants.parse(readJson(tenantsFile(home)) ?? []);

/** Adds tenants, or replaces their keys; the file is readable by its owner only. */
export function keepInTenantsFile(home: string, tenants: readonly KeptTenant[]): void {
  const kept = new Map(readTenantsFile(home).map((tenant) => [tenant.tenant_id, tenant]));
  for (const tenant of tenants) kept.set(tenant.tenant_id, tenant);
  const sorted = [...kept.values()].sort((a, b) => (a.tenant_id < b.tenant_id ? -1 : 1));
  writePrivateJson(tenantsFile(home), sorted);
}
