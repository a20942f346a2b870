-- Up Migration
-- When an event was made into deliveries; those of before there were webhooks never are.
ALTER TABLE outbox ADD COLUMN spread_at timestamptz(3);
UPDATE outbox SET spread_at = now();
CREATE INDEX outbox_waiting ON outbox (occurred_at, event_id) WHERE spread_at IS NULL;

CREATE TABLE webhooks (
  webhook_id    uuid PRIMARY KEY,
  url           text NOT NULL,
  description   text,
  events        text[] NOT NULL,
  is_enabled    boolean NOT NULL DEFAULT true,
  secret        bytea NOT NULL,
  -- Signs along until then, so that receivers can change theirs in peace.
  former_secret bytea,
  former_until  timestamptz(3),
  -- Since when every attempt has failed; of none, or where the last one did not.
  failing_since timestamptz(3),
  -- Why it was switched off, where nobody did it: it failed for days, or said that it is gone (410).
  disabled_because text CHECK (disabled_because IN ('failing', 'gone')),
  created_at    timestamptz(3) NOT NULL DEFAULT now(),
  updated_at    timestamptz(3) NOT NULL DEFAULT now(),
  CHECK ((former_secret IS NULL) = (former_until IS NULL))
);

CREATE TABLE webhook_deliveries (
  delivery_id  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  webhook_id   uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE,
  event_id     uuid NOT NULL,
  type         text NOT NULL,
  occurred_at  timestamptz(3) NOT NULL,
  -- What is sent, byte for byte the same with every attempt.
  payload      text NOT NULL,
  status       text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'failed', 'cancelled')),
  -- Since it was made or replayed: the schedule goes by these.
  attempts     integer NOT NULL DEFAULT 0,
  -- Finer than a millisecond: what is due now is due in the next transaction too.
  due_at       timestamptz,
  -- Who sends it holds it until then; killed meanwhile, another one sends it again.
  claimed_until timestamptz,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  ended_at     timestamptz(3),
  UNIQUE (webhook_id, event_id),
  CHECK ((status = 'pending') = (due_at IS NOT NULL)),
  CHECK ((status = 'pending') = (ended_at IS NULL)),
  CHECK (status = 'pending' OR claimed_until IS NULL)
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, due_at, delivery_id) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_deliveries_claimed ON webhook_deliveries (webhook_id, claimed_until) WHERE claimed_until IS NOT NULL;
CREATE INDEX webhook_deliveries_ended ON webhook_deliveries (ended_at, delivery_id) WHERE ended_at IS NOT NULL;
CREATE INDEX webhook_deliveries_of_webhook ON webhook_deliveries (webhook_id, created_at DESC, delivery_id DESC);

-- What was asked and what was answered.
CREATE TABLE webhook_attempts (
  attempt_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  delivery_id uuid NOT NULL REFERENCES webhook_deliveries ON DELETE CASCADE,
  at          timestamptz(3) NOT NULL,
  duration_ms integer NOT NULL,
  http_status integer,
  -- The beginning of the answer.
  answer      text,
  failure     text
);
CREATE INDEX webhook_attempts_of_delivery ON webhook_attempts (delivery_id, attempt_id);

-- Down Migration
DROP TABLE webhook_attempts;
DROP TABLE webhook_deliveries;
DROP TABLE webhooks;
DROP INDEX outbox_waiting;
ALTER TABLE outbox DROP COLUMN spread_at;
