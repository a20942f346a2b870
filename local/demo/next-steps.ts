import path from 'node:path';
import { sliceName } from '../../cli/slice-options.ts';
import { sliceQuery } from '../../shared/client/tranche-client.ts';
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
  const { slice } = outcome.delivery;
  const ofSlice = new URLSearchParams(sliceQuery(slice));
  const rejected = slice.contract.fileTypes.find(({ name }) => sync.files[name]?.rejected_rows)?.name;
  const isLoaded = sync.status === 'COMPLETED';
  const get = (address: string, options = '') =>
    `  curl -s${options} -H "Authorization: Api-Key $KEY" '${url}${address}'`;
  return [
    '',
    ...(isStopping ? ['The service stops with the demo; what was loaded stays. Start it again first: npm start'] : []),
    `Where to look next, for ${tenantId} ${sliceName(slice)}${outcomes.length > 1 ? ' (the others likewise)' : ''}:`,
    `  KEY=$(node -p 'require(${JSON.stringify(file)}).find((t) => t.tenant_id === "${tenantId}").api_key')`,
    ...(isLoaded ? [get(`/api/data?${ofSlice}&limit=3`), get(`/api/profiling?${ofSlice}`)] : []),
    get(`/api/sync/logs/${sync.id}/errors?limit=5`),
    ...(rejected ? [get(`/api/sync/logs/${sync.id}/rejected.csv?file_type=${rejected}`, 'L')] : []),
    `All of the API: ${url}/api/docs`,
  ];
}
