import { mkdirSync } from 'node:fs';
import { FIRST_TENANTS } from '../../local/first-tenants.ts';
import { type KeptTenant, keepInTenantsFile, readTenantsFile } from '../../local/tenants-file.ts';
import type { Emulator } from './emulator.ts';
import { DeployFailure } from './failure.ts';

interface CommandResult {
  readonly ok: boolean;
  readonly data?: { readonly api_key: string | null };
  readonly message?: string;
  /** Where it did not even run. */
  readonly errorMessage?: string;
}

/**
 * The first tenants, made by the deployed function for operators, each with a key that works, kept in
 * `<home>/tenants.json`. A key from before is kept while the deployment takes it; an emulator that was started afresh has
 * another pepper, which no key survives: then there is a new one.
 * @throws {DeployFailure}
 */
export async function provideTenants(
  emulator: Emulator,
  installation: string,
  baseUrl: string,
  home: string,
): Promise<void> {
  mkdirSync(home, { recursive: true });
  const run = async (command: string, ...values: string[]): Promise<string | null> => {
    const answer = (await emulator.invoke(`${installation}-tenants`, { command, values })) as CommandResult;
    if (answer.ok && answer.data) return answer.data.api_key;
    throw new DeployFailure(
      `The stacks are deployed, but the function ${installation}-tenants did not ${command} ${values[0]}: ${answer.message ?? answer.errorMessage}`,
    );
  };
  const keep = (tenant: Omit<KeptTenant, 'api_key'>, api_key: string) =>
    keepInTenantsFile(home, [{ ...tenant, api_key }]);
  for (const { tenantId, name } of FIRST_TENANTS) {
    const tenant = { tenant_id: tenantId, name };
    const made = await run('create', tenantId, name);
    if (made) keep(tenant, made);
    const kept = readTenantsFile(home).find(({ tenant_id }) => tenant_id === tenantId);
    if (kept && (await isTaken(baseUrl, kept.api_key))) continue;
    const replaced = await run('rekey', tenantId);
    if (replaced) keep(tenant, replaced);
  }
}

async function isTaken(baseUrl: string, apiKey: string): Promise<boolean> {
  const { status } = await fetch(`${baseUrl}/api/tenant`, { headers: { Authorization: `Api-Key ${apiKey}` } });
  // Only 401 is about the key; a disabled tenant's is a 403.
  return status !== 401;
}
