import { z } from 'zod';
import { endpoint, WRITERS } from '../endpoint.ts';
import { pageQuery } from '../pagination.ts';
import { completedParts, newUpload, upload, uploadStatus } from '../schemas/upload.ts';
import { fileType, listOf, loanType } from '../schemas/values.ts';

const byId = z.strictObject({ upload_id: z.uuid() });

export const createUpload = endpoint({
  operationId: 'createUpload',
  method: 'POST',
  path: '/api/uploads',
  summary: 'Announce a file and get the URL to send it to',
  description:
    'Answers with presigned instructions in `upload`: PUT the file to `url` (`curl -T file.csv "$url"` will do), or, for ' +
    'MULTIPART, PUT each part and complete the upload. The file is then checked and staged by itself.',
  tag: 'uploads',
  access: 'tenant',
  roles: WRITERS,
  body: newUpload,
  success: {
    status: 201,
    description: 'The upload, waiting for its file.',
    schema: upload,
    headers: { Location: 'Path of the upload.' },
  },
  problems: ['too-large'],
});

export const completeUpload = endpoint({
  operationId: 'completeUpload',
  method: 'POST',
  path: '/api/uploads/{upload_id}/complete',
  summary: 'Complete a multipart upload',
  tag: 'uploads',
  access: 'tenant',
  roles: WRITERS,
  params: byId,
  body: completedParts,
  success: { status: 200, description: 'The upload; its file is now being checked.', schema: upload },
  problems: ['not-found', 'upload-not-open', 'parts-mismatch'],
});

export const listUploads = endpoint({
  operationId: 'listUploads',
  method: 'GET',
  path: '/api/uploads',
  summary: 'List uploads, newest first',
  tag: 'uploads',
  access: 'tenant',
  query: z.strictObject({
    loan_type: loanType.optional(),
    file_type: fileType.optional(),
    status: uploadStatus.optional(),
    ...pageQuery,
  }),
  success: { status: 200, description: 'A page of uploads.', schema: listOf(upload) },
  problems: ['invalid-cursor'],
});

export const getUpload = endpoint({
  operationId: 'getUpload',
  method: 'GET',
  path: '/api/uploads/{upload_id}',
  summary: 'Read an upload',
  tag: 'uploads',
  access: 'tenant',
  params: byId,
  success: { status: 200, description: 'The upload.', schema: upload },
  problems: ['not-found'],
});
