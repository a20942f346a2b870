import { v5 as namedUuid } from 'uuid';
import { codeOf } from '../../shared/domain/problems.ts';
import { tenantScope } from '../../shared/domain/tenancy.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import type { Database } from '../../shared/operations/database.ts';
import { recordOutgoing, wakeWebhooks } from '../../shared/operations/outbox.ts';
import { stagingFor } from '../../shared/staging/tenant-staging.ts';
import { forgetUndecided, type Undecided } from '../../shared/staging/undecided.ts';

/** Under which an upload's id is that of its event: told twice, it is the same one. */
const REJECTIONS = '6a2f3c1e-5a37-4c0e-9d8b-0f7c2d1b9e44';
/** A note that is older is of a rejection that has been made, or never will be: no function that makes one lives so long. */
const REJECTED_WITHIN_MS = 20 * 60_000;

/** Puts the rejection of an upload into the outbox, where it has been rejected; stage-upload itself cannot reach that. */
export async function tellOfRejection(database: Database, item: Undecided, logger: Logger, now: number): Promise<void> {
  const scope = tenantScope(item.tenant_id);
  const upload = await stagingFor(scope).uploads.get(item.upload_id ?? '');
  if (upload?.status === 'REJECTED') {
    const { upload_id, dataset, variant, file_type, size_bytes, corrects, sync_id, problem } = upload;
    const data = {
      upload_id,
      dataset,
      variant,
      file_type,
      size_bytes,
      corrects,
      sync_id,
      problem: problem && codeOf(problem),
    };
    await database
      .operationsFor(scope)
      .transaction((inside) => recordOutgoing(inside, 'upload.rejected', data, namedUuid(upload_id, REJECTIONS)));
    await wakeWebhooks(item.tenant_id, logger);
  } else if (now - Date.parse(item.noted_at) <= REJECTED_WITHIN_MS) {
    return;
  }
  await forgetUndecided(item);
}
