import { sliceLabels } from '../../shared/datasets/labels.ts';
import type { AuditAction } from '../../shared/domain/audit.ts';
import { cancelUpload, completeUpload, createUpload } from '../../shared/http/endpoints/uploads.ts';
import { implement, type TenantContext } from '../../shared/lambda/implement.ts';
import { actorOf, recorded } from '../../shared/operations/audit.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { cancelUpload as cancel } from '../../shared/staging/cancel.ts';
import { stagingFor } from '../../shared/staging/tenant-staging.ts';
import { noteUpload } from '../../shared/staging/upload-counted.ts';
import type { UploadRecord } from '../../shared/staging/upload-record.ts';
import { announceUpload } from './announce-upload.ts';
import { openMultipart } from './parts.ts';
import { uploadBody, uploadOf } from './upload-body.ts';

/** Changes an upload, and writes down who did. */
const changed = <T>(
  context: TenantContext,
  action: AuditAction,
  make: () => Promise<T>,
  uploadIn: (made: T) => UploadRecord,
  before?: UploadRecord,
): Promise<T> =>
  recorded(operationsFor(context.scope), actorOf(context), make, (made) => {
    const upload = uploadIn(made);
    if (before?.status === upload.status) return undefined;
    return {
      action,
      target: upload.upload_id,
      ...(before === undefined ? {} : { before: { status: before.status } }),
      // Not the file's name: a bank may write into it what it likes.
      after: {
        ...sliceLabels(upload),
        file_type: upload.file_type,
        size_bytes: upload.size_bytes,
        status: upload.status,
      },
    };
  });

export const changeRoutes = [
  implement(createUpload, async (context, { body }) => {
    const { scope, logger } = context;
    const { record, instructions } = await changed(
      context,
      'upload.announced',
      () => announceUpload(scope, body, actorOf(context)),
      ({ record }) => record,
    );
    noteUpload(record, 'announced');
    logger.info('upload announced', { upload_id: record.upload_id, size_bytes: record.size_bytes });
    return { headers: { Location: `/api/uploads/${record.upload_id}` }, body: uploadBody(record, instructions) };
  }),

  implement(completeUpload, async (context, { params, body }) => {
    const { scope } = context;
    const { uploads, objects } = stagingFor(scope);
    const upload = await openMultipart(scope, params.upload_id);
    const completed = await changed(
      context,
      'upload.completed',
      async () => {
        await objects.completeMultipart(upload.object_key, upload.multipart, body.parts);
        return (await uploads.get(upload.upload_id)) ?? upload;
      },
      (after) => after,
    );
    return { body: uploadBody(completed) };
  }),

  implement(cancelUpload, async (context, { params }) => {
    const { scope, logger } = context;
    const before = await uploadOf(scope, params.upload_id);
    const upload = await changed(
      context,
      'upload.cancelled',
      () => cancel(stagingFor(scope), before),
      (after) => after,
      before,
    );
    logger.info('upload cancelled', { upload_id: upload.upload_id });
    return { body: uploadBody(upload) };
  }),
];
