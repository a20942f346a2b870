-- Up Migration
-- When the tenant was disabled last. What was announced before that is over, also once the tenant is enabled again.
ALTER TABLE tenants ADD COLUMN disabled_at timestamptz(3);
UPDATE tenants SET disabled_at = updated_at WHERE NOT is_active;

-- Down Migration
ALTER TABLE tenants DROP COLUMN disabled_at;
