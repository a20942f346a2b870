import { createHash, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context, ScheduledEvent } from 'aws-lambda';
import { readConfig } from '../../shared/config.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { type TenantScope, tenantScope } from '../../shared/domain/tenancy.ts';
import { unauthorized } from '../../shared/http/caller.ts';
import { type Credential, readCredential, verifyCredential } from '../../shared/http/credential.ts';
import { getMetrics } from '../../shared/http/endpoints/metrics.ts';
import { implement, serve } from '../../shared/http/serve.ts';
import { correlate } from '../../shared/observability/correlation.ts';
import { emit } from '../../shared/observability/emf.ts';
import { inInvocation } from '../../shared/observability/invocation.ts';
import { makeLogger } from '../../shared/observability/logger.ts';
import { prometheusText } from '../../shared/observability/prometheus.ts';
import { collect } from './collect.ts';
import { FAMILIES } from './families.ts';
import { GAUGE_SOURCES, gauges } from './gauges.ts';

const answer = serve(
  implement(getMetrics, async ({ logger }, { request, query }) => {
    const credential = readCredential(request.header('authorization'));
    const named = query.tenant_id === undefined ? undefined : tenantScope(query.tenant_id);
    const scope = isOperator(credential) ? named : await tenantOf(credential);
    if (named !== undefined && named.tenantId !== scope?.tenantId) throw new Problem('tenant-mismatch');
    return { body: prometheusText(FAMILIES, await collect(scope, logger)) };
  }),
);

/** Asked by a scraper; or by the schedule, each minute, for the alarms and the dashboard of CloudWatch. */
export async function handler(
  event: APIGatewayProxyEvent | ScheduledEvent,
  context: Pick<Context, 'awsRequestId'>,
): Promise<APIGatewayProxyResult | undefined> {
  if ('httpMethod' in event) return answer(event);
  await inInvocation({ component: 'metrics', requestId: context.awsRequestId, traced: false }, async () => {
    for (const measurement of gauges(await collect(undefined, makeLogger('metrics'), GAUGE_SOURCES))) emit(measurement);
  });
  return undefined;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Asks nobody, so that the operator sees metrics also when Postgres is down. */
function isOperator(credential: Credential | undefined): boolean {
  if (credential?.scheme !== 'bearer') return false;
  return timingSafeEqual(digest(credential.text), digest(readConfig(['metrics']).metrics.METRICS_TOKEN));
}

async function tenantOf(credential: Credential | undefined): Promise<TenantScope> {
  const found = await verifyCredential(credential);
  if (!found.ok) {
    if (found.reason === 'tenant-inactive') throw new Problem('tenant-inactive');
    throw unauthorized();
  }
  correlate({ tenant_id: found.scope.tenantId });
  return found.scope;
}
