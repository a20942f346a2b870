import type { Dataset } from '../../../shared/contracts/contract.ts';
import type { UploadStatus } from '../../../shared/domain/upload.ts';
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

export function readUploadsView({ variants }: Pick<Dataset, 'variants'>, parameters: URLSearchParams): UploadsView {
  return {
    variant: variants?.names.find((value) => value === parameters.get('variant')),
    status: UPLOAD_STATUSES.find((value) => value === parameters.get('status')),
  };
}

/** The inverse of {@link readUploadsView}. */
export function writeUploadsView({ variant, status }: UploadsView): URLSearchParams {
  return new URLSearchParams({ ...(variant ? { variant } : {}), ...(status ? { status } : {}) });
}
