import { Problem, type ProblemCode, problemDocument } from '../http/problems.ts';
import type { FileType } from '../staging/file-kind.ts';
import { WarehouseError, WarehouseUnavailable } from '../warehouse/client.ts';
import { RowsUnaccountedFor } from './load-file.ts';
import { damagedFile, lineTooLong } from './unreadable-file.ts';

/** The bank's file, or its rate of errors, ends the sync; trying again would end the same. */
export class SyncFailure extends Error {
  override readonly name = 'SyncFailure';
  readonly code: ProblemCode;
  readonly detail: string;
  /** The file that cannot be read as a whole, if that is why. */
  readonly unreadable: FileType | undefined;

  constructor(code: ProblemCode, detail: string, unreadable?: FileType) {
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

/** What an error while loading a file means for the sync: a failure of the file, or the error itself if it may pass. */
export function fileFailure(error: unknown, fileType: FileType): unknown {
  if (error instanceof WarehouseError && UNREADABLE.has(error.code)) {
    return new SyncFailure('file-unreadable', damagedFile(fileType), fileType);
  }
  if (error instanceof WarehouseError && error.code === TOO_MUCH_MEMORY) {
    return new SyncFailure('file-unreadable', lineTooLong(fileType), fileType);
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
