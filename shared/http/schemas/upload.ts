import { newUpload, upload } from '../../domain/upload.ts';
import { EXAMPLE, fileTypeName, labelled, sliceParameters } from './slice.ts';

const example = { file_type: EXAMPLE.fileType.name, file_name: EXAMPLE.fileName, size_bytes: 18_204_311 };

export const uploadBody = labelled(upload).meta({
  id: 'Upload',
  examples: [
    {
      upload_id: EXAMPLE.uploadId,
      tenant_id: 'BANK001',
      ...EXAMPLE.labels,
      ...example,
      sent_by: 'sk_live_0a1b2c3d',
      corrects: null,
      allow_empty: false,
      expected_rows: 14_060,
      expected_sums: null,
      status: 'AWAITING_UPLOAD',
      problem: null,
      superseded_by: null,
      row_estimate: null,
      created_at: '2026-03-02T09:30:00.000Z',
      staged_at: null,
      sync_id: null,
      upload: {
        method: 'PUT',
        url: `https://s3.example.com/staging/BANK001/…/${EXAMPLE.uploadId}.csv?X-Amz-Signature=…`,
        headers: {},
        expires_at: '2026-03-02T10:30:00.000Z',
      },
    },
  ],
});

export const newUploadBody = newUpload
  .extend({ ...sliceParameters, file_type: fileTypeName })
  .meta({ id: 'NewUpload', examples: [{ ...EXAMPLE.named, ...example }] });
