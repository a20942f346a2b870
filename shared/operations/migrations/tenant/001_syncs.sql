-- Up Migration
CREATE TABLE sync_configs (
  dataset               text NOT NULL,
  variant               text NOT NULL,
  is_enabled            boolean NOT NULL DEFAULT true,
  sync_interval_minutes integer NOT NULL DEFAULT 1 CHECK (sync_interval_minutes BETWEEN 1 AND 10080),
  max_error_rate        double precision NOT NULL DEFAULT 0.5 CHECK (max_error_rate BETWEEN 0 AND 1),
  last_sync_at          timestamptz(3),
  last_sync_status      text NOT NULL DEFAULT 'PENDING' CHECK (last_sync_status IN ('PENDING', 'COMPLETED', 'FAILED')),
  created_at            timestamptz(3) NOT NULL DEFAULT now(),
  updated_at            timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (dataset, variant)
);

CREATE TABLE sync_logs (
  id              uuid PRIMARY KEY,
  dataset         text NOT NULL,
  variant         text NOT NULL,
  batch_id        uuid NOT NULL,
  trigger         text NOT NULL CHECK (trigger IN ('SCHEDULE', 'MANUAL')),
  validate_only   boolean NOT NULL,
  status          text NOT NULL
    CHECK (status IN ('QUEUED', 'FETCHING', 'VALIDATING', 'NORMALIZING', 'STORING', 'COMPLETED', 'FAILED')),
  progress        double precision NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
  attempt         integer NOT NULL DEFAULT 0,
  files           jsonb NOT NULL,
  error_count     bigint,
  warning_count   bigint,
  error_summary   jsonb,
  notices         jsonb NOT NULL DEFAULT '[]',
  stages          jsonb NOT NULL DEFAULT '[]',
  failure         jsonb,
  ruleset_version text NOT NULL,
  queued_at       timestamptz(3) NOT NULL,
  started_at      timestamptz(3),
  completed_at    timestamptz(3),
  CHECK ((status IN ('COMPLETED', 'FAILED')) = (completed_at IS NOT NULL)),
  CHECK ((status = 'FAILED') = (failure IS NOT NULL))
);
CREATE INDEX sync_logs_newest_first ON sync_logs (queued_at DESC, id DESC);
CREATE INDEX sync_logs_of_variant ON sync_logs (variant, queued_at DESC, id DESC);

-- Down Migration
DROP TABLE sync_logs;
DROP TABLE sync_configs;
