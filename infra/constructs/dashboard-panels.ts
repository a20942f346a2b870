import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  GraphWidget,
  type GraphWidgetProps,
  type IMetric,
  type IWidget,
  LogQueryWidget,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { growth, machineMetric, share, type TrancheMetrics } from './tranche-metrics.ts';

/** What the panels are of. */
export interface Shown {
  readonly metrics: TrancheMetrics;
  readonly api: RestApi;
  readonly functions: readonly IFunction[];
  /** Of the function that measures: its lines say whose the worst is. */
  readonly measuresLog: ILogGroup;
  readonly queue: IQueue;
  readonly failed: IQueue;
  readonly streamQueue: IQueue;
  readonly failedStreams: IQueue;
  readonly webhookQueue: IQueue;
  readonly failedWebhooks: IQueue;
  readonly mediatorQueue: IQueue;
  readonly failedMediations: IQueue;
  /** Where Postgres is made here. */
  readonly cluster: IDatabaseCluster | undefined;
  /** Where ClickHouse is made here: the installation that its machine names itself by. */
  readonly warehouseOf: string | undefined;
}

const THIRD = 8;
const HEIGHT = 6;
const FIVE_MINUTES = Duration.minutes(5);

/** @param limit where the alarm is */
function graph(title: string, left: readonly IMetric[], more: GraphWidgetProps & { limit?: number } = {}): IWidget {
  const { limit, ...props } = more;
  return new GraphWidget({
    title,
    left: [...left],
    width: THIRD,
    height: HEIGHT,
    leftYAxis: { min: 0, showUnits: false },
    ...(limit === undefined ? {} : { leftAnnotations: [{ value: limit, label: 'alarm' }] }),
    ...props,
  });
}

const quantiles = (of: (statistic: string, label: string) => IMetric, ...percents: readonly number[]): IMetric[] =>
  percents.map((percent) => of(Stats.p(percent), `p${percent}`));

export function apiPanels({ api, metrics }: Shown): IWidget[] {
  const share = { period: FIVE_MINUTES, statistic: Stats.AVERAGE };
  const latency = (statistic: string, label: string) => api.metricLatency({ period: FIVE_MINUTES, statistic, label });
  return [
    graph('Requests a minute, by function', [metrics.each('http_requests_total', Stats.SUM, 1, 'function')], {
      stacked: true,
    }),
    graph(
      'Refusals (4xx) and faults (5xx), share',
      [api.metricServerError({ ...share, label: '5xx' }), api.metricClientError({ ...share, label: '4xx' })],
      { limit: 0.05 },
    ),
    graph('Time to answer, ms', quantiles(latency, 50, 95, 99), { limit: 2000 }),
    graph('Routes, p95 in seconds', [metrics.each('http_request_duration_seconds', 'p95', 5, 'method', 'route')]),
    graph('Requests a minute, by route', [metrics.each('http_requests_total', Stats.SUM, 1, 'method', 'route')]),
    graph('Requests a minute, as the gateway saw them', [
      api.metricCount({ period: Duration.minutes(1), statistic: Stats.SUM, label: 'requests' }),
    ]),
  ];
}

export function syncPanels({ metrics }: Shown): IWidget[] {
  const of = (name: string) => (statistic: string, label: string) =>
    metrics.metric(name, statistic, 15).with({ label });
  return [
    graph('Syncs in 15 minutes', [
      metrics.sum('sync_operations_total', 15).with({ label: 'ended' }),
      metrics.sum('sync_failures_total', 15).with({ label: 'failed' }),
      metrics.sum('publications_total', 15).with({ label: 'published' }),
      metrics.sum('dry_runs_total', 15).with({ label: 'dry runs' }),
    ]),
    graph(
      'Failed, share of 15 minutes',
      [share(metrics.sum('sync_failures_total', 15), metrics.sum('sync_operations_total', 15), 'failed')],
      { limit: 0.3 },
    ),
    graph('Time a sync takes, seconds', quantiles(of('sync_duration_seconds'), 50, 95)),
    graph('Wait for a worker, and publishing, seconds', [
      of('sync_queue_wait_seconds')('p95', 'wait, p95'),
      of('sync_publish_seconds')('p95', 'publish, p95'),
    ]),
    graph('Oldest sync under way, seconds', [metrics.highest('sync_in_progress_seconds')], { limit: 3600 }),
    graph('Oldest sync nobody works on, seconds', [metrics.highest('sync_queue_oldest_seconds')], { limit: 300 }),
    graph('Rows in an hour', [
      metrics.sum('clickhouse_rows_inserted_total', 60).with({ label: 'published' }),
      metrics.sum('rejected_rows_total', 60).with({ label: 'rejected' }),
      metrics.sum('validation_errors_total', 60).with({ label: 'errors in them' }),
    ]),
    graph('Rejected, share of the worst load', [metrics.highest('rejected_rows_ratio', 60)], { limit: 0.2 }),
    graph('Loads that are missing', [metrics.highest('sync_missing')], { limit: 0 }),
  ];
}

export function filePanels({ metrics, measuresLog }: Shown): IWidget[] {
  return [
    graph('Oldest staged file, seconds', [metrics.highest('staged_file_age_seconds')], { limit: 900 }),
    graph('Staged files', [metrics.highest('staged_files')]),
    graph('Uploads in an hour', [metrics.each('uploads_total', Stats.SUM, 60, 'status')]),
    graph('Bytes staged in an hour', [metrics.sum('data_upload_bytes_total', 60)]),
    new LogQueryWidget({
      title: 'Whose the worst is',
      logGroupNames: [measuresLog.logGroupName],
      queryLines: [
        'fields @timestamp, staged_file_age_seconds_of as file_waits, sync_in_progress_seconds_of as sync_under_way, ' +
          'sync_missing_of as load_missing, clickhouse_active_parts_of as most_parts',
        'filter ispresent(sync_queue_oldest_seconds)',
        'sort @timestamp desc',
        'limit 30',
      ],
      width: 2 * THIRD,
      height: HEIGHT,
    }),
  ];
}

export function streamPanels({ metrics, streamQueue, failedStreams }: Shown): IWidget[] {
  const highest = (label: string) => ({ period: Duration.minutes(1), statistic: Stats.MAXIMUM, label });
  const lag = (statistic: string, label: string) => metrics.metric('stream_lag_seconds', statistic, 1).with({ label });
  return [
    graph('Events a minute', [metrics.each('stream_events_total', Stats.SUM, 1, 'outcome')]),
    graph('From an event to its number, of the slowest of each chunk, seconds', quantiles(lag, 50, 95)),
    graph('Alerts raised in a minute', [metrics.sum('stream_alerts_total', 1).with({ label: 'raised' })]),
    graph('Oldest event without a number, seconds', [metrics.highest('stream_waiting_seconds')], { limit: 120 }),
    graph('Stream queue, messages', [
      streamQueue.metricApproximateNumberOfMessagesVisible(highest('waiting')),
      streamQueue.metricApproximateNumberOfMessagesNotVisible(highest('worked on')),
      failedStreams.metricApproximateNumberOfMessagesVisible(highest('dead letters')),
    ]),
  ];
}

export function webhookPanels({ metrics, webhookQueue, failedWebhooks }: Shown): IWidget[] {
  const highest = (label: string) => ({ period: Duration.minutes(1), statistic: Stats.MAXIMUM, label });
  return [
    graph('Webhooks sent in five minutes', [metrics.each('webhook_attempts_total', Stats.SUM, 5, 'outcome')]),
    graph('Oldest webhook that is due, seconds', [metrics.highest('webhook_waiting_seconds')], { limit: 300 }),
    graph('Webhook queue, messages', [
      webhookQueue.metricApproximateNumberOfMessagesVisible(highest('waiting')),
      webhookQueue.metricApproximateNumberOfMessagesNotVisible(highest('worked on')),
      failedWebhooks.metricApproximateNumberOfMessagesVisible(highest('dead letters')),
    ]),
  ];
}

export function mediatorPanels({ metrics, mediatorQueue, failedMediations }: Shown): IWidget[] {
  const highest = (label: string) => ({ period: Duration.minutes(1), statistic: Stats.MAXIMUM, label });
  const took = (statistic: string, label: string) =>
    metrics.metric('provider_call_seconds', statistic, 5).with({ label });
  return [
    graph('Calls of providers in five minutes', [metrics.each('provider_calls_total', Stats.SUM, 5, 'outcome')]),
    graph('Time of a call of a provider, seconds', quantiles(took, 50, 95)),
    graph('Oldest work of the mediator that is due, seconds', [metrics.highest('mediator_waiting_seconds')], {
      limit: 300,
    }),
    graph('What somebody has to look at', [
      metrics.highest('transactions_unknown').with({ label: 'transactions unknown' }),
      metrics.highest('provider_webhooks_unapplied').with({ label: 'webhooks failed or parked' }),
      metrics.highest('providers_down').with({ label: 'providers down' }),
    ]),
    graph('Mediator queue, messages', [
      mediatorQueue.metricApproximateNumberOfMessagesVisible(highest('waiting')),
      mediatorQueue.metricApproximateNumberOfMessagesNotVisible(highest('worked on')),
      failedMediations.metricApproximateNumberOfMessagesVisible(highest('dead letters')),
    ]),
  ];
}

export function enginePanels({ metrics, cluster, warehouseOf }: Shown): IWidget[] {
  const connections = metrics.highest('postgres_connections');
  const allowed = metrics.highest('postgres_max_connections');
  return [
    graph('Sources that answer', [metrics.each('metrics_source_up', Stats.MINIMUM, 1, 'source')]),
    graph('Postgres connections', [connections.with({ label: 'used' }), allowed.with({ label: 'allowed' })]),
    graph('Postgres connections in use, share', [share(connections, allowed, 'in use')], { limit: 0.85 }),
    ...(cluster === undefined
      ? []
      : [
          graph(
            'Aurora, percent',
            ['ACUUtilization', 'CPUUtilization'].map((name) =>
              cluster.metric(name, { period: FIVE_MINUTES, statistic: Stats.AVERAGE }),
            ),
            { limit: 90 },
          ),
          graph('Aurora storage, bytes', [
            cluster.metric('VolumeBytesUsed', { period: FIVE_MINUTES, statistic: Stats.AVERAGE }),
          ]),
        ]),
    graph('ClickHouse errors in five minutes', [growth(metrics.highest('clickhouse_errors_total', 5), 'errors')], {
      limit: 10,
    }),
    graph('ClickHouse parts, of the database with the most', [metrics.highest('clickhouse_active_parts')], {
      limit: 500,
    }),
    graph('ClickHouse statements that run', [metrics.highest('clickhouse_running_queries')]),
    ...(warehouseOf === undefined
      ? []
      : [
          graph("ClickHouse's disk, percent", [machineMetric(warehouseOf, 'WarehouseDiskUsed', Stats.MAXIMUM)], {
            limit: 80,
          }),
        ]),
  ];
}

export function functionPanels({ metrics, functions, queue, failed }: Shown): IWidget[] {
  const sum = { period: FIVE_MINUTES, statistic: Stats.SUM };
  const each = (metricOf: (lambda: IFunction, label: string) => IMetric): IMetric[] =>
    functions.map((lambda) => metricOf(lambda, lambda.node.id));
  const highest = (label: string) => ({ period: Duration.minutes(1), statistic: Stats.MAXIMUM, label });
  return [
    graph(
      'Errors',
      each((lambda, label) => lambda.metricErrors({ ...sum, label })),
    ),
    graph(
      'Throttles',
      each((lambda, label) => lambda.metricThrottles({ ...sum, label })),
    ),
    graph(
      'Time of an invocation, p95 in ms',
      each((lambda, label) => lambda.metricDuration({ period: FIVE_MINUTES, statistic: 'p95', label })),
    ),
    graph(
      'At the same time',
      each((lambda, label) => lambda.metric('ConcurrentExecutions', highest(label))),
    ),
    graph('Processes started', [metrics.each('cold_starts_total', Stats.SUM, 5, 'function')], { stacked: true }),
    graph('Sync queue, messages', [
      queue.metricApproximateNumberOfMessagesVisible(highest('waiting')),
      queue.metricApproximateNumberOfMessagesNotVisible(highest('worked on')),
      failed.metricApproximateNumberOfMessagesVisible(highest('dead letters')),
    ]),
  ];
}
