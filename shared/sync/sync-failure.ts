import type { FileType } from '../contracts/contract.ts';
import { damagedFile, lineTooLong } from '../contracts/file-notices.ts';
import { Problem, type ProblemCode, problemDocument } from '../domain/problems.ts';
import { RowsUnaccountedFor } from '../pipeline/load-part.ts';
import { WarehouseError, WarehouseUnavailable } from '../warehouse/client.ts';

/** The bank's file, or its error rate, ends the sync; another attempt would end the same way. */
export class SyncFailure extends Error {
  override readonly name = 'SyncFailure';
  readonly code: ProblemCode;
  readonly detail: string;
  /** The uploads of the file that cannot be read as a whole, if that is why. */
  readonly unreadable: readonly string[];

  constructor(code: ProblemCode, detail: string, unreadable: readonly string[] = []) {
    super(code);
    this.code = code;
    this.detail = detail;
    this.unreadable = unreadable;
  }

  document() {
    return problemDocument(this.code, this.detail);
  }
}

/** ClickHouse's codes for a stream that cannot be unpacked or ends too early. */
const UNREADABLE = new Set(['32', '33', '271', '354', '1001']);
/** Not enough memory for one line or block: only a file without line ends gets here. */
const TOO_MUCH_MEMORY = '241';

/**
 * What an error while loading a file means for the sync: a failure of the file, or the error itself if it may be
 * temporary.
 * @param uploadId the upload that was being read
 */
export function fileFailure(error: unknown, fileType: FileType, uploadId: string): unknown {
  const unreadable = [uploadId];
  if (error instanceof WarehouseError && UNREADABLE.has(error.code)) {
    return new SyncFailure('file-unreadable', damagedFile(fileType.name), unreadable);
  }
  if (error instanceof WarehouseError && error.code === TOO_MUCH_MEMORY) {
    return new SyncFailure('file-unreadable', lineTooLong(fileType.name), unreadable);
  }
  if (error instanceof RowsUnaccountedFor) return new SyncFailure('count-mismatch', error.message);
  return error;
}

/** The failure that a sync ends with when it cannot be tried again. */
export function finalFailure(error: unknown): SyncFailure {
  if (error instanceof SyncFailure) return error;
  if (error instanceof Problem) return new SyncFailure(error.code, error.detail);
  if (error instanceof WarehouseUnavailable) {
    return new SyncFailure(
      'warehouse-unavailable',
      'The warehouse did not answer, several times. Start the sync again.',
    );
  }
  return new SyncFailure('internal-error', 'Something of ours failed; it has been logged. Start the sync again.');
}
