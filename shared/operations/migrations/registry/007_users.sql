-- Up Migration
-- People of a tenant, who sign in with a password.
CREATE TABLE users (
  user_id       uuid PRIMARY KEY,
  tenant_id     text NOT NULL REFERENCES tenants,
  -- In small letters.
  username      text NOT NULL CHECK (username ~ '^[a-z0-9][a-z0-9._@+-]{0,62}[a-z0-9]$'),
  role          text NOT NULL CHECK (role IN ('admin', 'operator', 'viewer')),
  -- With its parameters and its salt: the PHC string format.
  password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
  is_active     boolean NOT NULL DEFAULT true,
  created_at    timestamptz(3) NOT NULL DEFAULT now(),
  last_login_at timestamptz(3),
  -- When the password was changed or the user deactivated last. What was announced before that is over.
  revoked_at    timestamptz(3),
  UNIQUE (tenant_id, username)
);

-- Addresses that users have signed in from: strangers elsewhere do not close an account to them.
CREATE TABLE user_addresses (
  user_id       uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  address       text NOT NULL,
  last_login_at timestamptz(3) NOT NULL,
  PRIMARY KEY (user_id, address)
);

-- Wrong passwords of the last minutes, also of names that nobody has. A name is kept as a keyed hash: people type
-- passwords into the wrong field.
CREATE TABLE sign_in_failures (
  name_hash    bytea NOT NULL CHECK (length(name_hash) = 32),
  -- An address that the user has signed in from; '' for all others together.
  place        text NOT NULL,
  failed_at    timestamptz(3)[] NOT NULL DEFAULT '{}',
  closed_until timestamptz(3),
  changed_at   timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (name_hash, place)
);
CREATE INDEX sign_in_failures_by_age ON sign_in_failures (changed_at);

-- A session is a key's or a user's.
ALTER TABLE sessions
  ALTER COLUMN key_id DROP NOT NULL,
  ADD COLUMN user_id uuid REFERENCES users ON DELETE CASCADE,
  ADD CONSTRAINT sessions_of_one CHECK (num_nonnulls(key_id, user_id) = 1),
  DROP CONSTRAINT sessions_end_reason_check,
  ADD CONSTRAINT sessions_end_reason_check CHECK (end_reason IN ('logout', 'reuse', 'revoked'));
CREATE INDEX sessions_of_user ON sessions (user_id) WHERE user_id IS NOT NULL;

ALTER TABLE _audit.entries
  ADD COLUMN user_id uuid,
  -- As it was then: the user may be gone.
  ADD COLUMN username text,
  DROP CONSTRAINT entries_actor_check,
  ADD CONSTRAINT entries_actor_check
    CHECK (actor IN ('key', 'session', 'user', 'operator', 'service', 'unknown')) NOT VALID;

-- Down Migration
ALTER TABLE _audit.entries
  DROP CONSTRAINT entries_actor_check,
  ADD CONSTRAINT entries_actor_check CHECK (actor IN ('key', 'session', 'operator', 'service', 'unknown')) NOT VALID,
  DROP COLUMN username,
  DROP COLUMN user_id;
DELETE FROM sessions WHERE user_id IS NOT NULL;
ALTER TABLE sessions
  DROP CONSTRAINT sessions_end_reason_check,
  ADD CONSTRAINT sessions_end_reason_check CHECK (end_reason IN ('logout', 'reuse')),
  DROP CONSTRAINT sessions_of_one,
  DROP COLUMN user_id,
  ALTER COLUMN key_id SET NOT NULL;
DROP TABLE sign_in_failures;
DROP TABLE user_addresses;
DROP TABLE users;
