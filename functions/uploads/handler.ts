import * as z from 'zod';
import { requestedFileType, requestedSlices } from '../../shared/datasets/requested.ts';
import { cursorsOf } from '../../shared/domain/pagination.ts';
import { getUpload, listUploads } from '../../shared/http/endpoints/uploads.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { stagingFor } from '../../shared/staging/tenant-staging.ts';
import { changeRoutes } from './changes.ts';
import { partRoutes } from './parts.ts';
import { uploadBody, uploadOf } from './upload-body.ts';

const cursors = cursorsOf('uploads', z.uuid());

export const handler = httpFunction(
  ...changeRoutes,
  ...partRoutes,

  implement(listUploads, async ({ scope }, { query }) => {
    const { contract, slice } = requestedSlices(query);
    if (query.file_type !== undefined) requestedFileType(contract, query.file_type);
    const page = await stagingFor(scope).uploads.list(
      { dataset: contract.name, variant: slice?.variant, fileType: query.file_type, status: query.status },
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
