import type { TenantScope } from '../domain/tenancy.ts';
import { theOperator } from '../operations/audit.ts';
import type { Database } from '../operations/database.ts';
import { type TenantRecord, tenantsOf } from '../operations/tenants.ts';
import { type FailureReport, finishRevoking, noteRevoking } from './cancel-revoked.ts';

/** The databases that a command works on. The warehouse is the configured one. */
export interface TenantStores {
  database: Database;
  databaseUrl: string;
  pepper: string;
  /** Of what follows a command that is done. */
  report: FailureReport;
  /** Keeps a new key where the installation has a place for it. @returns where, in words */
  keepKey(tenant: { tenant_id: string; name: string; api_key: string }): string | undefined;
}

/** What a command found wrong, in words for the operator. */
export class TenantCommandFailure extends Error {
  override readonly name = 'CommandFailure';
}

export interface Result {
  /** For programs. */
  data: unknown;
  /** For people. */
  text: string;
}

export interface Command {
  /** How many values it takes. */
  readonly values: number;
  /** Whether it takes a password besides, which is in no list of values: those are logged, and shown in lists of processes. */
  readonly takesPassword?: true;
  run(installation: TenantStores, values: string[], password: string): Promise<Result>;
}

/** Does what takes credentials away, and then cancels what they announced. */
export async function revoking<T>(
  { database, report }: TenantStores,
  scope: TenantScope,
  revoke: () => Promise<T>,
  work?: () => Promise<unknown>,
): Promise<{ revoked: T; cancelled: number | null }> {
  const noted = await noteRevoking(scope.tenantId, report);
  const revoked = await revoke();
  const cancelled = await finishRevoking({ database, scope, by: theOperator() }, noted, report, work);
  return { revoked, cancelled: cancelled ?? null };
}

/** What is staged has been the bank's since it was, by whichever key: decision 19. */
const STAGED_STAYS =
  '\nFiles that were staged before stay staged: npx tranche status lists them, npx tranche cancel ID gives one up.';

export function cancelledText(cancelled: number | null): string {
  if (cancelled === null) {
    return `\nWhat waited for its file could not be cancelled from here just now; nothing of it will be loaded.${STAGED_STAYS}`;
  }
  if (cancelled === 0) return STAGED_STAYS;
  return `\n${cancelled} ${cancelled === 1 ? 'upload that waited for its' : 'uploads that waited for their'} file ${cancelled === 1 ? 'is' : 'are'} cancelled.${STAGED_STAYS}`;
}

export async function known({ database }: Pick<TenantStores, 'database'>, tenantId: string): Promise<TenantRecord> {
  const tenant = await tenantsOf(database).get(tenantId);
  if (!tenant)
    throw new TenantCommandFailure(
      `There is no tenant ${JSON.stringify(tenantId)}. npm run tenants -- list shows all.`,
    );
  return tenant;
}
