-- Up Migration
-- Whose identity is verified: ids and states. All that is known of the person besides is sealed.
CREATE TABLE kyc_profiles (
  profile_id  uuid PRIMARY KEY,
  user_id     text NOT NULL UNIQUE CHECK (length(user_id) BETWEEN 1 AND 100),
  sealed      bytea NOT NULL,
  -- Under a key: it tells whether two numbers are the same, and nothing else.
  mobile_hash bytea NOT NULL UNIQUE CHECK (length(mobile_hash) = 32),
  status      text NOT NULL CHECK (status IN ('PENDING', 'VERIFIED', 'REJECTED', 'EXPIRED', 'REVOKED')),
  verified_at timestamptz(3),
  -- From then on a VERIFIED one reads as EXPIRED; a worker writes it down, and tells of it.
  expires_at  timestamptz(3),
  -- When it was rejected or revoked last: what was asked for before that does not lift it.
  refused_at  timestamptz(3),
  version     integer NOT NULL DEFAULT 1,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  updated_at  timestamptz(3) NOT NULL DEFAULT now(),
  CHECK ((status IN ('VERIFIED', 'EXPIRED')) = (verified_at IS NOT NULL)),
  CHECK ((verified_at IS NULL) = (expires_at IS NULL)),
  CHECK (status NOT IN ('REJECTED', 'REVOKED') OR refused_at IS NOT NULL)
);
CREATE INDEX kyc_profiles_by_time ON kyc_profiles (created_at DESC, profile_id DESC);
CREATE INDEX kyc_profiles_expiring ON kyc_profiles (expires_at) WHERE status = 'VERIFIED';

CREATE TABLE kyc_requests (
  request_id         uuid PRIMARY KEY,
  request_type       text NOT NULL CHECK (request_type IN ('institution', 'provider')),
  entity_id          text NOT NULL,
  verification_type  text NOT NULL CHECK (verification_type IN ('document', 'face', 'address', 'background')),
  subject_type       text NOT NULL CHECK (subject_type IN ('individual', 'business')),
  subject_id         text NOT NULL CHECK (length(subject_id) BETWEEN 1 AND 100),
  profile_id         uuid REFERENCES kyc_profiles ON DELETE SET NULL,
  provider           text,
  provider_key       uuid,
  provider_reference text,
  status             text NOT NULL
    CHECK (status IN ('pending', 'processing', 'completed', 'failed', 'rejected', 'cancelled')),
  status_details     text,
  validity_days      integer NOT NULL CHECK (validity_days BETWEEN 1 AND 3650),
  -- What was sent along; null once the person was removed.
  sealed_data        bytea,
  is_verified             boolean,
  verification_score      numeric(5, 2) CHECK (verification_score BETWEEN 0 AND 100),
  face_match_score        numeric(5, 2) CHECK (face_match_score BETWEEN 0 AND 100),
  address_verified        boolean,
  background_check_passed boolean,
  -- Of the result, what is personal.
  sealed_result      bytea,
  -- Who asked, by what does not change: whoever decides is somebody else.
  requested_by       text NOT NULL,
  requested_key      uuid,
  requested_user     uuid,
  requested_username text,
  version            integer NOT NULL DEFAULT 1,
  -- When a worker asks the provider.
  due_at             timestamptz(3),
  -- Since when the provider may know of it.
  sent_at            timestamptz(3),
  asked              integer NOT NULL DEFAULT 0,
  created_at         timestamptz(3) NOT NULL DEFAULT now(),
  updated_at         timestamptz(3) NOT NULL DEFAULT now(),
  completed_at       timestamptz(3),
  CHECK ((request_type = 'provider') = (provider IS NOT NULL)),
  CHECK ((status IN ('pending', 'processing')) = (completed_at IS NULL)),
  CHECK (completed_at IS NULL OR due_at IS NULL),
  CHECK ((status IN ('completed', 'rejected')) = (is_verified IS NOT NULL)),
  CHECK (is_verified IS NULL OR is_verified = (status = 'completed'))
);
CREATE INDEX kyc_requests_by_time ON kyc_requests (created_at DESC, request_id DESC);
CREATE INDEX kyc_requests_of_status ON kyc_requests (status, created_at DESC, request_id DESC);
CREATE INDEX kyc_requests_of_subject ON kyc_requests (subject_id, created_at DESC, request_id DESC);
CREATE INDEX kyc_requests_of_profile ON kyc_requests (profile_id) WHERE profile_id IS NOT NULL;
CREATE INDEX kyc_requests_due ON kyc_requests (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX kyc_requests_by_reference ON kyc_requests (provider, provider_reference)
  WHERE provider_reference IS NOT NULL;

-- Every state that a request or a profile was in, who brought it there and why.
CREATE TABLE kyc_request_history (
  request_id uuid NOT NULL REFERENCES kyc_requests,
  version    integer NOT NULL,
  status     text NOT NULL,
  at         timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  by         text NOT NULL,
  reason     text,
  PRIMARY KEY (request_id, version)
);

CREATE TABLE kyc_profile_history (
  profile_id uuid NOT NULL REFERENCES kyc_profiles ON DELETE CASCADE,
  version    integer NOT NULL,
  status     text NOT NULL,
  at         timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  by         text NOT NULL,
  reason     text,
  PRIMARY KEY (profile_id, version)
);

CREATE TABLE kyc_documents (
  document_id  uuid PRIMARY KEY,
  request_id   uuid NOT NULL REFERENCES kyc_requests,
  kind         text NOT NULL,
  -- Its name, sealed: people put theirs into it.
  sealed_name  bytea,
  size_bytes   bigint NOT NULL CHECK (size_bytes > 0),
  content_type text NOT NULL,
  sha256       text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  sent_by      text NOT NULL,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  arrived_at   timestamptz(3),
  -- Known from the decision on.
  delete_at    timestamptz(3),
  deleted_at   timestamptz(3)
);
CREATE INDEX kyc_documents_of_request ON kyc_documents (request_id, created_at, document_id);
CREATE INDEX kyc_documents_to_delete ON kyc_documents (delete_at) WHERE deleted_at IS NULL AND delete_at IS NOT NULL;

-- Down Migration
DROP TABLE kyc_documents;
DROP TABLE kyc_profile_history;
DROP TABLE kyc_request_history;
DROP TABLE kyc_requests;
DROP TABLE kyc_profiles;
