-- Up Migration
-- One row a stream. Whoever gives out numbers holds its lock until he commits: so the order of numbers is that of commits.
CREATE TABLE stream_counters (
  stream          text PRIMARY KEY,
  -- The last number given, to an event or to the change of an alert.
  last_sequence   bigint NOT NULL DEFAULT 0,
  transactions    bigint NOT NULL DEFAULT 0,
  total_value     numeric NOT NULL DEFAULT 0,
  alerts          bigint NOT NULL DEFAULT 0,
  -- From the request to the number, of all events together.
  lag_seconds     double precision NOT NULL DEFAULT 0,
  -- All events up to this number are in the history.
  stored_sequence bigint NOT NULL DEFAULT 0,
  stored_at       timestamptz(3) NOT NULL DEFAULT '-infinity'
);

CREATE TABLE stream_categories (
  stream       text NOT NULL,
  category     text NOT NULL,
  transactions bigint NOT NULL,
  total_value  numeric NOT NULL,
  PRIMARY KEY (stream, category)
);

-- A histogram: how many events had their number within so many seconds.
CREATE TABLE stream_lags (
  stream text NOT NULL,
  bound  double precision NOT NULL,
  events bigint NOT NULL,
  PRIMARY KEY (stream, bound)
);

-- What was accepted: waiting until it has a number, then kept for thirty days. Its id makes it a duplicate when it comes again.
CREATE TABLE stream_events (
  stream      text NOT NULL,
  event_id    text NOT NULL,
  -- Of the request, and the place in it: the order of arrival.
  received_at timestamptz(6) NOT NULL,
  position    integer NOT NULL,
  amount      numeric NOT NULL,
  looked_up   text NOT NULL,
  -- All members, as they are served.
  data        jsonb NOT NULL,
  sequence    bigint,
  category    text,
  is_alert    boolean,
  recorded_at timestamptz(3),
  PRIMARY KEY (stream, event_id),
  CHECK ((sequence IS NULL) = (category IS NULL)),
  CHECK ((sequence IS NULL) = (is_alert IS NULL)),
  CHECK ((sequence IS NULL) = (recorded_at IS NULL))
);
CREATE INDEX stream_events_waiting ON stream_events (stream, received_at, position, event_id) WHERE sequence IS NULL;
CREATE UNIQUE INDEX stream_events_recorded ON stream_events (stream, sequence) WHERE sequence IS NOT NULL;

CREATE TABLE stream_alerts (
  alert_id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  stream           text NOT NULL,
  -- The event, which leaves before the alert does.
  sequence         bigint NOT NULL,
  data             jsonb NOT NULL,
  category         text NOT NULL,
  received_at      timestamptz(6) NOT NULL,
  recorded_at      timestamptz(3) NOT NULL,
  threshold        numeric NOT NULL,
  settings_version integer NOT NULL,
  status           text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
  note             text,
  closed_at        timestamptz(3),
  closed_by        text,
  -- When it last came to be different: the event's number, then that of its closing.
  changed_sequence bigint NOT NULL,
  UNIQUE (stream, sequence),
  UNIQUE (stream, changed_sequence),
  CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((status = 'closed') = (closed_by IS NOT NULL)),
  CHECK ((status = 'closed') = (note IS NOT NULL))
);
CREATE INDEX stream_alerts_of_status ON stream_alerts (stream, status, sequence DESC);

-- What a tenant has chosen for a stream, each choice by its version; before the first, the stream's defaults hold.
CREATE TABLE stream_settings (
  stream     text NOT NULL,
  version    integer NOT NULL CHECK (version > 0),
  threshold  numeric NOT NULL CHECK (threshold > 0),
  changed_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (stream, version)
);

-- What others are to be told, written with what it tells of.
CREATE TABLE outbox (
  event_id    uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  type        text NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  data        jsonb NOT NULL
);
CREATE INDEX outbox_by_time ON outbox (occurred_at, event_id);

-- Down Migration
DROP TABLE outbox;
DROP TABLE stream_settings;
DROP TABLE stream_alerts;
DROP TABLE stream_events;
DROP TABLE stream_lags;
DROP TABLE stream_categories;
DROP TABLE stream_counters;
