import * as z from 'zod';
import { pageQuery } from '../../domain/pagination.ts';
import { WRITERS } from '../../domain/roles.ts';
import {
  completedParts,
  multipartInstructions,
  receivedParts,
  uploadStatus,
  wantedParts,
} from '../../domain/upload.ts';
import { listOf } from '../../domain/values.ts';
import { endpoint } from '../../lambda/endpoint.ts';
import { fileTypeName, sliceParameters } from '../schemas/slice.ts';
import { newUploadBody, uploadBody } from '../schemas/upload.ts';

const byId = z.strictObject({ upload_id: z.uuid() });

export const createUpload = endpoint({
  operationId: 'createUpload',
  method: 'POST',
  path: '/api/uploads',
  summary: 'Announce a file and get the URL to send it to',
  description:
    'Answers with presigned instructions in `upload`: PUT the file to `url` (`curl -T file.csv "$url"` will do), or, for ' +
    'MULTIPART, PUT each part and complete the upload. The file, CSV (`.gz` or not) or an Excel ' +
    'workbook (.xlsx), is then checked and staged by itself. A URL takes a body of ' +
    'the announced length and no other (403), and what is sent to it again once a file was staged changes nothing.',
  tag: 'uploads',
  access: 'tenant',
  function: 'uploads',
  limit: 'uploads',
  roles: WRITERS,
  body: newUploadBody,
  success: {
    status: 201,
    description: 'The upload, waiting for its file.',
    schema: uploadBody,
    headers: { Location: 'Path of the upload.' },
  },
  problems: ['too-large', 'not-live'],
});

export const completeUpload = endpoint({
  operationId: 'completeUpload',
  method: 'POST',
  path: '/api/uploads/{upload_id}/complete',
  summary: 'Complete a multipart upload',
  tag: 'uploads',
  access: 'tenant',
  function: 'uploads',
  roles: WRITERS,
  params: byId,
  body: completedParts,
  // 10,000 parts.
  maxBodyBytes: 2 * 1024 ** 2,
  success: { status: 200, description: 'The upload; its file is now being checked.', schema: uploadBody },
  problems: ['not-found', 'upload-not-open', 'parts-mismatch'],
});

export const listUploadParts = endpoint({
  operationId: 'listUploadParts',
  method: 'GET',
  path: '/api/uploads/{upload_id}/parts',
  summary: 'List the parts of a multipart upload that have arrived',
  description: 'To go on after an interruption: send the parts that are missing, then complete the upload with all.',
  tag: 'uploads',
  access: 'tenant',
  function: 'uploads',
  params: byId,
  query: z.strictObject(pageQuery),
  success: { status: 200, description: 'A page of parts, by number.', schema: receivedParts },
  problems: ['not-found', 'upload-not-open', 'invalid-cursor'],
});

export const presignUploadParts = endpoint({
  operationId: 'presignUploadParts',
  method: 'POST',
  path: '/api/uploads/{upload_id}/parts',
  summary: 'Get the URLs of parts again',
  description:
    'For parts still to be sent, also where their first URLs are lost. The time for the upload stays as it was.',
  tag: 'uploads',
  access: 'tenant',
  function: 'uploads',
  roles: WRITERS,
  params: byId,
  body: wantedParts,
  success: { status: 200, description: 'Presigned URLs of these parts.', schema: multipartInstructions },
  problems: ['not-found', 'upload-not-open', 'parts-mismatch'],
});

export const cancelUpload = endpoint({
  operationId: 'cancelUpload',
  method: 'POST',
  path: '/api/uploads/{upload_id}/cancel',
  summary: 'Give an upload up',
  description:
    'One that waits for its file, or a staged one that no sync has taken. It is EXPIRED then, `problem` is ' +
    '`upload-cancelled`, and what still arrives of it is left alone. A repeat gives the same answer.',
  tag: 'uploads',
  access: 'tenant',
  function: 'uploads',
  roles: WRITERS,
  params: byId,
  success: { status: 200, description: 'The upload, EXPIRED.', schema: uploadBody },
  problems: ['not-found', 'upload-not-open'],
});

export const listUploads = endpoint({
  operationId: 'listUploads',
  method: 'GET',
  path: '/api/uploads',
  summary: 'List uploads, newest first',
  tag: 'uploads',
  access: 'tenant',
  function: 'uploads',
  query: z.strictObject({
    ...sliceParameters,
    file_type: fileTypeName.optional(),
    status: uploadStatus.optional(),
    ...pageQuery,
  }),
  success: { status: 200, description: 'A page of uploads.', schema: listOf(uploadBody) },
  problems: ['invalid-cursor'],
});

export const getUpload = endpoint({
  operationId: 'getUpload',
  method: 'GET',
  path: '/api/uploads/{upload_id}',
  summary: 'Read an upload',
  tag: 'uploads',
  access: 'tenant',
  function: 'uploads',
  params: byId,
  success: { status: 200, description: 'The upload.', schema: uploadBody },
  problems: ['not-found'],
});
