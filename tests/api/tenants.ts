import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import type { SyncLog } from './answers.ts';
import { Bank, type OutgoingFile } from './bank.ts';
import { creditFile, creditRows, fileOf } from './files.ts';

interface KnownTenant {
  readonly tenant_id: string;
  readonly api_key: string;
}

const COMMAND = path.resolve(import.meta.dirname, '../../scripts/tenants.ts');
const LONGEST_INTERVAL_MINUTES = 10_080;

/** Whether the service was given with BASE_URL: its schedule runs, and its processes and logs are elsewhere. */
export const isGiven = (): boolean => inject('home') === '';

/** Whether there is a command line to its databases; else the API is all there is, and tenants have data already. */
export const isOperated = (): boolean => inject('operator') !== undefined;

/** Runs `npm run tenants -- …` on the service under test; its JSON answer. */
export async function tenantsCommand<T>(...args: string[]): Promise<T> {
  const answer = await fetch(inject('operator')!, { method: 'POST', body: JSON.stringify(args) });
  if (!answer.ok) throw new Error(`npm run tenants -- ${args[0]}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** A new tenant of a service of this machine that has its state in `home`. */
export async function makeBank(home: string, baseUrl: string, tenantId: string): Promise<Bank> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [COMMAND, 'create', tenantId, nameOf(tenantId), '--json'],
    { env: { ...process.env, TRANCHE_HOME: home } },
  );
  return bankOf(baseUrl, JSON.parse(stdout) as KnownTenant);
}

const nameOf = (tenantId: string): string => `The bank ${tenantId}`;

/**
 * Banks for one test file: tenants of its own, made now, without any data. Where that cannot be, the first tenants of the
 * service instead, with the data of earlier tests. Where the schedule runs, they are quieted, so that it leaves their
 * files to the tests.
 */
export async function banksFor(theme: string, count: number): Promise<Bank[]> {
  const baseUrl = inject('baseUrl');
  if (isOperated()) {
    const names = Array.from({ length: count }, (_, index) => `T_${theme}${count > 1 ? `_${index + 1}` : ''}`);
    const made = names.map((name) => tenantsCommand<KnownTenant>('create', name, nameOf(name)));
    const banks = (await Promise.all(made)).map((tenant) => bankOf(baseUrl, tenant));
    if (isGiven()) await Promise.all(banks.map(quietWithoutData));
    return banks;
  }
  const given = readGivenTenants();
  if (given.length < count) throw new Error(`${count} tenants are needed; TENANTS_FILE has ${given.length}`);
  const banks = given.slice(0, count).map((tenant) => bankOf(baseUrl, tenant));
  for (const bank of banks) {
    await quiet(bank);
    await takeWaiting(bank);
  }
  return banks;
}

const bankOf = (baseUrl: string, { tenant_id, api_key }: KnownTenant): Bank =>
  new Bank({ baseUrl, tenantId: tenant_id, apiKey: api_key });

const readGivenTenants = (): KnownTenant[] => JSON.parse(readFileSync(inject('tenantsFile'), 'utf8')) as KnownTenant[];

/** Writes down a key that a test has rotated, for the tests after it. */
export function keepGivenKey(tenantId: string, apiKey: string): void {
  if (inject('tenantsFile') === '') return;
  const tenants = readGivenTenants().map((tenant) =>
    tenant.tenant_id === tenantId ? { ...tenant, api_key: apiKey } : tenant,
  );
  writeFileSync(inject('tenantsFile'), `${JSON.stringify(tenants, undefined, 2)}\n`, { mode: 0o600 });
}

/** Rests the schedule for loans. */
export async function quiet(bank: Bank): Promise<void> {
  for (const loanType of ['RETAIL', 'COMMERCIAL'] as const) await rest(bank, creditFile(loanType, 1));
}

/**
 * Rests the schedule for the slice of a file: it waits for the longest interval after a sync, and a first sync has no sync
 * before it, so that the file is loaded if there was none.
 */
export async function rest(bank: Bank, file: OutgoingFile): Promise<void> {
  const { slice } = file;
  const config = await bank.configure(slice, {
    is_enabled: true,
    max_error_rate: 0.5,
    sync_interval_minutes: LONGEST_INTERVAL_MINUTES,
  });
  if (config.last_sync_at !== null) return;
  const staged = await bank.stage(file);
  if (staged.status === 'STAGED') await bank.startSync(slice).catch(() => undefined);
  const { sync_id } = await bank.waitForUpload(staged.upload_id, ({ status }) => status === 'LOADED');
  await bank.waitForSync(sync_id ?? '');
}

/** Has what earlier tests left staged loaded, or refused: a test starts with nothing that waits. */
async function takeWaiting(bank: Bank): Promise<void> {
  for (const loanType of ['RETAIL', 'COMMERCIAL'] as const) {
    const answer = await bank.ask<SyncLog>('/api/sync', {
      method: 'POST',
      body: { tenant_id: bank.tenantId, loan_type: loanType },
    });
    if (answer.status === 202) await bank.waitForSync(answer.body.id);
  }
}

/** Rests the schedule of a new tenant, by syncs that fail: the schedule waits after those too, and there is still no data. */
async function quietWithoutData(bank: Bank): Promise<void> {
  await Promise.all(
    (['RETAIL', 'COMMERCIAL'] as const).map(async (loanType) => {
      await bank.configure(loanType, { max_error_rate: 0.5, sync_interval_minutes: LONGEST_INTERVAL_MINUTES });
      const wrong = creditRows(loanType, 1).map((row) => ({ ...row, customer_id: '' }));
      const { upload_id } = await bank.stage(fileOf('credit', loanType, wrong));
      await bank.startSync(loanType).catch(() => undefined);
      const { sync_id } = await bank.waitForUpload(upload_id, ({ status }) => status === 'FAILED');
      await bank.waitForSync(sync_id ?? '');
    }),
  );
}
