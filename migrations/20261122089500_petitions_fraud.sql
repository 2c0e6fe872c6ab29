-- Signatures that came too many at once from one source or one mail domain. They wait for a person; the whole hold is decided together.
CREATE TABLE petitions.hold (
  id uuid PRIMARY KEY,
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  kind text NOT NULL CONSTRAINT hold_kind_known CHECK (kind IN ('source', 'domain')),
  -- Keyed hash of the source and the day, or of the domain; gone with those of the signatures.
  hash bytea NOT NULL,
  -- Readable only while somebody has to judge it.
  domain text,
  opened_at timestamptz NOT NULL,
  due_on date NOT NULL,
  closed_at timestamptz,
  closed_by text CONSTRAINT hold_closed_by_known CHECK (closed_by IN ('released', 'lapsed', 'set-aside')),
  CONSTRAINT hold_closed_says_how CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
  CONSTRAINT hold_forgets_domain CHECK (closed_at IS NULL OR domain IS NULL)
);
CREATE UNIQUE INDEX hold_open_once ON petitions.hold (petition_id, kind, hash) WHERE closed_at IS NULL;
CREATE INDEX hold_due ON petitions.hold (due_on) WHERE closed_at IS NULL;

-- A batch of signatures set aside by what they have in common. Counted first, then run; what it did can be undone.
CREATE TABLE petitions.invalidation (
  id uuid PRIMARY KEY,
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  condition jsonb NOT NULL CONSTRAINT invalidation_has_condition CHECK (condition <> '{}'),
  reason text NOT NULL CONSTRAINT invalidation_reason_known CHECK (reason IN ('automated', 'impersonation', 'bought', 'court')),
  state text NOT NULL CONSTRAINT invalidation_state_known CHECK (state IN ('counted', 'running', 'cancelled', 'done', 'restoring', 'restored')),
  -- What the count found, before anything was done.
  signatures_found integer NOT NULL,
  requests_found integer NOT NULL,
  signatures_done integer NOT NULL DEFAULT 0,
  requests_done integer NOT NULL DEFAULT 0,
  signatures_restored integer NOT NULL DEFAULT 0,
  account_id uuid NOT NULL REFERENCES people.account,
  created_at timestamptz NOT NULL,
  finished_at timestamptz
);
CREATE INDEX invalidation_newest ON petitions.invalidation (created_at DESC);

ALTER TABLE petitions.signature_request
  ADD COLUMN source_hash bytea,
  ADD COLUMN domain_hash bytea;

ALTER TABLE petitions.signature
  -- Keyed hashes of where the signing was asked from on that day, and of the mail domain where it is not a large provider's.
  -- Deleted after 30 days.
  ADD COLUMN source_hash bytea,
  ADD COLUMN domain_hash bytea,
  -- While it is held the signature is in no count and in no public record.
  ADD COLUMN hold_id uuid REFERENCES petitions.hold,
  ADD COLUMN invalidation_id uuid REFERENCES petitions.invalidation;
CREATE INDEX signature_held ON petitions.signature (hold_id) WHERE hold_id IS NOT NULL;
CREATE INDEX signature_invalidated ON petitions.signature (invalidation_id) WHERE invalidation_id IS NOT NULL;
-- What the hourly watch and the daily forgetting look for.
CREATE INDEX signature_with_source ON petitions.signature (confirmed_at) WHERE source_hash IS NOT NULL OR domain_hash IS NOT NULL;

-- What the hourly watch saw. No address: a keyed hash, forgotten after 30 days.
CREATE TABLE petitions.trend (
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  kind text NOT NULL CONSTRAINT trend_kind_known CHECK (kind IN ('source', 'domain')),
  hash bytea NOT NULL,
  hour timestamptz NOT NULL,
  signatures integer NOT NULL,
  PRIMARY KEY (petition_id, kind, hash, hour)
);
