import { Problem } from '../domain/problems.ts';
import { cancelUpload } from '../staging/cancel.ts';
import type { TenantStaging } from '../staging/tenant-staging.ts';
import type { PullRecord } from './pull-record.ts';

/**
 * Takes back the files of a pull that has failed, as far as no sync has them: nobody is to load them later as if nothing had
 * happened. Safe to repeat.
 */
export async function withdrawFiles(staging: TenantStaging, { files }: PullRecord): Promise<void> {
  for (const { upload_id } of Object.values(files)) {
    const upload = await staging.uploads.get(upload_id);
    if (!upload || !['AWAITING_UPLOAD', 'STAGED'].includes(upload.status)) continue;
    await cancelUpload(staging, upload).catch((error: unknown) => {
      // A sync was faster.
      if (!(error instanceof Problem)) throw error;
    });
  }
}
