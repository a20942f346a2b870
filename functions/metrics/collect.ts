import { STREAMS } from '../../shared/datasets/streams.ts';
import type { TenantScope } from '../../shared/domain/tenancy.ts';
import { mediationTotals } from '../../shared/mediator/mediation-totals.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import type { Sample } from '../../shared/observability/prometheus.ts';
import { countersOf } from '../../shared/operations/counters.ts';
import { database, operationsFor } from '../../shared/operations/database.ts';
import { missingLoads } from '../../shared/operations/missing-loads.ts';
import { readSyncTotals } from '../../shared/operations/sync-totals.ts';
import { tenantsOf } from '../../shared/operations/tenants.ts';
import { streamTotals } from '../../shared/streams/stream-totals.ts';
import { webhookTotals } from '../../shared/webhooks/webhook-totals.ts';
import {
  mediatorQueueSamples,
  postgresSamples,
  queueSamples,
  streamQueueSamples,
  warehouseSamples,
  webhookQueueSamples,
} from './engine-samples.ts';
import { mediatorSamples } from './mediator-samples.ts';
import { stagingSamples } from './staging-samples.ts';
import { streamSamples } from './stream-samples.ts';
import { missingSamples, syncSamples } from './sync-samples.ts';
import { webhookSamples } from './webhook-samples.ts';

type Source = (signal: AbortSignal) => Promise<Sample[]>;

/** A scraper gives up after ten seconds. What takes longer is missing, and says so. */
export const SOURCE_TIMEOUT_MS = 5000;
/** Tenants that are asked about at the same time: together as many as there are connections, but one. */
const AT_ONCE = { sync_logs: 1, missing_loads: 1, streams: 1, webhooks: 1, mediator: 1 } as const;

/**
 * @param scope the tenant to whom the numbers go; the operator, who sees all, where left out
 * @param wanted sources to ask; all where left out
 */
export async function collect(
  scope: TenantScope | undefined,
  logger: Logger,
  wanted?: readonly string[],
): Promise<Sample[]> {
  const sources: Record<string, Source> = {
    sync_logs: () => ofTenants(scope, AT_ONCE.sync_logs, syncsOf),
    missing_loads: () => ofTenants(scope, AT_ONCE.missing_loads, missingOf),
    streams: () => ofTenants(scope, AT_ONCE.streams, streamsOf),
    webhooks: () => ofTenants(scope, AT_ONCE.webhooks, webhooksOf),
    // Of a disabled tenant nobody works it off, or could.
    mediator: () => ofTenants(scope, AT_ONCE.mediator, mediatorOf, { activeOnly: true }),
    counters: () => counters(scope),
    staging: () => stagingSamples(scope?.tenantId, Date.now()),
    ...(scope === undefined
      ? {
          queue: queueSamples,
          stream_queue: streamQueueSamples,
          webhook_queue: webhookQueueSamples,
          mediator_queue: mediatorQueueSamples,
          postgres: postgresSamples,
          clickhouse: warehouseSamples,
        }
      : {}),
  };
  const asked = Object.entries(sources).filter(([name]) => wanted?.includes(name) ?? true);
  return (await Promise.all(asked.map(([name, source]) => ask(name, source, logger)))).flat();
}

async function ask(name: string, source: Source, logger: Logger): Promise<Sample[]> {
  const begun = performance.now();
  const { samples, up } = await withinTime(source).then(
    (found) => ({ samples: found, up: 1 }),
    (error: Error) => {
      logger.warn('a source of metrics does not answer', { source: name, error });
      return { samples: [], up: 0 };
    },
  );
  const labels = { source: name };
  return [
    ...samples,
    { name: 'metrics_source_up', labels, value: up },
    { name: 'metrics_source_seconds', labels, value: (performance.now() - begun) / 1000 },
  ];
}

async function withinTime(source: Source): Promise<Sample[]> {
  const signal = AbortSignal.timeout(SOURCE_TIMEOUT_MS);
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true });
  });
  return Promise.race([source(signal), late]);
}

const syncsOf = async (scope: TenantScope): Promise<Sample[]> =>
  syncSamples(scope.tenantId, await readSyncTotals(operationsFor(scope)));
const streamsOf = async (scope: TenantScope): Promise<Sample[]> =>
  streamSamples(scope.tenantId, await streamTotals(operationsFor(scope), STREAMS));
const webhooksOf = async (scope: TenantScope): Promise<Sample[]> =>
  webhookSamples(scope.tenantId, await webhookTotals(operationsFor(scope)));
const mediatorOf = async (scope: TenantScope): Promise<Sample[]> =>
  mediatorSamples(scope.tenantId, await mediationTotals(operationsFor(scope)));
const missingOf = async (scope: TenantScope): Promise<Sample[]> =>
  missingSamples(scope.tenantId, await missingLoads(operationsFor(scope), new Date()));

async function ofTenants(
  scope: TenantScope | undefined,
  atOnce: number,
  read: (one: TenantScope) => Promise<Sample[]>,
  filter: { readonly activeOnly?: boolean } = {},
): Promise<Sample[]> {
  const scopes = scope ? [scope] : (await tenantsOf(database()).list(filter)).map((tenant) => tenant.scope);
  const samples: Sample[][] = [];
  const rest = scopes.values();
  const worker = async (): Promise<void> => {
    for (const one of rest) samples.push(await read(one));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return samples.flat();
}

async function counters(scope: TenantScope | undefined): Promise<Sample[]> {
  const counts = await countersOf(database()).list(scope?.tenantId);
  return counts.map(({ name, tenantId, labels, value }) => ({
    name,
    labels: tenantId === '' ? labels : { tenant: tenantId, ...labels },
    value,
  }));
}
