import type { FileType } from '../contracts/contract.ts';
import { damagedFile, lineTooLong } from '../contracts/file-notices.ts';
import { Problem, type ProblemCode, problemDocument } from '../domain/problems.ts';
import type { Sentence } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { RowsUnaccountedFor } from '../pipeline/file-counts.ts';
import { UnreadableFile } from '../pipeline/unreadable-file.ts';
import type { FileFault } from '../staging/proof.ts';
import type { UploadRecord } from '../staging/upload-record.ts';
import { WarehouseError, WarehouseUnavailable } from '../warehouse/client.ts';
import { MEMORY_LIMIT_EXCEEDED, NOT_ENOUGH_SPACE } from '../warehouse/error-codes.ts';

/** The bank's file, or its error rate, ends the sync; another attempt would end the same way. */
export class SyncFailure extends Error {
  override readonly name = 'SyncFailure';
  readonly code: ProblemCode;
  readonly said: string | Sentence;
  /** The uploads of the file that cannot be read as a whole, if that is why. */
  readonly unreadable: readonly string[];

  constructor(code: ProblemCode, said: string | Sentence, unreadable: readonly string[] = []) {
    super(code);
    this.code = code;
    this.said = said;
    this.unreadable = unreadable;
  }

  document() {
    return problemDocument(this.code, this.said);
  }
}

/** ClickHouse's code for a line that our own statement refuses (row-check.ts). */
const LINE_TOO_LONG = '395';
/**
 * ClickHouse's codes for a stream that cannot be unpacked or ends too early, and for a statement that needs more memory than
 * its share. A file can be the cause; so can a connection that broke, or too much work at a time.
 */
const PERHAPS_THE_FILE = new Set(['32', '33', MEMORY_LIMIT_EXCEEDED, '271', '354', '1001']);

/**
 * What an error while loading a file means for the sync: a failure of the file where it is certain to be one, or the error
 * itself, which may be temporary.
 * @param upload the one that was being read
 * @param prove finds out whether its file is at fault
 */
export async function fileFailure(
  error: unknown,
  fileType: FileType,
  upload: UploadRecord,
  prove: (upload: UploadRecord) => Promise<FileFault | undefined>,
): Promise<unknown> {
  const unreadable = (said: Sentence) => new SyncFailure('file-unreadable', said, [upload.upload_id]);
  if (error instanceof UnreadableFile) return unreadable(error.said);
  if (error instanceof RowsUnaccountedFor) return new SyncFailure('count-mismatch', error.said);
  if (!(error instanceof WarehouseError)) return error;
  if (error.code === LINE_TOO_LONG) return unreadable(lineTooLong(fileType.name));
  if (!PERHAPS_THE_FILE.has(error.code) || !error.isOwnLimit) return error;
  const fault = await prove(upload);
  if (fault === undefined) return error;
  return unreadable(fault === 'damaged' ? damagedFile(fileType.name) : lineTooLong(fileType.name));
}

/** The failure that a sync ends with when it cannot be tried again. */
export function finalFailure(error: unknown): SyncFailure {
  if (error instanceof SyncFailure) return error;
  if (error instanceof Problem) return new SyncFailure(error.code, error.said);
  if (error instanceof WarehouseUnavailable) {
    return new SyncFailure('warehouse-unavailable', serviceSentence('warehouse-silent'));
  }
  if (error instanceof WarehouseError && error.code === NOT_ENOUGH_SPACE) {
    return new SyncFailure('storage-full', serviceSentence('warehouse-full'));
  }
  if (error instanceof WarehouseError && error.code === MEMORY_LIMIT_EXCEEDED) {
    return new SyncFailure('warehouse-unavailable', serviceSentence('warehouse-out-of-memory'));
  }
  return new SyncFailure('internal-error', serviceSentence('fault-of-ours'));
}
