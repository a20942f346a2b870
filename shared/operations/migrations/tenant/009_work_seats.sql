-- Up Migration
-- Workers that wait for others take a seat of the tenant they work for, so that slow providers and receivers of one tenant do not
-- take all workers. A holder who says nothing until `held_until` is dead.
CREATE TABLE work_seats (
  kind       text NOT NULL CHECK (kind IN ('transactions', 'verifications', 'webhooks')),
  seat       smallint NOT NULL CHECK (seat IN (1, 2)),
  holder     uuid,
  held_until timestamptz(3) NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (kind, seat)
);
INSERT INTO work_seats (kind, seat)
SELECT kind, seat FROM unnest(ARRAY['transactions', 'verifications', 'webhooks']) AS kind, unnest(ARRAY[1, 2]) AS seat;

-- Down Migration
DROP TABLE work_seats;
