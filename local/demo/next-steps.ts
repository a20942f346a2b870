import path from 'node:path';
import { FILE_TYPES } from '../../shared/domain/slice.ts';
import { tenantsFile } from '../tenants-file.ts';
import type { Outcome } from './delivery.ts';

/** Commands to look at what was loaded. The key is read where it is kept, so that none is shown. */
export function nextSteps(
  outcomes: readonly Outcome[],
  { url, home, isStopping }: { readonly url: string; readonly home: string; readonly isStopping: boolean },
): string[] {
  const outcome =
    outcomes.find(({ syncs }) => syncs.some(({ error_count }) => error_count)) ??
    outcomes.find(({ syncs }) => syncs.length > 0);
  const sync = outcome?.syncs.find(({ error_count }) => error_count) ?? outcome?.syncs[0];
  if (!outcome || !sync) return [];
  const { tenantId } = outcome.delivery.client;
  const file = path.resolve(tenantsFile(home));
  const { loanType } = outcome.delivery;
  const rejected = FILE_TYPES.find((fileType) => sync.files[fileType]?.rejected_rows);
  const isLoaded = sync.status === 'COMPLETED';
  const get = (address: string, options = '') =>
    `  curl -s${options} -H "Authorization: Api-Key $KEY" '${url}${address}'`;
  return [
    '',
    ...(isStopping ? ['The service stops with the demo; what was loaded stays. Start it again first: npm start'] : []),
    `Where to look next, for ${tenantId} ${loanType}${outcomes.length > 1 ? ' (the others likewise)' : ''}:`,
    `  KEY=$(node -p 'require(${JSON.stringify(file)}).find((t) => t.tenant_id === "${tenantId}").api_key')`,
    ...(isLoaded ? [get(`/api/data?loan_type=${loanType}&limit=3`), get(`/api/profiling?loan_type=${loanType}`)] : []),
    get(`/api/sync/logs/${sync.id}/errors?limit=5`),
    ...(rejected ? [get(`/api/sync/logs/${sync.id}/rejected.csv?file_type=${rejected}`, 'L')] : []),
    `All of the API: ${url}/api/docs`,
  ];
}
