-- What somebody writes before it is a petition: seen by its writer only, answers as they were typed.
CREATE TABLE petitions.draft (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES people.account,
  answers jsonb NOT NULL,
  -- Two windows may hold one draft: a save says which version it was written over, and by which opened form.
  version integer NOT NULL DEFAULT 1,
  writer text NOT NULL,
  created_at timestamptz NOT NULL,
  saved_at timestamptz NOT NULL,
  -- What became of it; its answers are empty from then on.
  petition_id uuid CONSTRAINT draft_sent_once UNIQUE REFERENCES petitions.petition,
  CONSTRAINT draft_sent_is_empty CHECK (petition_id IS NULL OR answers = '{}')
);
CREATE INDEX draft_of_account ON petitions.draft (account_id, saved_at DESC);
CREATE INDEX draft_age ON petitions.draft (saved_at);

CREATE TABLE petitions.draft_document (
  draft_id uuid NOT NULL REFERENCES petitions.draft ON DELETE CASCADE,
  id uuid NOT NULL,
  sha256 text NOT NULL CONSTRAINT draft_document_sha256_is_hex CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  name text NOT NULL,
  type text NOT NULL,
  size integer NOT NULL,
  width integer,
  height integer,
  description text NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (draft_id, id),
  CONSTRAINT draft_document_once UNIQUE (draft_id, sha256)
);

ALTER TABLE petitions.petition
  -- The number of its newest text.
  ADD COLUMN text_version integer NOT NULL DEFAULT 1,
  -- Shown apart from persons: an organisation is never added to them.
  ADD COLUMN organisation_name text,
  ADD COLUMN organisation_idno text CONSTRAINT petition_idno_has_13_digits CHECK (organisation_idno ~ '^[0-9]{13}$'),
  ADD COLUMN organisation_mandate text,
  ADD COLUMN supporters_needed integer NOT NULL DEFAULT 5 CONSTRAINT petition_supporters_needed_positive CHECK (supporters_needed > 0),
  -- Hash of the private link's token; the token itself is made anew from the installation's key for the starter.
  ADD COLUMN support_hash bytea CONSTRAINT petition_support_hash_unique UNIQUE,
  -- Folded by the application (every spelling of î and â), so that all three languages are found alike.
  ADD COLUMN search_title text NOT NULL DEFAULT '',
  ADD COLUMN search_text text NOT NULL DEFAULT '',
  ADD CONSTRAINT petition_organisation_is_whole CHECK (
    num_nonnulls(organisation_name, organisation_idno, organisation_mandate) IN (0, 3));
CREATE INDEX petition_search_title ON petitions.petition USING gin (search_title gin_trgm_ops);
CREATE INDEX petition_search_text ON petitions.petition USING gin (search_text gin_trgm_ops);
CREATE INDEX petition_search_words ON petitions.petition USING gin (to_tsvector('simple', search_text));
CREATE INDEX petition_of_starter ON petitions.petition (starter_mailbox_id, created_at DESC);
CREATE INDEX petition_unsupported ON petitions.petition (created_at) WHERE state = 'supporting';

-- Every text a petition has had. Public records keep only HMAC(salt, text).
CREATE TABLE petitions.text_version (
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  version integer NOT NULL CONSTRAINT text_version_positive CHECK (version > 0),
  title text NOT NULL,
  why_markdown text NOT NULL,
  salt bytea NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (petition_id, version)
);

CREATE TABLE petitions.document (
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  id uuid NOT NULL,
  sha256 text NOT NULL CONSTRAINT document_sha256_is_hex CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  name text NOT NULL,
  type text NOT NULL,
  size integer NOT NULL,
  width integer,
  height integer,
  description text NOT NULL,
  position integer NOT NULL,
  -- Masked: the page says so in its place.
  hidden boolean NOT NULL DEFAULT false,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (petition_id, id)
);

-- What the starter added to a text that is frozen.
CREATE TABLE petitions.clarification (
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  id uuid NOT NULL,
  position integer NOT NULL,
  markdown text NOT NULL,
  html text NOT NULL,
  salt bytea NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (petition_id, id),
  CONSTRAINT clarification_in_order UNIQUE (petition_id, position)
);

-- Asked for, not yet confirmed from the mailbox.
CREATE TABLE petitions.support_request (
  token_hash bytea PRIMARY KEY,
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  version integer NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  place_key text NOT NULL REFERENCES places.place,
  show_name boolean NOT NULL,
  wants_news boolean NOT NULL,
  lang text NOT NULL,
  requested_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX support_request_age ON petitions.support_request (expires_at);

-- Who stands behind a text before it is public. Becomes a signature, under the same keys, when that very text is published.
CREATE TABLE petitions.supporter (
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  id uuid NOT NULL,
  version integer NOT NULL,
  mailbox_id uuid REFERENCES people.mailbox,
  signer_key bytea NOT NULL,
  mailbox_key bytea NOT NULL,
  slot smallint NOT NULL CONSTRAINT supporter_slot_known CHECK (slot IN (1, 2)),
  name text NOT NULL,
  show_name boolean NOT NULL,
  wants_news boolean NOT NULL,
  place_key text NOT NULL REFERENCES places.place,
  lang text NOT NULL,
  -- Given by the account of the mailbox, of which there is one.
  signed_in boolean NOT NULL,
  supported_at timestamptz NOT NULL,
  PRIMARY KEY (petition_id, id),
  FOREIGN KEY (petition_id, version) REFERENCES petitions.text_version (petition_id, version),
  CONSTRAINT supporter_one_per_person UNIQUE (petition_id, version, signer_key),
  CONSTRAINT supporter_two_per_mailbox UNIQUE (petition_id, version, mailbox_key, slot)
);
CREATE UNIQUE INDEX supporter_one_per_account ON petitions.supporter (petition_id, version, mailbox_id) WHERE signed_in;
CREATE INDEX supporter_of_mailbox ON petitions.supporter (mailbox_id);

-- Links that show what became of a support; later they show the signature.
CREATE TABLE petitions.support_link (
  token_hash bytea PRIMARY KEY,
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  -- Null: nothing was added, this mailbox already gave two names; or it was taken back.
  supporter_id uuid,
  outcome text NOT NULL CONSTRAINT support_link_outcome_known CHECK (outcome IN ('counted', 'mailbox-full', 'withdrawn')),
  created_at timestamptz NOT NULL,
  FOREIGN KEY (petition_id, supporter_id) REFERENCES petitions.supporter (petition_id, id) ON DELETE SET NULL (supporter_id)
);
CREATE INDEX support_link_of_supporter ON petitions.support_link (petition_id, supporter_id);

-- Asked signatures by day, for the starter's statistics: requests themselves are deleted when confirmed or too old.
-- Appended when somebody asks and moved into the totals by a timer, as signatures are.
CREATE TABLE petitions.request_delta (
  petition_id uuid NOT NULL,
  day date NOT NULL
);
CREATE TABLE petitions.request_total (
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  day date NOT NULL,
  requests integer NOT NULL,
  PRIMARY KEY (petition_id, day)
);
