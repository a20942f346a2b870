-- Up Migration
-- What a tenant has chosen for a dataset, each choice by its version; before the first, the dataset's defaults hold.
CREATE TABLE dataset_settings (
  dataset    text NOT NULL,
  version    integer NOT NULL CHECK (version > 0),
  settings   jsonb NOT NULL,
  changed_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (dataset, version)
);

ALTER TABLE sync_logs
  ADD COLUMN rebuild          boolean NOT NULL DEFAULT false,
  -- By derived table.
  ADD COLUMN derived          jsonb NOT NULL DEFAULT '{}',
  -- Of the dataset's settings; null where it has none.
  ADD COLUMN settings_version integer;
CREATE INDEX sync_logs_of_dataset ON sync_logs (dataset, queued_at DESC, id DESC);

-- Down Migration
DROP INDEX sync_logs_of_dataset;
ALTER TABLE sync_logs DROP COLUMN rebuild, DROP COLUMN derived, DROP COLUMN settings_version;
DROP TABLE dataset_settings;
