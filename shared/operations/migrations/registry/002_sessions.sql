-- Up Migration
-- What an API key was exchanged for. A session is in force as long as its key and its tenant are.
CREATE TABLE sessions (
  session_id   uuid PRIMARY KEY,
  key_id       uuid NOT NULL REFERENCES api_keys,
  signed_in_at timestamptz(3) NOT NULL DEFAULT now(),
  -- However often it is refreshed.
  expires_at   timestamptz(3) NOT NULL,
  ended_at     timestamptz(3),
  end_reason   text CHECK (end_reason IN ('logout', 'reuse')),
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX sessions_of_key ON sessions (key_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Used ones are kept as long as their session, so that a second use is noticed.
CREATE TABLE refresh_tokens (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
  expires_at timestamptz(3) NOT NULL,
  used_at    timestamptz(3)
);
CREATE INDEX refresh_tokens_of_session ON refresh_tokens (session_id);

-- Down Migration
DROP TABLE refresh_tokens;
DROP TABLE sessions;
