import { apiKeysOf } from '../../shared/operations/api-keys.ts';
import { createTenant } from '../../shared/operations/create-tenant.ts';
import { migrate } from '../../shared/operations/migrate.ts';
import { type TenantRecord, tenantsOf } from '../../shared/operations/tenants.ts';
import { ensureWarehouse } from '../../shared/warehouse/schema.ts';
import type { Installation } from './installation.ts';

/** What a command found wrong, in words for the operator. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}

export interface Result {
  /** For programs. */
  data: unknown;
  /** For people. */
  text: string;
}

interface Command {
  /** How many values it takes. */
  values: number;
  run(installation: Installation, values: string[]): Promise<Result>;
}

export const COMMANDS = {
  create: { values: 2, run: create },
  list: { values: 0, run: list },
  disable: { values: 1, run: (installation, [id = '']) => setActive(installation, id, false) },
  enable: { values: 1, run: (installation, [id = '']) => setActive(installation, id, true) },
  rekey: { values: 1, run: rekey },
} as const satisfies Record<string, Command>;

export const isCommand = (name: string): name is keyof typeof COMMANDS => Object.hasOwn(COMMANDS, name);

async function create(installation: Installation, [tenantId = '', name = '']: string[]): Promise<Result> {
  await migrate(installation.databaseUrl);
  const made = await createTenant(installation.databaseUrl, { tenantId, name });
  const tenant = await known(installation, tenantId);
  await ensureWarehouse(tenant.scope);
  const about = { tenant_id: tenantId, name: made.name, created: made.created };
  // A tenant that was there keeps its keys; one that was cut off before it got any gets one now.
  if (tenant.keyPrefixes.length > 0) {
    return {
      data: { ...about, api_key: null, api_key_prefix: tenant.keyPrefixes[0] },
      text: `${tenantId} (${made.name}) is there already; nothing was changed. For a new key: npm run tenants -- rekey ${tenantId}`,
    };
  }
  const { apiKey, prefix } = await apiKeysOf(installation.database, installation.pepper).issue(tenant.scope);
  const kept = installation.keepKey({ tenant_id: tenantId, name: made.name, api_key: apiKey });
  return {
    data: { ...about, api_key: apiKey, api_key_prefix: prefix },
    text: `${tenantId} (${made.name}) is made.\n${keyText(apiKey, kept)}`,
  };
}

async function list({ database }: Installation): Promise<Result> {
  const tenants = await tenantsOf(database).list();
  const data = tenants.map(({ scope, name, isActive, createdAt, keyPrefixes }) => ({
    tenant_id: scope.tenantId,
    name,
    is_active: isActive,
    created_at: createdAt.toISOString(),
    api_key_prefixes: keyPrefixes,
  }));
  const lines = data.map(
    (tenant) =>
      `${tenant.tenant_id.padEnd(20)}  ${tenant.is_active ? 'active  ' : 'disabled'}  ${tenant.created_at.slice(0, 10)}  ` +
      `${(tenant.api_key_prefixes.join(', ') || 'no key').padEnd(16)}  ${tenant.name}`,
  );
  return { data, text: lines.length > 0 ? lines.join('\n') : 'There are no tenants yet.' };
}

async function setActive(installation: Installation, tenantId: string, isActive: boolean): Promise<Result> {
  await known(installation, tenantId);
  await tenantsOf(installation.database).setActive(tenantId, isActive);
  return {
    data: { tenant_id: tenantId, is_active: isActive },
    text: `${tenantId} is ${isActive ? 'enabled' : 'disabled: its requests are refused and its schedule rests; its data stays'}.`,
  };
}

async function rekey(installation: Installation, [tenantId = '']: string[]): Promise<Result> {
  const { scope, name } = await known(installation, tenantId);
  const { apiKey, prefix } = await apiKeysOf(installation.database, installation.pepper).rekey(scope);
  const kept = installation.keepKey({ tenant_id: tenantId, name, api_key: apiKey });
  return {
    data: { tenant_id: tenantId, api_key: apiKey, api_key_prefix: prefix },
    text: `${tenantId} has a new key; the old ones stopped.\n${keyText(apiKey, kept)}`,
  };
}

async function known({ database }: Installation, tenantId: string): Promise<TenantRecord> {
  const tenant = await tenantsOf(database).get(tenantId);
  if (!tenant)
    throw new CommandFailure(`There is no tenant ${JSON.stringify(tenantId)}. npm run tenants -- list shows all.`);
  return tenant;
}

const keyText = (apiKey: string, kept: string | undefined): string =>
  `API key (shown this once${kept ? `; kept in ${kept}` : ''}): ${apiKey}`;
