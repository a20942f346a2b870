-- Up Migration
CREATE TABLE tenants (
  tenant_id   text PRIMARY KEY CHECK (tenant_id ~ '^[A-Z][A-Z0-9_]{1,19}$'),
  name        varchar(100) NOT NULL CHECK (name <> ''),
  pg_schema   varchar(50) NOT NULL UNIQUE,
  ch_database varchar(50) NOT NULL UNIQUE,
  is_active   boolean NOT NULL DEFAULT true,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  updated_at  timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE api_keys (
  key_id     uuid PRIMARY KEY,
  tenant_id  text NOT NULL REFERENCES tenants,
  -- The first 16 characters, to find and to tell apart; two keys may share them.
  prefix     char(16) NOT NULL,
  key_hash   bytea NOT NULL UNIQUE CHECK (length(key_hash) = 32),
  role       text NOT NULL CHECK (role IN ('admin', 'operator', 'viewer')),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  revoked_at timestamptz(3)
);
CREATE INDEX api_keys_in_force ON api_keys (prefix) WHERE revoked_at IS NULL;
CREATE INDEX api_keys_of_tenant ON api_keys (tenant_id);

-- The registry is for the service alone: tenant roles have no business here.
REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- Down Migration
DROP TABLE api_keys;
DROP TABLE tenants;
