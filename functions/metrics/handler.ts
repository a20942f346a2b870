import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context, ScheduledEvent } from 'aws-lambda';
import { tenantScope } from '../../shared/domain/tenancy.ts';
import { getMetrics } from '../../shared/http/endpoints/metrics.ts';
import { eventFunction } from '../../shared/lambda/event-function.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { emit } from '../../shared/observability/emf.ts';
import { prometheusText } from '../../shared/observability/prometheus.ts';
import { collect } from './collect.ts';
import { FAMILIES } from './families.ts';
import { GAUGE_SOURCES, gauges } from './gauges.ts';

const answer = httpFunction(
  implement(getMetrics, async ({ scope, logger }, { query }) => {
    // The metrics token is no tenant's: it may name one.
    const named = query.tenant_id === undefined ? undefined : tenantScope(query.tenant_id);
    return { body: prometheusText(FAMILIES, await collect(scope ?? named, logger)) };
  }),
);

const measure = eventFunction<ScheduledEvent, undefined>(
  'metrics',
  async (_event, { logger }) => {
    for (const measurement of gauges(await collect(undefined, logger, GAUGE_SOURCES))) emit(measurement);
    return undefined;
  },
  { traced: false },
);

/** Asked by a scraper; or by the schedule, each minute, for the alarms and the dashboard of CloudWatch. */
export const handler = (
  event: APIGatewayProxyEvent | ScheduledEvent,
  context: Context,
): Promise<APIGatewayProxyResult | undefined> =>
  'httpMethod' in event ? answer(event, context) : measure(event, context);
