import { objectKey } from '../staging/object-key.ts';
import type { PullRecord } from './pull-record.ts';

/** Where a file of a pull lies. */
export const keyOfPulled = (pull: PullRecord, fileType: string): string =>
  objectKey(
    {
      tenantId: pull.tenant_id,
      dataset: pull.dataset,
      variant: pull.variant,
      fileType,
      uploadId: pull.files[fileType]!.upload_id,
    },
    { gzip: false },
  );
