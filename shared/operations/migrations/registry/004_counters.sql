-- Up Migration
-- What functions and the gateway report as they go: requests, uploads, cold starts. A counter only ever grows.
CREATE TABLE counters (
  name      text NOT NULL,
  -- '' where it is nobody's in particular.
  tenant_id text NOT NULL,
  labels    jsonb NOT NULL,
  value     double precision NOT NULL CHECK (value >= 0),
  PRIMARY KEY (name, tenant_id, labels)
);

-- Reports may be delivered twice; each is counted once.
CREATE TABLE counted_reports (
  report_id  text PRIMARY KEY,
  counted_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX counted_reports_by_age ON counted_reports (counted_at);

-- Down Migration
DROP TABLE counted_reports;
DROP TABLE counters;
