-- Up Migration
-- How much of what was derived could be told whose it is; null where the dataset does not measure it.
ALTER TABLE sync_logs ADD COLUMN coverage jsonb;

-- Down Migration
ALTER TABLE sync_logs DROP COLUMN coverage;
