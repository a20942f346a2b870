-- Up Migration
-- Who changed what. In a schema of its own, because tenants' roles write and read their entries here; no tenant's schema
-- begins with an underscore.
CREATE SCHEMA _audit;

CREATE TABLE _audit.entries (
  id         uuid PRIMARY KEY,
  at         timestamptz(3) NOT NULL,
  tenant_id  text NOT NULL,
  action     text NOT NULL,
  -- What kind of actor, and the credential that it had; `unknown` showed one that was refused.
  actor      text NOT NULL CHECK (actor IN ('key', 'session', 'operator', 'service', 'unknown')),
  role       text CHECK (role IN ('admin', 'operator', 'viewer')),
  key_id     uuid,
  key_prefix text,
  session_id uuid,
  target     text NOT NULL,
  before     jsonb,
  after      jsonb,
  address    text,
  request_id text
);
CREATE INDEX entries_newest_first ON _audit.entries (tenant_id, at DESC, id DESC);
CREATE INDEX entries_by_age ON _audit.entries (at);

-- Nobody says when an entry was made but the database, and nobody changes or removes one within seven years. A longer
-- retention is a setting; a shorter one takes a migration.
CREATE FUNCTION _audit.keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.at := clock_timestamp();
    RETURN NEW;
  ELSIF TG_OP = 'DELETE' AND OLD.at < now() - interval '7 years' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'audit entries are neither changed nor removed within seven years'
    USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER kept BEFORE INSERT OR UPDATE OR DELETE ON _audit.entries FOR EACH ROW EXECUTE FUNCTION _audit.keep();
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON _audit.entries FOR EACH STATEMENT EXECUTE FUNCTION _audit.keep();

-- A tenant's role (tenant_bank001) has its own tenant's entries (BANK001), whatever it asks for.
ALTER TABLE _audit.entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_entries ON _audit.entries
  USING (tenant_id = upper(substr(current_user, 8))) WITH CHECK (tenant_id = upper(substr(current_user, 8)));

-- Down Migration
DROP SCHEMA _audit CASCADE;
