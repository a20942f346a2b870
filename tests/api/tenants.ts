import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { Bank, type BankAccess } from './bank.ts';
import { creditFile } from './files.ts';

interface KnownTenant {
  readonly tenant_id: string;
  readonly name: string;
  readonly api_key: string;
}

const COMMAND = path.resolve(import.meta.dirname, '../../scripts/tenants.ts');
const LONGEST_INTERVAL_MINUTES = 10_080;

/** Whether the service was given with BASE_URL: then there is no command line to its databases, only the API. */
export const isGiven = (): boolean => inject('tenantsFile') !== '';

/** Runs `npm run tenants -- …` on the service that keeps its state in `home`; its JSON answer. */
export async function tenantsCommand<T>(home: string, ...args: string[]): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, ...args, '--json'], {
    env: { ...process.env, TRANCHE_HOME: home },
  });
  return JSON.parse(stdout) as T;
}

/** A new tenant of the service that keeps its state in `home`. */
export async function makeBank(home: string, baseUrl: string, tenantId: string): Promise<Bank> {
  const { api_key } = await tenantsCommand<KnownTenant>(home, 'create', tenantId, `The bank ${tenantId}`);
  return new Bank({ baseUrl, tenantId, apiKey: api_key });
}

/**
 * Banks for one test file: tenants of its own, made now, without any data. Where the service was given, its first tenants
 * instead: with the data of earlier tests, and quieted, so that the schedule leaves their files to the tests.
 */
export async function banksFor(theme: string, count: number): Promise<Bank[]> {
  const baseUrl = inject('baseUrl');
  if (!isGiven()) {
    const names = Array.from({ length: count }, (_, index) => `T_${theme}${count > 1 ? `_${index + 1}` : ''}`);
    return Promise.all(names.map((name) => makeBank(inject('home'), baseUrl, name)));
  }
  const given = readGivenTenants();
  if (given.length < count) throw new Error(`${count} tenants are needed; TENANTS_FILE has ${given.length}`);
  const banks = given.slice(0, count).map(({ tenant_id, api_key }) => bankOf(baseUrl, tenant_id, api_key));
  for (const bank of banks) await quiet(bank);
  return banks;
}

const bankOf = (baseUrl: string, tenantId: string, apiKey: string): Bank =>
  new Bank({ baseUrl, tenantId, apiKey } satisfies BankAccess);

const readGivenTenants = (): KnownTenant[] => JSON.parse(readFileSync(inject('tenantsFile'), 'utf8')) as KnownTenant[];

/** Writes down a key that a test has rotated, for the tests after it. */
export function keepGivenKey(tenantId: string, apiKey: string): void {
  const tenants = readGivenTenants().map((tenant) =>
    tenant.tenant_id === tenantId ? { ...tenant, api_key: apiKey } : tenant,
  );
  writeFileSync(inject('tenantsFile'), `${JSON.stringify(tenants, undefined, 2)}\n`, { mode: 0o600 });
}

/** Rests the schedule: it waits for the longest interval after a sync, and a first sync has no sync before it. */
export async function quiet(bank: Bank): Promise<void> {
  for (const loanType of ['RETAIL', 'COMMERCIAL'] as const) {
    const config = await bank.configure(loanType, {
      is_enabled: true,
      max_error_rate: 0.5,
      sync_interval_minutes: LONGEST_INTERVAL_MINUTES,
    });
    if (config.last_sync_at !== null) continue;
    const staged = await bank.stage(creditFile(loanType, 1));
    if (staged.status === 'STAGED') await bank.startSync(loanType).catch(() => undefined);
    const { sync_id } = await bank.waitForUpload(staged.upload_id, ({ status }) => status === 'LOADED');
    await bank.waitForSync(sync_id ?? '');
  }
}
