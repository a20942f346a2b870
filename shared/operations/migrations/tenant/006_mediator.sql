-- Up Migration
-- Whom payments, transfers and verifications go out to. Credentials stand apart, sealed.
CREATE TABLE providers (
  code                 text PRIMARY KEY CHECK (code ~ '^[A-Z0-9]{3,10}$'),
  name                 text NOT NULL,
  provider_type        text NOT NULL CHECK (provider_type IN ('payment', 'wallet', 'bank', 'kyc')),
  adapter              text NOT NULL CHECK (adapter IN ('sandbox', 'http')),
  -- What the adapter has to know of an HTTP interface that is not the sandbox's.
  description          jsonb,
  supported_currencies text[] NOT NULL,
  supported_countries  text[] NOT NULL,
  is_active            boolean NOT NULL,
  status               text NOT NULL CHECK (status IN ('online', 'offline', 'maintenance', 'deprecated')),
  status_message       text,
  api_base_url         text NOT NULL,
  -- Where calls go that are made with a key of the sandbox.
  sandbox_base_url     text,
  api_version          text NOT NULL,
  signature_scheme     text NOT NULL CHECK (signature_scheme IN ('standard', 'legacy')),
  rate_limit           integer NOT NULL CHECK (rate_limit >= 1),
  concurrent_requests  integer NOT NULL CHECK (concurrent_requests >= 1),
  settings             jsonb NOT NULL,
  last_check_at        timestamptz(3),
  is_healthy           boolean,
  health_detail        text,
  -- When it is asked by the schedule how it is, and how often in a row that came to nothing.
  next_check_at        timestamptz(3) NOT NULL DEFAULT now(),
  failed_checks        integer NOT NULL DEFAULT 0,
  version              integer NOT NULL DEFAULT 1,
  created_at           timestamptz(3) NOT NULL DEFAULT now(),
  updated_at           timestamptz(3) NOT NULL DEFAULT now(),
  CHECK ((adapter = 'http') = (description IS NOT NULL))
);
CREATE INDEX providers_to_check ON providers (next_check_at) WHERE is_active;

-- What all workers together have going on with a provider: apart from its settings, since every call writes here.
CREATE TABLE provider_traffic (
  provider          text NOT NULL REFERENCES providers ON DELETE CASCADE,
  environment       text NOT NULL CHECK (environment IN ('sandbox', 'production')),
  -- Requests of the minute that is under way.
  minute            timestamptz(3) NOT NULL DEFAULT '-infinity',
  requests          integer NOT NULL DEFAULT 0,
  -- The circuit breaker: calls in a row that came to nothing, and until when none is made.
  failures_in_a_row integer NOT NULL DEFAULT 0,
  open_until        timestamptz(3),
  PRIMARY KEY (provider, environment)
);

-- Calls under way. One whose worker died gives its place back by its time.
CREATE TABLE provider_places (
  place_id    uuid PRIMARY KEY,
  provider    text NOT NULL REFERENCES providers ON DELETE CASCADE,
  environment text NOT NULL CHECK (environment IN ('sandbox', 'production')),
  held_until  timestamptz(3) NOT NULL
);
CREATE INDEX provider_places_of_provider ON provider_places (provider, environment, held_until);

-- Those without an end are in force; one with an end is a former one, which holds until then.
CREATE TABLE provider_secrets (
  secret_id  uuid PRIMARY KEY,
  provider   text NOT NULL REFERENCES providers ON DELETE CASCADE,
  kind       text NOT NULL CHECK (kind IN ('credentials', 'webhook')),
  sealed     bytea NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  ends_at    timestamptz(3)
);
CREATE UNIQUE INDEX provider_secrets_in_force ON provider_secrets (provider, kind) WHERE ends_at IS NULL;

CREATE TABLE provider_keys (
  key_id         uuid PRIMARY KEY,
  provider       text NOT NULL REFERENCES providers ON DELETE CASCADE,
  environment    text NOT NULL CHECK (environment IN ('sandbox', 'production')),
  user_id        text NOT NULL,
  daily_limit    integer NOT NULL CHECK (daily_limit >= 1),
  monthly_limit  integer NOT NULL CHECK (monthly_limit >= 28 * daily_limit),
  created_at     timestamptz(3) NOT NULL DEFAULT now(),
  expires_at     timestamptz(3) NOT NULL,
  deactivated_at timestamptz(3),
  last_used_at   timestamptz(3)
);
CREATE UNIQUE INDEX provider_keys_active ON provider_keys (provider, user_id, environment) WHERE deactivated_at IS NULL;

-- Calls by the day (UTC); a month's are the sum of its days'.
CREATE TABLE provider_key_usage (
  key_id uuid NOT NULL REFERENCES provider_keys ON DELETE CASCADE,
  day    date NOT NULL,
  calls  integer NOT NULL,
  PRIMARY KEY (key_id, day)
);

-- Every call that went out, or should have: health and statistics are counted from these, for thirty days.
CREATE TABLE provider_calls (
  call_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  provider    text NOT NULL REFERENCES providers ON DELETE CASCADE,
  key_id      uuid,
  environment text NOT NULL CHECK (environment IN ('sandbox', 'production')),
  operation   text NOT NULL,
  -- The transaction or the request that it was about.
  subject     text,
  attempt     integer NOT NULL,
  started_at  timestamptz(3) NOT NULL,
  duration_ms integer NOT NULL,
  outcome     text NOT NULL CHECK (outcome IN ('answered', 'declined', 'error', 'timeout', 'not-sent')),
  http_status integer,
  -- What went wrong, without anything of what was sent.
  failure     text
);
CREATE INDEX provider_calls_by_time ON provider_calls (provider, started_at);
CREATE INDEX provider_calls_old ON provider_calls (started_at);
CREATE INDEX provider_calls_of_subject ON provider_calls (subject, call_id);

-- `outside` is everybody else, once a currency: what comes in is taken from there, and what goes out goes there. Its balance is
-- the sum of its postings and stands nowhere else, so that nobody waits for its row.
CREATE TABLE accounts (
  account_id     uuid PRIMARY KEY,
  kind           text NOT NULL CHECK (kind IN ('held', 'outside')),
  owner          text NOT NULL,
  currency       text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  allow_negative boolean NOT NULL,
  balance        numeric(26, 6) NOT NULL DEFAULT 0,
  -- Of the balance, what transactions under way will take.
  reserved       numeric(26, 6) NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  created_at     timestamptz(3) NOT NULL DEFAULT now(),
  CHECK (allow_negative OR balance - reserved >= 0)
);
CREATE UNIQUE INDEX accounts_outside ON accounts (currency) WHERE kind = 'outside';
CREATE INDEX accounts_by_time ON accounts (created_at, account_id);

CREATE TABLE transactions (
  transaction_id     text PRIMARY KEY CHECK (length(transaction_id) BETWEEN 1 AND 100),
  transaction_type   text NOT NULL CHECK (transaction_type IN ('deposit', 'withdrawal', 'transfer', 'payment', 'refund')),
  status             text NOT NULL
    CHECK (status IN ('pending', 'processing', 'unknown', 'completed', 'failed', 'refunded')),
  amount             numeric(20, 6) NOT NULL CHECK (amount > 0),
  currency           text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  source_account     uuid REFERENCES accounts,
  target_account     uuid REFERENCES accounts,
  source_system      text,
  target_system      text,
  provider           text,
  provider_reference text,
  provider_key       uuid,
  -- Where no provider is named, whom it may go to: which were tried, and the country.
  routing            jsonb,
  -- The transaction whose money this one gives back.
  refund_of          text REFERENCES transactions,
  user_id            text,
  request_data       jsonb,
  response_data      jsonb,
  error_code         text,
  error_message      text,
  refunded_amount    numeric(20, 6) NOT NULL DEFAULT 0,
  -- Of refunds under way.
  refunding_amount   numeric(20, 6) NOT NULL DEFAULT 0,
  version            integer NOT NULL DEFAULT 1,
  -- A hash of the Idempotency-Key of the request that made it, and of what was asked: kept as long as the transaction itself.
  request_key        text,
  request_hash       text,
  -- When a worker sends it, or asks the provider what became of it.
  due_at             timestamptz(3),
  -- Since when the provider may have it.
  sent_at            timestamptz(3),
  -- How often it could not be sent, or was asked about.
  tries              integer NOT NULL DEFAULT 0,
  created_at         timestamptz(3) NOT NULL DEFAULT now(),
  updated_at         timestamptz(3) NOT NULL DEFAULT now(),
  CHECK (refunded_amount >= 0 AND refunding_amount >= 0 AND refunded_amount + refunding_amount <= amount),
  CHECK ((refunded_amount = amount) = (status = 'refunded')),
  CHECK ((source_account IS DISTINCT FROM target_account) OR source_account IS NULL)
);
CREATE INDEX transactions_by_time ON transactions (created_at DESC, transaction_id DESC);
CREATE INDEX transactions_of_status ON transactions (status, created_at DESC);
CREATE INDEX transactions_of_systems ON transactions (source_system, target_system);
CREATE INDEX transactions_of_user ON transactions (user_id, created_at DESC);
CREATE INDEX transactions_due ON transactions (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX transactions_of_original ON transactions (refund_of) WHERE refund_of IS NOT NULL;
CREATE INDEX transactions_by_reference ON transactions (provider, provider_reference)
  WHERE provider_reference IS NOT NULL;
CREATE UNIQUE INDEX transactions_by_request ON transactions (request_key) WHERE request_key IS NOT NULL;

-- Every state that a transaction was in, who brought it there and why.
CREATE TABLE transaction_history (
  transaction_id text NOT NULL REFERENCES transactions,
  version        integer NOT NULL,
  status         text NOT NULL,
  at             timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  by             text NOT NULL,
  reason         text,
  PRIMARY KEY (transaction_id, version)
);

-- Double entry: the postings of a transaction come to nothing, and none is ever changed.
CREATE TABLE postings (
  posting_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction_id text NOT NULL REFERENCES transactions,
  account_id     uuid NOT NULL REFERENCES accounts,
  amount         numeric(20, 6) NOT NULL CHECK (amount <> 0),
  posted_at      timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (transaction_id, account_id)
);
CREATE INDEX postings_of_account ON postings (account_id, posting_id DESC);

CREATE FUNCTION postings_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(amount) FROM postings WHERE transaction_id = NEW.transaction_id) <> 0 THEN
    RAISE EXCEPTION 'the postings of a transaction do not come to nothing' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER postings_balance AFTER INSERT ON postings
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION postings_balance();

CREATE FUNCTION postings_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'postings are never changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER postings_stay BEFORE UPDATE OR DELETE ON postings FOR EACH ROW EXECUTE FUNCTION postings_stay();

-- Webhooks that came in, as they came: written down before they are answered, applied by a worker.
CREATE TABLE hook_events (
  hook_id       uuid PRIMARY KEY,
  provider      text NOT NULL REFERENCES providers ON DELETE CASCADE,
  -- The provider's own: what comes again with it is a duplicate, for thirty days.
  event_id      text NOT NULL,
  event_type    text NOT NULL,
  -- The body, byte for byte; sealed, because it may speak of persons.
  body          bytea NOT NULL,
  body_bytes    integer NOT NULL,
  address       text,
  status        text NOT NULL DEFAULT 'pending'
    CHECK (status IN ('pending', 'processing', 'completed', 'failed', 'cancelled', 'parked')),
  -- What came of it, or why nothing did.
  outcome       text,
  subject       text,
  attempts      integer NOT NULL DEFAULT 0,
  duplicates    integer NOT NULL DEFAULT 0,
  due_at        timestamptz(3),
  received_at   timestamptz(3) NOT NULL DEFAULT now(),
  completed_at  timestamptz(3),
  UNIQUE (provider, event_id)
);
CREATE INDEX hook_events_due ON hook_events (due_at, received_at) WHERE due_at IS NOT NULL;
-- What somebody has to look at: few, and counted each minute.
CREATE INDEX hook_events_unapplied ON hook_events (status) WHERE status IN ('failed', 'parked');
CREATE INDEX hook_events_by_time ON hook_events (received_at DESC, hook_id DESC);

-- Down Migration
DROP TABLE hook_events;
DROP TABLE postings;
DROP FUNCTION postings_balance;
DROP FUNCTION postings_stay;
DROP TABLE transaction_history;
DROP TABLE transactions;
DROP TABLE accounts;
DROP TABLE provider_calls;
DROP TABLE provider_key_usage;
DROP TABLE provider_keys;
DROP TABLE provider_secrets;
DROP TABLE provider_places;
DROP TABLE provider_traffic;
DROP TABLE providers;
