import { ConfigurationError } from '../config.ts';
import { isRole, ROLES } from '../domain/roles.ts';
import { apiKeysOf, type KnownKey } from '../operations/api-keys.ts';
import { recorded, theOperator } from '../operations/audit.ts';
import { rotatePrivateKey } from '../operations/private-keys.ts';
import { tenantsOf } from '../operations/tenants.ts';
import { removeExports } from '../staging/exports.ts';
import { AUTHENTICATION_FAILED } from '../warehouse/error-codes.ts';
import { ensureWarehouse } from '../warehouse/schema.ts';
import { createTenant, InvalidTenant } from './create-tenant.ts';
import {
  type Command,
  cancelledText,
  known,
  type Result,
  revoking,
  TenantCommandFailure,
  type TenantStores,
} from './tenant-command.ts';
import { USER_COMMANDS } from './user-commands.ts';

const COMMANDS = {
  create: { values: 2, run: create },
  list: { values: 0, run: list },
  disable: { values: 1, run: (installation, [id = '']) => setActive(installation, id, false) },
  enable: { values: 1, run: (installation, [id = '']) => setActive(installation, id, true) },
  key: { values: 2, run: addKey },
  keys: { values: 1, run: listKeys },
  revoke: { values: 2, run: revoke },
  rekey: { values: 1, run: rekey },
  'rotate-private-key': { values: 1, run: rotate },
  ...USER_COMMANDS,
} as const satisfies Record<string, Command>;

export type TenantCommandName = keyof typeof COMMANDS;

/** Runs one of them; see `npm run tenants -- help`. */
export const runTenantCommand = (
  name: TenantCommandName,
  stores: TenantStores,
  values: readonly string[],
  password = '',
): Promise<Result> => COMMANDS[name].run(stores, [...values], password);

export const takesPassword = (name: TenantCommandName): boolean => 'takesPassword' in COMMANDS[name];

/** Whether a command of this name takes so many values. */
export const isTenantCommand = (name: string, values: readonly string[]): name is TenantCommandName =>
  isCommand(name) && values.length === COMMANDS[name].values;

/** What went wrong, in words for the operator; `undefined` where there are none. */
export function explainFailure(error: unknown): string | undefined {
  if ([TenantCommandFailure, InvalidTenant, ConfigurationError].some((kind) => error instanceof kind)) {
    return (error as Error).message;
  }
  const { code, name } = error as { code?: string; name?: string };
  if (code === 'ECONNREFUSED') return 'The database does not answer: nothing listens at its address.';
  if (code === 'ETIMEDOUT') return 'The database does not answer: no connection came about.';
  if (code === '28P01') return 'The database refuses the user name or the password in DATABASE_URL.';
  if (code === '3D000') return 'The database that DATABASE_URL names does not exist.';
  if (name === 'WarehouseError' && code === AUTHENTICATION_FAILED) {
    return 'The warehouse refuses the user name or the password in WAREHOUSE_LOAD_USER and WAREHOUSE_LOAD_PASSWORD, or where these are not set in WAREHOUSE_USER and WAREHOUSE_PASSWORD.';
  }
  if (name === 'WarehouseUnavailable') {
    return 'The warehouse does not answer. Repeat the command when it does: it goes on where it stopped.';
  }
  return undefined;
}

const isCommand = (name: string): name is TenantCommandName => Object.hasOwn(COMMANDS, name);

async function create(installation: TenantStores, [tenantId = '', name = '']: string[]): Promise<Result> {
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
  const { apiKey, prefix } = await keysIn(installation).issue(tenant.scope);
  const kept = installation.keepKey({ tenant_id: tenantId, name: made.name, api_key: apiKey });
  return {
    data: { ...about, api_key: apiKey, api_key_prefix: prefix },
    text: `${tenantId} (${made.name}) is made.\n${keyText(apiKey, kept)}`,
  };
}

async function list({ database }: TenantStores): Promise<Result> {
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

async function setActive(installation: TenantStores, tenantId: string, isActive: boolean): Promise<Result> {
  const { scope } = await known(installation, tenantId);
  const set = () => tenantsOf(installation.database).setActive(tenantId, isActive);
  if (isActive) {
    await set();
    return { data: { tenant_id: tenantId, is_active: true }, text: `${tenantId} is enabled.` };
  }
  const { cancelled } = await revoking(installation, scope, set, () => removeExports(tenantId));
  return {
    data: { tenant_id: tenantId, is_active: false, cancelled_uploads: cancelled },
    text: `${tenantId} is disabled: its requests are refused and its schedule rests; its data stays.${cancelledText(cancelled)}`,
  };
}

async function rekey(installation: TenantStores, [tenantId = '']: string[]): Promise<Result> {
  const { scope, name } = await known(installation, tenantId);
  const { revoked, cancelled } = await revoking(installation, scope, () => keysIn(installation).rekey(scope));
  const { apiKey, prefix } = revoked;
  const kept = installation.keepKey({ tenant_id: tenantId, name, api_key: apiKey });
  return {
    data: { tenant_id: tenantId, api_key: apiKey, api_key_prefix: prefix, cancelled_uploads: cancelled },
    text: `${tenantId} has a new key; the old ones stopped.${cancelledText(cancelled)}\n${keyText(apiKey, kept)}`,
  };
}

/** What is loaded from now on is hashed by the new version. */
async function rotate(installation: TenantStores, [tenantId = '']: string[]): Promise<Result> {
  const { scope } = await known(installation, tenantId);
  const operations = installation.database.operationsFor(scope);
  const { version } = await recorded(
    operations,
    theOperator(),
    () => rotatePrivateKey(scope),
    (key) => ({ action: 'tenant.private-key-rotated', target: tenantId, after: { key_version: key.version } }),
  );
  return {
    data: { tenant_id: tenantId, key_version: version },
    text:
      `${tenantId} has version ${version} of its private key. What is loaded from now on is hashed by it.\n` +
      'Live rows keep the hashes of the version before until they are rebuilt, with a key of the bank: npx tranche sync SLICE --rebuild. npx tranche status says which.',
  };
}

/** The new key is not written to the laptop's tenants.json: that names one key a tenant, which has every right. */
async function addKey(installation: TenantStores, [tenantId = '', role = '']: string[]): Promise<Result> {
  if (!isRole(role)) {
    throw new TenantCommandFailure(`${JSON.stringify(role)} is not a role: ${ROLES.join(', ')} are.`);
  }
  const { scope } = await known(installation, tenantId);
  const { keyId, apiKey, prefix } = await keysIn(installation).issue(scope, role);
  return {
    data: { tenant_id: tenantId, key_id: keyId, role, api_key: apiKey, api_key_prefix: prefix },
    text: `${tenantId} has one more key, with the role ${role}.\n${keyText(apiKey, undefined)}`,
  };
}

async function listKeys(installation: TenantStores, [tenantId = '']: string[]): Promise<Result> {
  const { scope } = await known(installation, tenantId);
  const data = (await keysIn(installation).list(scope)).map(({ keyId, prefix, role, createdAt }) => ({
    key_id: keyId,
    api_key_prefix: prefix,
    role,
    created_at: createdAt.toISOString(),
  }));
  const lines = data.map(
    (key) => `${key.api_key_prefix}  ${key.role.padEnd(8)}  ${key.created_at.slice(0, 10)}  ${key.key_id}`,
  );
  return { data, text: lines.length > 0 ? lines.join('\n') : `${tenantId} has no key.` };
}

async function revoke(installation: TenantStores, [tenantId = '', named = '']: string[]): Promise<Result> {
  const { scope } = await known(installation, tenantId);
  const keys = await keysIn(installation).list(scope);
  const key = keyNamed(keys, named, tenantId);
  const revoke = () => keysIn(installation).revoke(scope, key.keyId);
  const { revoked, cancelled } = await revoking(installation, scope, revoke);
  if (!revoked) throw noSuchKey(named, tenantId);
  const adminsLeft = keys.filter(({ keyId, role }) => keyId !== key.keyId && role === 'admin').length;
  const warning = `\nNo key of an admin is left. For a new one: npm run tenants -- key ${tenantId} admin`;
  return {
    data: {
      tenant_id: tenantId,
      key_id: key.keyId,
      api_key_prefix: key.prefix,
      revoked: true,
      cancelled_uploads: cancelled,
    },
    text: `${key.prefix} (${key.role}) of ${tenantId} has stopped, and all who signed in with it.${cancelledText(cancelled)}${adminsLeft > 0 ? '' : warning}`,
  };
}

/** Keys are named by id, or by prefix; two keys may share a prefix, and then only the id will do. */
function keyNamed(keys: readonly KnownKey[], named: string, tenantId: string): KnownKey {
  const [key, ...more] = keys.filter(({ keyId, prefix }) => keyId === named || prefix === named);
  if (!key) throw noSuchKey(named, tenantId);
  if (more.length > 0) throw new TenantCommandFailure(`More than one key begins with ${named}: name it by its key_id.`);
  return key;
}

/** A whole key, pasted by mistake, is not repeated. */
const noSuchKey = (named: string, tenantId: string): TenantCommandFailure =>
  new TenantCommandFailure(
    `${tenantId} has no key ${JSON.stringify(named.length > 36 ? `${named.slice(0, 16)}…` : named)} in force. npm run tenants -- keys ${tenantId} lists them by prefix and key_id.`,
  );

const keysIn = ({ database, pepper }: TenantStores) => apiKeysOf(database, pepper);

const keyText = (apiKey: string, kept: string | undefined): string =>
  `API key (shown this once${kept ? `; kept in ${kept}` : ''}): ${apiKey}`;
