import { LOAN_TYPES, type SyncFilter, type SyncStatus } from '../../api/queries/syncs.ts';

export const SYNC_STATUSES = [
  'QUEUED',
  'FETCHING',
  'VALIDATING',
  'NORMALIZING',
  'STORING',
  'COMPLETED',
  'FAILED',
] as const satisfies readonly SyncStatus[];

/** Which syncs the address asks for, in the API's own words; what is none of them is as if it were not there. */
export function readSyncsView(parameters: URLSearchParams): SyncFilter {
  return {
    loanType: LOAN_TYPES.find((value) => value === parameters.get('loan_type')),
    status: SYNC_STATUSES.find((value) => value === parameters.get('status')),
  };
}

/** The inverse of {@link readSyncsView}. */
export function writeSyncsView({ loanType, status }: SyncFilter): URLSearchParams {
  return new URLSearchParams({ ...(loanType ? { loan_type: loanType } : {}), ...(status ? { status } : {}) });
}
