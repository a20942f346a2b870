import { readConfig } from '../../shared/config.ts';
import { sliceOf } from '../../shared/datasets/registry.ts';
import { tenantScope } from '../../shared/domain/tenancy.ts';
import { correlate } from '../../shared/observability/correlation.ts';
import { type Logger, loggerFor } from '../../shared/observability/logger.ts';
import { inspectUpload, withNextStep } from '../../shared/staging/inspect.ts';
import { isConvertedKey, parseObjectKey } from '../../shared/staging/object-key.ts';
import { rejectUpload, stageUpload } from '../../shared/staging/stage.ts';
import { stagingFor } from '../../shared/staging/tenant-staging.ts';
import { noteUpload } from '../../shared/staging/upload-counted.ts';
import { isCancelled, type UploadRecord } from '../../shared/staging/upload-record.ts';
import { isInForce } from './is-in-force.ts';

/**
 * Inspects an object that has arrived and gives its upload the status that follows. Objects that no upload is waiting
 * for are left alone: foreign ones, those that sheets are made into here, second deliveries of an event, and what is sent to a
 * URL again.
 */
export async function stageObject(key: string, parent: Logger): Promise<void> {
  if (isConvertedKey(key)) return;
  const address = parseObjectKey(key);
  if (address === undefined) {
    parent.warn('ignored: not a key of an upload', { key });
    return;
  }
  correlate({ tenant_id: address.tenantId });
  const logger = loggerFor(parent, { upload_id: address.uploadId });
  const staging = stagingFor(tenantScope(address.tenantId));
  const upload = await staging.uploads.get(address.uploadId);
  if (upload === undefined || upload.object_key !== key) {
    logger.warn('ignored: no such upload', { key });
    return;
  }
  if (isCancelled(upload)) {
    logger.info('ignored: the upload was cancelled');
    return;
  }
  if (upload.status !== 'AWAITING_UPLOAD' && upload.status !== 'EXPIRED') {
    logger.info('ignored: the upload has its file already', { status: upload.status });
    // Perhaps an earlier delivery was cut off before it could.
    noteOutcome(upload);
    return;
  }
  const verdict = await inspectUpload(
    staging.objects,
    { ...upload, slice: sliceOf(upload) },
    { maxBytes: readConfig(['staging']).staging.MAX_UPLOAD_BYTES },
  );
  if (verdict === undefined) {
    logger.warn('ignored: the object is gone');
  } else if (verdict.ok) {
    const check = (arrived: UploadRecord) => isInForce(arrived, logger);
    if (!(await stageUpload(staging, upload.upload_id, verdict.inspected, check))) return;
    noteUpload(upload, 'staged', verdict.inspected.object_size);
    logger.info('staged', { size: verdict.inspected.object_size, row_estimate: verdict.inspected.row_estimate });
  } else {
    await rejectUpload(staging, upload.upload_id, withNextStep(verdict.problem));
    noteUpload(upload, 'rejected');
    logger.info('rejected', { problem: verdict.problem.type });
  }
}

function noteOutcome(upload: UploadRecord): void {
  if (upload.inspected !== null) noteUpload(upload, 'staged', upload.inspected.object_size);
  else if (upload.status === 'REJECTED') noteUpload(upload, 'rejected');
}
