-- Up Migration
ALTER TABLE sync_configs
  ADD COLUMN max_removed_rate double precision NOT NULL DEFAULT 0.8 CHECK (max_removed_rate BETWEEN 0 AND 1),
  ADD COLUMN requires         text[] NOT NULL DEFAULT '{}',
  ADD COLUMN publish          text NOT NULL DEFAULT 'automatic' CHECK (publish IN ('automatic', 'manual'));

ALTER TABLE sync_logs
  ADD COLUMN corrects     uuid,
  ADD COLUMN removed_rows bigint,
  -- The number of the publication that was live when the batch was loaded; null where there was none.
  ADD COLUMN based_on     bigint,
  ADD COLUMN publication  text CHECK (publication IN ('pending', 'published', 'discarded')),
  ADD COLUMN published_at timestamptz(3),
  ADD CHECK (publication IS NULL OR (status = 'COMPLETED' AND NOT validate_only)),
  ADD CHECK ((publication IS NOT DISTINCT FROM 'published') = (published_at IS NOT NULL));
-- Until now, what was completed was published.
UPDATE sync_logs SET publication = 'published', published_at = completed_at WHERE status = 'COMPLETED' AND NOT validate_only;
CREATE INDEX sync_logs_pending ON sync_logs (dataset, variant) WHERE publication = 'pending';

-- Down Migration
DROP INDEX sync_logs_pending;
ALTER TABLE sync_logs
  DROP COLUMN corrects, DROP COLUMN removed_rows, DROP COLUMN based_on, DROP COLUMN publication, DROP COLUMN published_at;
ALTER TABLE sync_configs DROP COLUMN max_removed_rate, DROP COLUMN requires, DROP COLUMN publish;
