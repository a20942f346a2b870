import { metricLabels } from '../datasets/labels.ts';
import { emit } from '../observability/emf.ts';
import type { UploadRecord } from './upload-record.ts';

/**
 * Counts what became of an upload: announced, then staged or rejected. Safe to repeat, where the event of a file is
 * delivered twice. @param stagedBytes of a file that was staged
 */
export function noteUpload(
  upload: UploadRecord,
  status: 'announced' | 'staged' | 'rejected',
  stagedBytes?: number,
): void {
  const kind = { tenant: upload.tenant_id, ...metricLabels(upload), file_type: upload.file_type };
  const properties = { upload_id: upload.upload_id };
  const tenant = { tenant: upload.tenant_id };
  const once = `upload/${upload.upload_id}/${status}`;
  emit({
    values: { uploads_total: [1, 'count'] },
    dimensions: [{ status }, tenant],
    properties,
    counted: { labels: { ...kind, status }, once },
  });
  if (stagedBytes === undefined) return;
  const values = { data_upload_bytes_total: [stagedBytes, 'bytes'] } as const;
  emit({ values, dimensions: [{}, tenant], properties, counted: { labels: kind, once: `${once}/bytes` } });
}
