import { z } from 'zod';
import { completeUpload, createUpload, getUpload, listUploads } from '../../shared/http/endpoints/uploads.ts';
import { cursorsOf } from '../../shared/http/pagination.ts';
import { Problem } from '../../shared/http/problems.ts';
import { implement, serve } from '../../shared/http/serve.ts';
import { stagingFor } from '../../shared/staging/tenant-staging.ts';
import { announceUpload } from './announce-upload.ts';
import { uploadBody } from './upload-body.ts';

const cursors = cursorsOf('uploads', z.uuid());
const noSuchUpload = (id: string): Problem => new Problem('not-found', `There is no upload ${id}.`);

export const handler = serve(
  implement(createUpload, async ({ scope, logger }, { body }) => {
    const { record, instructions } = await announceUpload(scope, body);
    logger.info('upload announced', { upload_id: record.upload_id, size_bytes: record.size_bytes });
    return { headers: { Location: `/api/uploads/${record.upload_id}` }, body: uploadBody(record, instructions) };
  }),

  implement(completeUpload, async ({ scope }, { params, body }) => {
    const { uploads, objects } = stagingFor(scope);
    const upload = await uploads.get(params.upload_id);
    if (upload === undefined) throw noSuchUpload(params.upload_id);
    if (upload.status !== 'AWAITING_UPLOAD') {
      throw new Problem(
        'upload-not-open',
        `The upload is ${upload.status}; only one that is AWAITING_UPLOAD can be completed.`,
      );
    }
    if (upload.multipart === null) {
      throw new Problem(
        'upload-not-open',
        'The upload is not a multipart one: its file arrives with one PUT, and nothing is to be completed.',
      );
    }
    await objects.completeMultipart(upload.object_key, upload.multipart, body.parts);
    return { body: uploadBody((await uploads.get(upload.upload_id)) ?? upload) };
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

  implement(getUpload, async ({ scope }, { params }) => {
    const upload = await stagingFor(scope).uploads.get(params.upload_id);
    if (upload === undefined) throw noSuchUpload(params.upload_id);
    return { body: uploadBody(upload) };
  }),
);
