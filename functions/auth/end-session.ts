import { tenantScope } from '../../shared/domain/tenancy.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import type { AuditActor } from '../../shared/operations/audit.ts';
import { database } from '../../shared/operations/database.ts';
import { finishRevoking, noteRevoking } from '../../shared/provisioning/cancel-revoked.ts';
import type { Undecided } from '../../shared/staging/undecided.ts';

/** What the end of a session takes with it: the uploads that it announced and that wait for their file. */
export function endingSession(logger: Logger) {
  const report = (what: string, error: Error) => logger.error(what, { error });
  let ended: { tenantId: string; by: AuditActor; noted: Undecided | undefined } | undefined;
  return {
    /** Before the end takes effect. */
    async note(tenantId: string, by: AuditActor): Promise<void> {
      ended = { tenantId, by, noted: await noteRevoking(tenantId, report) };
    },
    /** Once it has, if it has. */
    async finish(): Promise<void> {
      if (ended === undefined) return;
      const { tenantId, by, noted } = ended;
      const of = { database: database(), scope: tenantScope(tenantId), by };
      const cancelled = await finishRevoking(of, noted, report);
      if (cancelled) logger.info('uploads of an ended session cancelled', { tenant_id: tenantId, uploads: cancelled });
    },
  };
}
