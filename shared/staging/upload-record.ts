import * as z from 'zod';
import { DELIMITERS } from '../contracts/csv-line.ts';
import type { FileLayout } from '../contracts/header.ts';
import { message } from '../domain/message-schema.ts';
import type { ProblemDocument } from '../domain/problems.ts';
import { UPLOAD_STATUSES } from '../domain/upload.ts';

/** A problem document, as clients see it: why a file cannot be read, or a pull failed. */
export const keptProblem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  message: message.exactOptional(),
  errors: z
    .array(z.object({ field: z.string(), code: z.string(), detail: z.string(), message: message.exactOptional() }))
    .exactOptional(),
}) satisfies z.ZodType<ProblemDocument>;

/** How the file is written, as its head showed when it was staged. */
const fileLayout = z.object({
  delimiter: z.enum(DELIMITERS),
  columns: z.array(z.string()).readonly(),
  headerLine: z.number().int(),
  dataOffset: z.number().int(),
  encoding: z.literal('utf-8'),
  bom: z.boolean(),
  lineEnd: z.enum(['LF', 'CRLF', 'CR', 'MIXED']),
  linesAreRecords: z.boolean().exactOptional(),
}) satisfies z.ZodType<FileLayout>;

export const inspectedFile = z.object({
  /** Of a workbook: the sheet that was read, and the object that it was made into. Everything else here is of that object. */
  sheet: z.object({ name: z.string(), object_key: z.string() }).exactOptional(),
  layout: fileLayout,
  compression: z.enum(['none', 'gzip']),
  etag: z.string(),
  /** The version of the object that everything after reads; null where the bucket keeps none. */
  version_id: z.string().nullable().default(null),
  /** Bytes of the object, compressed if it is. */
  object_size: z.number().int(),
  /** Bytes of what it holds, unpacked; null where only unpacking everything would tell. */
  content_size: z.number().int().nullable().default(null),
  /** Of a gzip file that NULs follow: bytes without them. The load reads no further. */
  packed_size: z.number().int().nullable().default(null),
  /** Data rows; null where only unpacking everything would tell. */
  row_estimate: z.number().int().nullable(),
});

const multipart = z.object({
  s3_upload_id: z.string(),
  part_size: z.number().int(),
  part_count: z.number().int(),
});

/** An upload as the registry keeps it. Times are ISO 8601 UTC. */
export const uploadRecord = z.object({
  upload_id: z.string(),
  tenant_id: z.string(),
  dataset: z.string(),
  variant: z.string().nullable(),
  file_type: z.string(),
  /** The bank's own name for the file. */
  file_name: z.string(),
  /** Bytes, as the bank declared them. */
  size_bytes: z.number().int(),
  sha256: z.string().nullable(),
  /** Who announced it, as {@link actorLabel} says. */
  sent_by: z.string().nullable().default(null),
  /** The key that announced it, or that the session was started with which did; null of early ones, and the operator's. */
  key_id: z.string().nullable().default(null),
  /** The user who announced it; null where a key is behind it. */
  user_id: z.string().nullable().default(null),
  /** The session that announced it; null where the key itself was sent. */
  session_id: z.string().nullable().default(null),
  /** The sync whose rows the file brings anew. */
  corrects: z.string().nullable().default(null),
  /** Whether a file without rows is meant. */
  allow_empty: z.boolean().default(false),
  /** Control totals that the bank announced. */
  expected_rows: z.number().int().nullable().default(null),
  expected_sums: z.record(z.string(), z.string()).nullable().default(null),
  /** Where the object is, or will be. */
  object_key: z.string(),
  multipart: multipart.nullable(),
  status: z.enum(UPLOAD_STATUSES),
  created_at: z.iso.datetime(),
  /** When the URL runs out. Not `expires_at`: that attribute would let DynamoDB delete the item. */
  upload_until: z.iso.datetime(),
  /** Absent in the table until the file is there, so that the first delivery of its event can set it. */
  staged_at: z.iso.datetime().nullable().default(null),
  /** The sync that has the file, or had it last. */
  sync_id: z.string().nullable(),
  problem: keptProblem.nullable(),
  /** For a SUPERSEDED upload: the newer one. */
  superseded_by: z.string().nullable().default(null),
  inspected: inspectedFile.nullable(),
  /** Its status before a sync took it, which it gets back if the sync comes to nothing. */
  taken_from: z
    .object({
      status: z.enum(UPLOAD_STATUSES),
      problem: keptProblem.nullable(),
      superseded_by: z.string().nullable(),
    })
    .nullable()
    .default(null),
});

export type UploadRecord = z.infer<typeof uploadRecord>;
/** Cancelled by the bank or with its credential, and not merely late. */
export const isCancelled = ({ status, problem }: UploadRecord): boolean => status === 'EXPIRED' && problem !== null;

/** The object that a sync reads: the upload's own, or what its sheet was made into. */
export const loadedKey = ({ object_key, inspected }: Pick<UploadRecord, 'object_key' | 'inspected'>): string =>
  inspected?.sheet?.object_key ?? object_key;

export type InspectedFile = z.infer<typeof inspectedFile>;
export type MultipartUpload = z.infer<typeof multipart>;
