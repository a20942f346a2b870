import type { Logger } from '../../shared/observability/logger.ts';
import { credentialRegistry } from '../../shared/operations/database.ts';
import { type Revocation, revocationsOf } from '../../shared/operations/revocations.ts';
import { announcementOf } from '../../shared/provisioning/cancel-revoked.ts';
import { noteArrival } from '../../shared/staging/undecided.ts';
import type { UploadRecord } from '../../shared/staging/upload-record.ts';

/**
 * Whether the credential that announced an upload is in force now. Where it is not, or where Postgres does not say, the
 * arrival of the file is noted: check-and-sync decides then, every minute until it can, and writes it into the audit.
 */
export async function isInForce(upload: UploadRecord, logger: Logger): Promise<boolean> {
  const { tenant_id, upload_id } = upload;
  let revocation: Revocation | undefined;
  try {
    [revocation] = await revocationsOf(credentialRegistry(), tenant_id, [announcementOf(upload)]);
    if (revocation === undefined) return true;
    logger.warn('not staged: the credential that announced it was revoked', { revocation });
  } catch (error) {
    logger.error('not staged yet: nobody says whether its credential is in force', { error: error as Error });
  }
  await noteArrival(tenant_id, upload_id);
  return false;
}
