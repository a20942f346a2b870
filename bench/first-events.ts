import { randomUUID } from 'node:crypto';
import { makeEventsReceived } from '../events/events-received.ts';
import { makeLogLines } from '../events/log-lines.ts';
import { makeMediationDue } from '../events/mediation-due.ts';
import { makePullRequested } from '../events/pull-requested.ts';
import { makeSyncRequested } from '../events/sync-requested.ts';
import { makeWebhooksDue } from '../events/webhooks-due.ts';
import type { FunctionName } from '../infra/functions.ts';
import { type GatewayRequest, proxyEvent } from '../local/host/proxy-event.ts';
import type { KeptTenant } from '../local/tenants-file.ts';
import { STREAMS } from '../shared/datasets/streams.ts';

/** What the functions are asked about: a tenant with a small portfolio loaded. */
export interface Known {
  readonly tenant: KeptTenant;
  readonly syncId: string;
  /** Key of an object of an upload that has been staged already. */
  readonly objectKey: string;
}

/** CloudFormation alone calls these, once a deployment, and waits: how they start is of no interest. */
type Awaited = 'migrate' | 'token-keys';
export type StartedFunction = Exclude<FunctionName, Awaited>;
export const isStarted = (name: FunctionName): name is StartedFunction => name !== 'migrate' && name !== 'token-keys';

/** A first event for each function: an everyday one that changes nothing (but for one more session), so that it can be sent again and again. */
export function firstEvent(name: StartedFunction, known: Known): object {
  switch (name) {
    case 'uploads':
      return http('/api/uploads', known);
    case 'sync':
      return http('/api/sync/logs', known);
    case 'errors':
      return http('/api/errors', known);
    case 'data':
      return http('/api/data?loan_type=RETAIL&limit=100', known);
    case 'datasets':
      return http('/api/portfolio', known);
    case 'sources':
      return http('/api/sources', known);
    case 'streams':
      return http('/api/streams', known);
    case 'providers':
      return http('/api/providers', known);
    case 'transactions':
      return http('/api/transactions', known);
    case 'kyc':
      return http('/api/kyc/requests', known);
    case 'hooks':
      return http('/api/webhook-events', known);
    case 'webhooks':
      return http('/api/webhooks', known);
    case 'profiling':
      return http('/api/profiling?loan_type=RETAIL', known);
    case 'rules':
      return http('/api/rules', known);
    case 'tenant':
      return http('/api/tenant', known);
    case 'audit':
      return http('/api/audit', known);
    case 'auth':
      return http('/api/auth/token', known, { api_key: known.tenant.api_key });
    case 'tenants-admin':
      return { command: 'list', values: [] };
    case 'health':
      return http('/health', known);
    case 'metrics':
      return http('/metrics', known);
    case 'docs':
      return http('/api/openapi.json', known);
    case 'stage-upload':
      return {
        Records: [
          {
            eventName: 'ObjectCreated:Put',
            s3: { bucket: { name: 'staging' }, object: { key: encodeURIComponent(known.objectKey) } },
          },
        ],
      };
    case 'count-events':
      // Nothing in it to count: what is counted changes something.
      return makeLogLines({ logGroup: 'api', logStream: 'bench', logEvents: [] });
    case 'check-and-sync':
      return { 'detail-type': 'Scheduled Event', source: 'aws.events', time: new Date().toISOString(), detail: {} };
    case 'run-sync':
      return queued(syncMessage(known));
    case 'record-events':
      // Nothing waits.
      return queued(makeEventsReceived({ tenant_id: known.tenant.tenant_id, stream: STREAMS[0]!.name }));
    case 'mediate':
      // Nothing is due.
      return queued(makeMediationDue({ tenant_id: known.tenant.tenant_id }));
    case 'deliver-webhooks':
      return queued(makeWebhooksDue({ tenant_id: known.tenant.tenant_id }));
    case 'pull-source':
      // Nobody knows the pull, so there is nothing to do.
      return queued(makePullRequested({ tenant_id: known.tenant.tenant_id, pull_id: randomUUID() }));
  }
}

/** One message of a queue. */
const queued = (message: object) => ({
  Records: [{ messageId: randomUUID(), body: JSON.stringify(message), messageAttributes: {} }],
});

/** A message that comes a second time: the sync is over, so there is nothing to do. */
const syncMessage = ({ tenant, syncId }: Known) =>
  makeSyncRequested({
    tenant_id: tenant.tenant_id,
    dataset: 'loans',
    variant: 'RETAIL',
    sync_id: syncId,
    lane: 'small',
  });

const target = (resource: string) => ({
  apiId: 'bench',
  stage: 'live',
  region: 'eu-central-1',
  resource,
  resourceId: 'bench',
  parameters: undefined,
});

function get(pathAndQuery: string, { api_key }: KeptTenant, hasBody = false): GatewayRequest {
  const { pathname, searchParams } = new URL(pathAndQuery, 'http://bench.invalid');
  return {
    requestId: randomUUID(),
    method: hasBody ? 'POST' : 'GET',
    path: pathname,
    query: searchParams,
    headers: new Map([
      ['Authorization', [`Api-Key ${api_key}`]],
      ['Host', ['bench.invalid']],
      ...(hasBody ? [['Content-Type', ['application/json']] as [string, string[]]] : []),
    ]),
    sourceIp: '127.0.0.1',
    receivedAt: new Date(),
  };
}

function http(pathAndQuery: string, { tenant }: Known, body?: object): object {
  const request = get(pathAndQuery, tenant, body !== undefined);
  return proxyEvent(request, target(request.path), body && { text: JSON.stringify(body), base64: false });
}
