-- Up Migration
-- Workers that wait for a tenant's providers take a seat, so that slow providers of one tenant do not take all workers.
CREATE TABLE mediation_seats (
  kind       text NOT NULL CHECK (kind IN ('transactions', 'verifications')),
  seat       smallint NOT NULL,
  holder     uuid,
  held_until timestamptz(3) NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (kind, seat)
);
INSERT INTO mediation_seats (kind, seat)
VALUES ('transactions', 1), ('transactions', 2), ('verifications', 1), ('verifications', 2);

-- Down Migration
DROP TABLE mediation_seats;
