import type { Family } from '../../shared/observability/prometheus.ts';

/** Everything that `/metrics` may show, in its order. docs/observability.md describes each; a test compares. */
export const FAMILIES: Readonly<Record<string, Family>> = {
  sync_operations_total: { type: 'counter', help: 'Syncs that have ended, by how.' },
  sync_duration_seconds: { type: 'histogram', help: 'From the start of a sync to its end.' },
  sync_queue_wait_seconds: { type: 'histogram', help: 'From the request for a sync to its start.' },
  sync_stage_seconds: { type: 'summary', help: 'What syncs spend their time on; publish is among the stages.' },
  publications_total: { type: 'counter', help: 'Batches that became the current one.' },
  validation_errors_total: { type: 'counter', help: 'Findings of severity ERROR.' },
  clickhouse_rows_inserted_total: { type: 'counter', help: 'Rows that were published.' },
  rejected_rows_total: { type: 'counter', help: 'Rows that were not loaded, because of what is in them.' },
  sync_last_end_timestamp_seconds: { type: 'gauge', help: 'When a sync last ended, however it did.' },
  sync_last_success_timestamp_seconds: { type: 'gauge', help: 'When a sync last published.' },
  sync_missing: { type: 'gauge', help: '1 where a load that comes at this hour every day has not come.' },
  sync_in_progress_seconds: { type: 'gauge', help: 'Age of a sync that is queued or running, since it was asked for.' },
  sync_queue_messages: { type: 'gauge', help: 'Messages in the sync queue and its dead-letter queue; SQS estimates.' },
  sync_queue_oldest_seconds: { type: 'gauge', help: 'How long the oldest sync that nobody works on has been waiting.' },
  uploads_total: { type: 'counter', help: 'Uploads that were announced, staged or rejected.' },
  data_upload_bytes_total: { type: 'counter', help: 'Bytes of the files that were staged.' },
  staged_files: { type: 'gauge', help: 'Files that wait to be loaded; held ones wait for a sync by hand.' },
  staged_file_age_seconds: { type: 'gauge', help: 'How long a staged file has been waiting.' },
  stream_events_total: { type: 'counter', help: 'Events that were sent to a stream: accepted, duplicate or rejected.' },
  stream_alerts_total: { type: 'counter', help: 'Alerts that were raised.' },
  stream_lag_seconds: {
    type: 'histogram',
    help: 'From the arrival of an event to its number, from when on it is seen.',
  },
  stream_waiting_seconds: { type: 'gauge', help: 'How long the oldest event without a number has been waiting.' },
  stream_queue_messages: {
    type: 'gauge',
    help: 'Messages in the queue of streams and its dead-letter queue; SQS estimates.',
  },
  webhook_attempts_total: {
    type: 'counter',
    help: 'Attempts to send a webhook: delivered, retried or failed for good.',
  },
  webhook_waiting_seconds: { type: 'gauge', help: 'How long ago the oldest webhook was due that nobody sends.' },
  webhooks: { type: 'gauge', help: 'Webhooks that are enabled, and those that were switched off because they failed.' },
  webhook_queue_messages: {
    type: 'gauge',
    help: 'Messages in the queue of webhooks and its dead-letter queue; SQS estimates.',
  },
  mediator_waiting_seconds: {
    type: 'gauge',
    help: 'How long ago the oldest transaction, provider webhook or verification was due that nobody works on.',
  },
  transactions_unknown: { type: 'gauge', help: 'Transactions that may have been done and may not.' },
  provider_calls_total: {
    type: 'counter',
    help: 'Calls of providers, each attempt: answered, declined, error, timeout or not sent.',
  },
  provider_webhooks_unapplied: {
    type: 'gauge',
    help: 'Webhooks of providers of which nothing came: failed, or parked.',
  },
  providers_down: { type: 'gauge', help: 'Providers that are active and do not answer.' },
  mediator_queue_messages: {
    type: 'gauge',
    help: 'Messages in the queue of the mediator and its dead-letter queue; SQS estimates.',
  },
  http_requests_total: { type: 'counter', help: 'Requests that were answered, refusals of the gateway included.' },
  http_request_duration_seconds: {
    type: 'histogram',
    help: 'From the arrival of a request at the gateway to its answer.',
  },
  cold_starts_total: { type: 'counter', help: 'Processes of functions that were started.' },
  postgres_connections: { type: 'gauge', help: 'Connections to the database, by state.' },
  postgres_max_connections: { type: 'gauge', help: 'Connections that Postgres takes.' },
  clickhouse_errors_total: { type: 'counter', help: 'Errors of ClickHouse since it was started.' },
  clickhouse_active_parts: { type: 'gauge', help: "Data parts in use, by tenant's database." },
  clickhouse_running_queries: { type: 'gauge', help: 'Statements that run in ClickHouse.' },
  metrics_source_up: {
    type: 'gauge',
    help: '1 where a source of these numbers answered; without it, its numbers are missing.',
  },
  metrics_source_seconds: { type: 'gauge', help: 'What asking the source took.' },
};
