import { buffer } from 'node:stream/consumers';
import { columnsOfVariant } from '../contracts/contract.ts';
import { lineTooLong, MAX_LINE_BYTES, unreadableLines } from '../contracts/file-notices.ts';
import { isFormBody, refuseForm, refuseTrailingBytes, signatureOf } from '../contracts/file-signature.ts';
import {
  type FileLayout,
  HEAD_BYTES,
  type Refusal,
  refuse as refusal,
  refuseCrOnly,
  sniffFile,
} from '../contracts/header.ts';
import type { Slice } from '../contracts/slice.ts';
import { type ProblemCode, type ProblemDocument, problemDocument } from '../domain/problems.ts';
import { asDetail, type Sentence, saidBy, sentence } from '../domain/sentences/sentence.ts';
import { SHEET_DELIMITER } from '../sheets/sheet-delimiter.ts';
import { inOneColumn, refusalOfSheet } from '../sheets/sheet-refusal.ts';
import { SheetRefused } from '../sheets/sheet-refused.ts';
import { DamagedGzip, TrailingBytes } from './gzip.ts';
import type { ObjectState, TenantObjects } from './objects.ts';
import { rowsByLines, rowsByMeanLength } from './row-estimate.ts';
import { convertSheet, inspectedSheet } from './sheet-conversion.ts';
import {
  linesIn,
  PACKING,
  PackedTooTightly,
  readWhole,
  UnpackedTooLarge,
  unpackHead,
  type WholeFile,
} from './unpack.ts';
import type { InspectedFile, UploadRecord } from './upload-record.ts';

/** Gzip files up to this size are unpacked to their end here, to prove them whole before any sync starts. */
const PROVED_GZIP_BYTES = 1024 ** 3;
/** Of files up to this size the rows are counted, not estimated from the head: whether a sync is a small one hangs on it (sync/turns.ts). */
const COUNTED_BYTES = 2 * 1024 ** 2;

/** The parts of an upload that decide whether its file can be staged. */
export interface InspectedUpload
  extends Pick<UploadRecord, 'object_key' | 'size_bytes' | 'sha256' | 'file_type' | 'allow_empty'> {
  readonly slice: Slice;
}

export type InspectionVerdict =
  | { readonly ok: true; readonly inspected: InspectedFile }
  | { readonly ok: false; readonly problem: ProblemDocument };

/** A file sent to the same URL again would not be inspected. */
export function withNextStep(problem: ProblemDocument): ProblemDocument {
  if (problem.detail.endsWith('announce a new upload.')) return problem;
  const refusal = saidBy(problem);
  const said = sentence('announce-mended', { refusal });
  return { ...problem, ...(typeof refusal === 'string' ? { detail: said.text } : asDetail(said)) };
}

const refuse = (
  ...problem: [code: ProblemCode, said: string | Sentence, errors?: ProblemDocument['errors']]
): InspectionVerdict => ({
  ok: false,
  problem: problemDocument(...problem),
});

/** What the content of a file comes to. */
type ContentVerdict = Extract<InspectionVerdict, { ok: true }> | Refusal;

const verdictOf = (judged: ContentVerdict): InspectionVerdict =>
  judged.ok ? judged : refuse(judged.code, saidBy(judged), judged.errors && [...judged.errors]);

/**
 * Decides whether an uploaded file can be staged. Undefined when its object is not there (any more).
 * Reads the head; and the whole, in constant memory, where a checksum was declared or it is a gzip file of up to 1 GiB.
 * Where the bucket keeps versions, it is one of them that is inspected, and that the verdict names: whatever is sent to the
 * same URL after it changes nothing. The sheet of a workbook is made into a CSV object beside it, and that is inspected.
 * @param maxBytes the largest file taken, packed or unpacked
 * @throws {ObjectChanged} when the object is overwritten meanwhile, where none are kept: its next event, or a retry, inspects
 *   it anew
 */
export async function inspectUpload(
  objects: Pick<TenantObjects, 'head' | 'read' | 'write'>,
  upload: InspectedUpload,
  { maxBytes }: { maxBytes: number },
): Promise<InspectionVerdict | undefined> {
  const object = await objects.head(upload.object_key);
  if (object === undefined) return undefined;
  const unusable = checkSize(object, maxBytes);
  if (unusable !== undefined) return unusable;

  const start = await buffer(await objects.read(upload.object_key, object, { bytes: HEAD_BYTES }));
  // A form around a file makes it longer than announced, and naming the form helps more than naming the size.
  const form = refuseForm(start, { unpacked: false });
  if (form && (isFormBody(start) || object.size === upload.size_bytes)) return verdictOf(form);
  if (object.size !== upload.size_bytes) {
    const said = sentence('other-size', { announced: upload.size_bytes, arrived: object.size });
    return refuse('checksum-mismatch', said);
  }
  const { form: signature } = signatureOf(start);
  const gzip = signature === 'gzip';

  try {
    let whole: WholeFile | undefined;
    const isCounted = signature !== 'zip' && object.size > start.length && object.size <= COUNTED_BYTES;
    if (upload.sha256 !== null || isCounted || (gzip && object.size <= PROVED_GZIP_BYTES)) {
      whole = await readWhole(await objects.read(upload.object_key, object), {
        gzip: gzip && object.size <= PROVED_GZIP_BYTES,
        maxBytes,
      });
    }
    if (upload.sha256 !== null && whole !== undefined && whole.sha256 !== upload.sha256.toLowerCase()) {
      return refuse('checksum-mismatch', sentence('other-checksum', { announced: upload.sha256, found: whole.sha256 }));
    }
    if (signature === 'zip') return verdictOf(await judgeSheet(objects, upload, object, maxBytes));
    return verdictOf(await judgeContent(upload, object, start, gzip, whole));
  } catch (error) {
    if (error instanceof DamagedGzip) {
      return refuse('not-csv', sentence(error.endsEarly ? 'gzip-cut-off' : 'gzip-damaged'));
    }
    if (error instanceof SheetRefused) return verdictOf(error.refusal);
    if (error instanceof TrailingBytes) return verdictOf(refuseTrailingBytes());
    if (error instanceof UnpackedTooLarge) {
      return refuse('too-large', sentence('unpacks-too-large', { most: maxBytes }));
    }
    if (error instanceof PackedTooTightly) {
      return refuse('too-large', sentence('packed-too-tightly', { times: PACKING.mostTimes }));
    }
    throw error;
  }
}

function checkSize(object: ObjectState, maxBytes: number): InspectionVerdict | undefined {
  if (object.size === 0) return refuse('empty-file', sentence('no-bytes'));
  if (object.size > maxBytes) {
    return refuse('too-large', sentence('more-bytes-than-taken', { bytes: object.size, most: maxBytes }));
  }
  return undefined;
}

async function judgeSheet(
  objects: Pick<TenantObjects, 'read' | 'write'>,
  upload: InspectedUpload,
  workbook: ObjectState,
  maxBytes: number,
): Promise<ContentVerdict> {
  const { slice } = upload;
  const fileType = slice.fileType(upload.file_type);
  const converted = await convertSheet(objects, upload.object_key, workbook, { fileType, maxBytes });
  const judged = await judgeContent(upload, converted.object, converted.head, true, converted.whole);
  const { name } = converted.sheet;
  if (!judged.ok) return refusalOfSheet(judged, name, columnsOfVariant(fileType, slice.variant).length);
  const isSplit = judged.inspected.layout.delimiter === SHEET_DELIMITER;
  return isSplit ? inspectedSheet(judged.inspected, converted.sheet) : inOneColumn(name);
}

async function judgeContent(
  upload: InspectedUpload,
  object: ObjectState,
  start: Buffer,
  gzip: boolean,
  whole: WholeFile | undefined,
): Promise<ContentVerdict> {
  const unpacked = gzip ? await unpackHead(start, HEAD_BYTES) : { head: start, exhausted: true };
  const complete = unpacked.exhausted && object.size <= start.length;
  if (gzip) {
    const inner = refuseForm(unpacked.head, { unpacked: true });
    if (inner) return inner;
  }
  const sniffed = sniffFile(
    unpacked.head,
    { complete, allowEmpty: upload.allow_empty },
    upload.slice,
    upload.file_type,
  );
  if (!sniffed.ok) return sniffed;

  const { delimiter, columns, headerLine, dataOffset, encoding, bom, lineEnd } = sniffed.layout;
  const size = gzip ? (whole?.bytes ?? Number.POSITIVE_INFINITY) : object.size;
  const endsInCr = refuseCrOnly(sniffed.layout, size);
  if (endsInCr) return endsInCr;
  const oddLines = whole && sniffed.layout.lineEnd !== 'CR' ? refuseLines(upload.file_type, whole) : undefined;
  if (oddLines) return oddLines;
  return {
    ok: true,
    inspected: {
      layout: { delimiter, columns, headerLine, dataOffset, encoding, bom, lineEnd },
      compression: gzip ? 'gzip' : 'none',
      etag: object.etag,
      version_id: object.versionId,
      object_size: object.size,
      content_size: gzip ? (whole?.bytes ?? null) : object.size,
      packed_size: whole?.packedSize === undefined || whole.packedSize === object.size ? null : whole.packedSize,
      row_estimate: estimateRows(sniffed.layout, { object, start, complete, gzip, whole }),
    },
  };
}

/** What a load would find out at last, where the whole file has been read anyhow. */
function refuseLines(fileType: string, { emptyLines, longestLine }: WholeFile): Refusal | undefined {
  if (longestLine > MAX_LINE_BYTES) return refusal('not-csv', lineTooLong(fileType));
  const why = unreadableLines(fileType, { blank: emptyLines });
  return why === undefined ? undefined : refusal('not-csv', why);
}

function estimateRows(
  layout: FileLayout,
  file: { object: ObjectState; start: Buffer; complete: boolean; gzip: boolean; whole: WholeFile | undefined },
): number | null {
  const { object, start, complete, gzip, whole } = file;
  // Of a gzip file too large to be unpacked only the packed bytes were counted, if anything.
  if (gzip && object.size > PROVED_GZIP_BYTES) return null;
  if (whole !== undefined) return rowsByLines(whole, layout);
  return complete ? rowsByLines(linesIn(start), layout) : rowsByMeanLength(start, layout, object.size);
}
