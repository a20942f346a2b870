import type { SliceName } from '../../../shared/domain/slice.ts';
import { isSameSlice } from '../../datasets/contracts.ts';
import type { FileKind } from './kind.ts';

/** A file that was sent from this page; without an upload as long as it is not announced. */
export interface SentFile {
  readonly kind: FileKind;
  readonly uploadId: string | undefined;
}

/**
 * Files of the same delivery that the service does not have yet: loading the others without them would be loading half of it.
 * @param stagedIds uploads that wait to be loaded
 * @param endedIds uploads of which it is known that they do not wait any more: rejected, loaded, given up
 */
export const comingFiles = <T extends SentFile>(
  sent: readonly T[],
  slice: SliceName,
  stagedIds: ReadonlySet<string>,
  endedIds: ReadonlySet<string>,
): T[] =>
  sent.filter(
    ({ kind, uploadId }) =>
      isSameSlice(kind, slice) && (uploadId === undefined || !(stagedIds.has(uploadId) || endedIds.has(uploadId))),
  );
