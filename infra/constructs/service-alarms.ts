import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarms } from './alarms.ts';
import { growth, share, type TrancheMetrics } from './tranche-metrics.ts';

/**
 * The alarms on what the service as a whole does: those of monitoring/rules/tranche.rules.yml by name, threshold and
 * section of the runbook. What they look at is one number over all tenants: so many banks, the same alarms.
 */
export function watchService(alarms: Alarms, api: RestApi, metrics: TrancheMetrics): void {
  alarms.watch('ServiceDown', {
    metric: metrics.metric('metrics_source_up', Stats.SAMPLE_COUNT, 1),
    limit: { below: 1 },
    periods: 3,
    silenceIsBad: true,
    meaning:
      'Nothing has been measured for three minutes: the function metrics does not run, so other alarms are blind.',
    section: 'service-down',
  });
  alarms.watch('SourceDown', {
    metric: metrics.metric('metrics_source_up', Stats.MINIMUM, 1),
    limit: { below: 1 },
    periods: 2,
    meaning: 'A part that Tranche needs does not answer: Postgres, ClickHouse or the staging table.',
    section: 'source-down',
  });
  alarms.watch('ServerErrors', {
    // The average of a metric that is 1 for an answer that is a 5xx, and 0 for any other: their share.
    metric: api.metricServerError({ period: Duration.minutes(5), statistic: Stats.AVERAGE }),
    limit: { above: 0.05 },
    meaning: 'More than 5 % of the answers of the API in five minutes were 5xx.',
    section: 'server-errors',
  });
  alarms.watch('SlowAnswers', {
    metric: api.metricLatency({ period: Duration.minutes(5), statistic: Stats.p(95) }),
    limit: { above: 2000 },
    meaning: 'One answer of the API in twenty takes longer than two seconds.',
    section: 'slow-answers',
  });
  watchSyncs(alarms, metrics);
  watchStreams(alarms, metrics);
  watchWebhooks(alarms, metrics);
  watchMediator(alarms, metrics);
  watchEngines(alarms, metrics);
}

function watchSyncs(alarms: Alarms, metrics: TrancheMetrics): void {
  alarms.watch('SyncsFail', {
    metric: share(metrics.sum('sync_failures_total', 15), metrics.sum('sync_operations_total', 15), 'failed'),
    limit: { above: 0.3 },
    meaning: 'More than 30 % of the syncs of the last 15 minutes failed.',
    section: 'syncs-fail',
  });
  alarms.watch('StagedFileWaits', {
    metric: metrics.highest('staged_file_age_seconds'),
    limit: { above: 900 },
    meaning: 'A file has been staged for 15 minutes and no sync has taken it.',
    section: 'staged-file-waits',
  });
  alarms.watch('SyncNotTaken', {
    metric: metrics.highest('sync_queue_oldest_seconds'),
    limit: { above: 300 },
    periods: 2,
    meaning: 'A sync was asked for more than five minutes ago and nobody works on it.',
    section: 'sync-not-taken',
  });
  alarms.watch('SyncTakesLong', {
    metric: metrics.highest('sync_in_progress_seconds'),
    limit: { above: 3600 },
    meaning: 'A sync has held its lease for an hour.',
    section: 'sync-takes-long',
  });
  alarms.watch('SyncMissing', {
    metric: metrics.metric('sync_missing', Stats.MINIMUM, 5),
    limit: { above: 0 },
    periods: 3,
    meaning: 'A bank usually has loaded by this hour, and has not.',
    section: 'sync-missing',
  });
  alarms.watch('ManyRowsRejected', {
    metric: metrics.highest('rejected_rows_ratio', 60),
    limit: { above: 0.2 },
    meaning: 'More than a fifth of the rows of a load of the last hour were rejected.',
    section: 'many-rows-rejected',
  });
}

function watchStreams(alarms: Alarms, metrics: TrancheMetrics): void {
  alarms.watch('EventsWait', {
    metric: metrics.highest('stream_waiting_seconds'),
    limit: { above: 120 },
    periods: 2,
    meaning: 'An event of a stream was accepted two minutes ago and is not counted.',
    section: 'events-wait',
  });
  alarms.watch('EventsLate', {
    metric: metrics.metric('stream_lag_seconds', Stats.p(95), 5),
    limit: { above: 10 },
    meaning: 'Events of a stream are counted ten seconds after they were accepted, or later.',
    section: 'events-wait',
  });
}

function watchWebhooks(alarms: Alarms, metrics: TrancheMetrics): void {
  alarms.watch('WebhooksWait', {
    metric: metrics.highest('webhook_waiting_seconds'),
    limit: { above: 300 },
    periods: 2,
    meaning: 'A webhook was due more than five minutes ago and nobody sends it.',
    section: 'webhooks-fail',
  });
  alarms.watch('WebhooksFail', {
    metric: share(metrics.sum('webhook_failures_total', 60), metrics.sum('webhook_attempts_total', 60), 'failed'),
    limit: { above: 0.9 },
    meaning: 'More than nine in ten attempts to send webhooks failed in the last hour.',
    section: 'webhooks-fail',
  });
}

function watchMediator(alarms: Alarms, metrics: TrancheMetrics): void {
  alarms.watch('MediatorWaits', {
    metric: metrics.highest('mediator_waiting_seconds'),
    limit: { above: 300 },
    periods: 2,
    meaning:
      'A transaction, a webhook of a provider or a verification was due more than five minutes ago and nobody works on it.',
    section: 'mediator-waits',
  });
  alarms.watch('TransactionsUnknown', {
    metric: metrics.metric('transactions_unknown', Stats.MINIMUM, 5),
    limit: { above: 0 },
    periods: 12,
    meaning:
      'For an hour there have been transactions that may have been done and may not: their provider does not tell.',
    section: 'mediator-waits',
  });
  alarms.watch('ProvidersDown', {
    metric: metrics.metric('providers_down', Stats.MINIMUM, 5),
    limit: { above: 0 },
    periods: 6,
    meaning: 'A provider that a bank uses has not answered for half an hour.',
    section: 'mediator-waits',
  });
}

function watchEngines(alarms: Alarms, metrics: TrancheMetrics): void {
  alarms.watch('PostgresConnections', {
    metric: share(metrics.highest('postgres_connections'), metrics.highest('postgres_max_connections'), 'in use'),
    limit: { above: 0.85 },
    periods: 3,
    meaning: 'More than 85 % of the connections that Postgres takes are in use.',
    section: 'postgres-connections',
  });
  alarms.watch('ClickHouseErrors', {
    metric: growth(metrics.highest('clickhouse_errors_total', 5), 'errors'),
    limit: { above: 10 },
    meaning: 'ClickHouse counted more than ten errors in five minutes.',
    section: 'clickhouse-errors',
  });
  alarms.watch('ClickHouseParts', {
    metric: metrics.metric('clickhouse_active_parts', Stats.MINIMUM, 5),
    limit: { above: 500 },
    meaning: "A bank's database has had more than 500 parts for five minutes: merges do not keep up.",
    section: 'clickhouse-parts',
  });
}
