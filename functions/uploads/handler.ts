import { z } from 'zod';
import {
  cancelUpload,
  completeUpload,
  createUpload,
  getUpload,
  listUploads,
} from '../../shared/http/endpoints/uploads.ts';
import { cursorsOf } from '../../shared/http/pagination.ts';
import { implement, serve } from '../../shared/http/serve.ts';
import { noteUpload } from '../../shared/observability/upload-counted.ts';
import { cancelUpload as cancel } from '../../shared/staging/cancel.ts';
import { stagingFor } from '../../shared/staging/tenant-staging.ts';
import { announceUpload } from './announce-upload.ts';
import { openMultipart, partRoutes } from './parts.ts';
import { uploadBody, uploadOf } from './upload-body.ts';

const cursors = cursorsOf('uploads', z.uuid());

export const handler = serve(
  implement(createUpload, async ({ scope, logger }, { body }) => {
    const { record, instructions } = await announceUpload(scope, body);
    noteUpload(record, 'announced');
    logger.info('upload announced', { upload_id: record.upload_id, size_bytes: record.size_bytes });
    return { headers: { Location: `/api/uploads/${record.upload_id}` }, body: uploadBody(record, instructions) };
  }),

  implement(completeUpload, async ({ scope }, { params, body }) => {
    const { uploads, objects } = stagingFor(scope);
    const upload = await openMultipart(scope, params.upload_id);
    await objects.completeMultipart(upload.object_key, upload.multipart, body.parts);
    return { body: uploadBody((await uploads.get(upload.upload_id)) ?? upload) };
  }),

  ...partRoutes,

  implement(cancelUpload, async ({ scope, logger }, { params }) => {
    const upload = await cancel(stagingFor(scope), await uploadOf(scope, params.upload_id));
    logger.info('upload cancelled', { upload_id: upload.upload_id });
    return { body: uploadBody(upload) };
  }),

  implement(listUploads, async ({ scope }, { query }) => {
    const page = await stagingFor(scope).uploads.list(
      { variant: query.loan_type, fileType: query.file_type, status: query.status },
      { limit: query.limit, after: query.cursor === undefined ? undefined : cursors.decode(query.cursor) },
    );
    return {
      body: {
        data: page.uploads.map((record) => uploadBody(record)),
        next_cursor: page.next === null ? null : cursors.encode(page.next),
      },
    };
  }),

  implement(getUpload, async ({ scope }, { params }) => ({
    body: uploadBody(await uploadOf(scope, params.upload_id)),
  })),
);
