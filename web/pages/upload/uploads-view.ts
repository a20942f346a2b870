import type { UploadStatus } from '../../../shared/domain/upload.ts';
import { LOAN_TYPES } from '../../api/queries/syncs.ts';
import type { UploadFilter } from '../../api/queries/uploads.ts';

/** Which uploads are listed. The address holds it, in the API's own words. */
export type UploadsView = UploadFilter;

export const UPLOAD_STATUSES = [
  'AWAITING_UPLOAD',
  'STAGED',
  'SYNCING',
  'LOADED',
  'REJECTED',
  'FAILED',
  'SUPERSEDED',
  'EXPIRED',
] as const satisfies readonly UploadStatus[];

export function readUploadsView(parameters: URLSearchParams): UploadsView {
  return {
    loanType: LOAN_TYPES.find((value) => value === parameters.get('loan_type')),
    status: UPLOAD_STATUSES.find((value) => value === parameters.get('status')),
  };
}

/** The inverse of {@link readUploadsView}. */
export function writeUploadsView({ loanType, status }: UploadsView): URLSearchParams {
  return new URLSearchParams({ ...(loanType ? { loan_type: loanType } : {}), ...(status ? { status } : {}) });
}
