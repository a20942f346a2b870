import type { LoanType } from './kind.ts';
import type { Transfer } from './send/transfers.ts';

/**
 * Files of the same delivery that the service does not have yet: loading the others without them would be loading half of it.
 * @param stagedIds uploads that wait to be loaded
 * @param endedIds uploads of which it is known that they do not wait any more: rejected, loaded, given up
 */
export const comingFiles = (
  transfers: readonly Transfer[],
  loanType: LoanType,
  stagedIds: ReadonlySet<string>,
  endedIds: ReadonlySet<string>,
): Transfer[] =>
  transfers.filter(
    ({ kind, uploadId }) =>
      kind.loanType === loanType && (uploadId === undefined || !(stagedIds.has(uploadId) || endedIds.has(uploadId))),
  );
