import type { TenantStaging } from '../staging/tenant-staging.ts';
import { forgetRest } from './kept-rest.ts';
import type { PullRecord } from './pull-record.ts';
import { keyOfPulled } from './pulled-key.ts';

/** Throws away what was read and is not needed any more: parts in S3, and what was kept beside the checkpoint. Safe to repeat. */
export async function throwAwayParts({ scope, objects }: TenantStaging, pull: PullRecord): Promise<void> {
  for (const [fileType, { s3_upload_id, kept }] of Object.entries(pull.files)) {
    if (s3_upload_id !== null) await objects.abortMultipart(keyOfPulled(pull, fileType), { s3_upload_id });
    if (kept !== null) await forgetRest(scope, pull.pull_id, kept);
  }
}
