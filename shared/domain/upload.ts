import * as z from 'zod';
import { fileNameFault, MAX_FILE_NAME } from './file-name.ts';
import { reason } from './problem-document.ts';
import { serviceSentence } from './sentences/service-sentence.ts';
import { textOfForm } from './text-of-form.ts';
import { count, fileType, sliceFields, tenantId, timestamp } from './values.ts';

/**
 * AWAITING_UPLOAD → STAGED → SYNCING → LOADED. REJECTED: the file as a whole cannot be read. FAILED: its sync failed; the
 * file is kept. SUPERSEDED: a newer upload of the same kind was staged before the sync. EXPIRED is how an AWAITING_UPLOAD
 * reads once its URL is out of date: the object may still come, and is staged then. It is stored only of an upload that was
 * cancelled, with a problem that says why: what still comes of that one is left alone.
 */
export const UPLOAD_STATUSES = [
  'AWAITING_UPLOAD',
  'STAGED',
  'SYNCING',
  'LOADED',
  'REJECTED',
  'FAILED',
  'SUPERSEDED',
  'EXPIRED',
] as const;

export type UploadStatus = (typeof UPLOAD_STATUSES)[number];

export const uploadStatus = z.enum(UPLOAD_STATUSES).meta({
  id: 'UploadStatus',
  description:
    'AWAITING_UPLOAD → STAGED → SYNCING → LOADED; or REJECTED (the file as a whole cannot be read; `problem` says why), ' +
    'FAILED (its sync failed; the file is kept), SUPERSEDED (a newer upload of the same kind was staged before the sync), ' +
    'EXPIRED (no file came in time; or it was cancelled, by the bank or because its credential was taken away, and `problem` ' +
    'says so).',
});

const single = z.strictObject({
  method: z.literal('PUT'),
  url: z
    .url()
    .meta({ description: 'Good for exactly `size_bytes` bytes: the storage answers 403 to any other length.' }),
  headers: z
    .record(z.string(), z.string())
    .meta({ description: 'To be sent exactly so; empty for a plain `curl -T`.' }),
  expires_at: timestamp,
});

const partSize = z.int().positive().meta({ description: 'Bytes of each part but the last.' });

export const multipartInstructions = z.strictObject({
  method: z.literal('MULTIPART'),
  part_size: partSize,
  parts: z.array(z.strictObject({ part_number: z.int().min(1).max(10_000), url: z.url() })),
  expires_at: timestamp,
});

export const uploadInstructions = z
  .discriminatedUnion('method', [single, multipartInstructions])
  .meta({ id: 'UploadInstructions', description: 'Where to send the file: presigned, no other credentials needed.' });

export const upload = z.strictObject({
  upload_id: z.uuid(),
  tenant_id: tenantId,
  ...sliceFields,
  file_type: fileType,
  file_name: z.string(),
  size_bytes: count,
  sent_by: z.string().nullable().meta({ description: 'Who announced it: the prefix of a key, or `operator`.' }),
  corrects: z.uuid().nullable().meta({ description: 'The sync whose rows the file brings anew.' }),
  allow_empty: z.boolean(),
  expected_rows: count.nullable(),
  expected_sums: z.record(z.string(), z.string()).nullable(),
  status: uploadStatus,
  problem: reason.nullable(),
  superseded_by: z.uuid().nullable().meta({ description: 'The newer upload, of one that is SUPERSEDED.' }),
  row_estimate: count.nullable(),
  created_at: timestamp,
  staged_at: timestamp.nullable(),
  sync_id: z.uuid().nullable(),
  upload: uploadInstructions.exactOptional(),
});
export type Upload = z.infer<typeof upload>;

const SMALLEST_PART_BYTES = 5 * 1024 ** 2;
const LARGEST_PART_BYTES = 5 * 1024 ** 3;

const fileName = z.string().superRefine((name, { addIssue }) => {
  const fault = fileNameFault(name);
  if (fault) addIssue({ code: 'custom', message: fault.detail, params: { code: fault.code, message: fault.message } });
});

/** A file type has fewer columns that can be summed. */
const MOST_SUMS = 100;
const TOO_MANY_SUMS = serviceSentence('entries-most', { bound: MOST_SUMS });
const sum = textOfForm(/^-?[0-9]{1,30}(\.[0-9]{1,18})?$/, serviceSentence('field-number-text'));

export const newUpload = z.strictObject({
  file_type: fileType,
  file_name: fileName.meta({
    minLength: 1,
    maxLength: MAX_FILE_NAME,
    description:
      "The bank's own name of the file; `.gz` at its end announces gzip. Not only blanks; without control characters and " +
      'without characters that change the direction of writing.',
  }),
  size_bytes: count.meta({ description: 'Size of the file as it will be sent.' }),
  sha256: textOfForm(/^[0-9a-fA-F]{64}$/, serviceSentence('field-sha256'))
    .toLowerCase()
    .exactOptional()
    .meta({ description: 'Of the file as it will be sent; checked on arrival.' }),
  corrects: z
    .uuid()
    .exactOptional()
    .meta({
      description:
        'A sync: the file brings rows of its file anew, corrected. All other rows that it published stay. Only what is live ' +
        'can be corrected.',
    }),
  allow_empty: z
    .boolean()
    .exactOptional()
    .meta({ description: 'A file with a header and no rows is taken, and publishes an empty book.' }),
  expected_rows: count
    .exactOptional()
    .meta({ description: 'Control total: the data rows of the file. The sync fails if it counts others.' }),
  expected_sums: z
    .record(z.string(), sum)
    .refine((sums) => Object.keys(sums).length <= MOST_SUMS, {
      error: TOO_MANY_SUMS.text,
      params: { message: TOO_MANY_SUMS.message },
    })
    .exactOptional()
    .meta({
      maxProperties: MOST_SUMS,
      description:
        'Control totals: the sum of an amount or integer column over all rows of the file, as text. The sync fails if it ' +
        'adds up others.',
    }),
  multipart: z.boolean().exactOptional().meta({ description: 'Ask for part URLs also below 5 GiB.' }),
  part_size: z
    .int()
    .min(SMALLEST_PART_BYTES)
    .max(LARGEST_PART_BYTES)
    .exactOptional()
    .meta({
      description:
        'Bytes of each part but the last, of an upload in parts: what an interruption loses at most. 64 MiB if it is not ' +
        'given; larger than asked for where the parts would be more than 2,000.',
    }),
});
export type NewUpload = z.infer<typeof newUpload>;

const uploadedPart = z.strictObject({
  part_number: z.int().min(1).max(10_000),
  etag: textOfForm(/^[\x20-\x7e]*$/, serviceSentence('field-etag'), z.string().min(1).max(100)),
});

export const completedParts = z.strictObject({ parts: z.array(uploadedPart).min(1).max(10_000) }).meta({
  id: 'CompletedParts',
  examples: [{ parts: [{ part_number: 1, etag: '"9b2cf535f27731c974343645a3985328"' }] }],
});

const receivedPart = z
  .strictObject({
    part_number: z.int().min(1).max(10_000),
    etag: z.string(),
    size_bytes: count,
    received_at: timestamp,
  })
  .meta({ id: 'ReceivedPart', description: 'A part that has arrived; `complete` takes its number and etag.' });

export const receivedParts = z
  .strictObject({
    part_size: partSize,
    part_count: z.int().positive().meta({ description: 'Parts that the whole file has.' }),
    expires_at: timestamp.meta({ description: 'Until when parts can be sent.' }),
    data: z.array(receivedPart),
    next_cursor: z.string().nullable().meta({ description: '`cursor` of the next page; null on the last one.' }),
  })
  .meta({
    id: 'ReceivedParts',
    examples: [
      {
        part_size: 67_108_864,
        part_count: 7,
        expires_at: '2026-03-02T21:30:00.000Z',
        data: [
          {
            part_number: 1,
            etag: '"9b2cf535f27731c974343645a3985328"',
            size_bytes: 67_108_864,
            received_at: '2026-03-02T09:30:20.000Z',
          },
        ],
        next_cursor: null,
      },
    ],
  });

export const MOST_PARTS = 1000;

export const wantedParts = z
  .strictObject({ part_numbers: z.array(z.int().min(1).max(10_000)).min(1).max(MOST_PARTS) })
  .meta({ id: 'WantedParts', examples: [{ part_numbers: [3, 4, 7] }] });
