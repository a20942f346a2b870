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

/** Every sync, or what was live one after the other. */
export const SYNCS_LISTS = ['syncs', 'published'] as const;

export interface SyncsView extends SyncFilter {
  readonly list: (typeof SYNCS_LISTS)[number];
}

/** Which syncs the address asks for, in the API's own words; what is none of them is as if it were not there. */
export function readSyncsView(parameters: URLSearchParams): SyncsView {
  return {
    list: SYNCS_LISTS.find((value) => value === parameters.get('list')) ?? 'syncs',
    loanType: LOAN_TYPES.find((value) => value === parameters.get('loan_type')),
    status: SYNC_STATUSES.find((value) => value === parameters.get('status')),
  };
}

/** The inverse of {@link readSyncsView}. */
export function writeSyncsView({ list, loanType, status }: SyncsView): URLSearchParams {
  return new URLSearchParams({
    ...(list === 'syncs' ? {} : { list }),
    ...(loanType ? { loan_type: loanType } : {}),
    ...(status ? { status } : {}),
  });
}
