import type { Dataset } from '../../../shared/contracts/contract.ts';
import type { SyncFilter, SyncStatus } from '../../api/queries/syncs.ts';

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
export function readSyncsView({ variants }: Pick<Dataset, 'variants'>, parameters: URLSearchParams): SyncsView {
  return {
    list: SYNCS_LISTS.find((value) => value === parameters.get('list')) ?? 'syncs',
    variant: variants?.names.find((value) => value === parameters.get('variant')),
    status: SYNC_STATUSES.find((value) => value === parameters.get('status')),
  };
}

/** The inverse of {@link readSyncsView}. */
export function writeSyncsView({ list, variant, status }: SyncsView): URLSearchParams {
  return new URLSearchParams({
    ...(list === 'syncs' ? {} : { list }),
    ...(variant ? { variant } : {}),
    ...(status ? { status } : {}),
  });
}
