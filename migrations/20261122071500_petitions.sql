CREATE SCHEMA petitions;

CREATE TABLE petitions.petition (
  id uuid PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT petition_number_unique UNIQUE,
  state text NOT NULL,
  lang text NOT NULL CONSTRAINT petition_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  title text NOT NULL,
  slug text NOT NULL,
  why_markdown text NOT NULL,
  -- Rendered and cleaned when written, never when read.
  why_html text NOT NULL,
  -- Public records keep only HMAC(text_salt, text): masking the text later leaves them valid.
  text_salt bytea NOT NULL,
  place_key text NOT NULL REFERENCES places.place,
  topic text NOT NULL,
  starter_mailbox_id uuid REFERENCES people.mailbox,
  -- Shown only when the starter chose so; else "a resident".
  starter_name text,
  created_at timestamptz NOT NULL,
  published_at timestamptz,
  closes_on date,
  closed_at timestamptz,
  CONSTRAINT petition_open_has_dates CHECK (state <> 'open' OR (published_at IS NOT NULL AND closes_on IS NOT NULL))
);
CREATE INDEX petition_newest ON petitions.petition (published_at DESC, id DESC) WHERE published_at IS NOT NULL;

-- Whom the petition asks. Each answers on its own.
CREATE TABLE petitions.addressee (
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  position integer NOT NULL,
  PRIMARY KEY (petition_id, organisation_id)
);
CREATE INDEX addressee_of_organisation ON petitions.addressee (organisation_id, petition_id);

-- How many signatures bring what, as promised by the addressee on the day of publication.
CREATE TABLE petitions.threshold (
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  name text NOT NULL CONSTRAINT threshold_name_known CHECK (name IN ('answer', 'hearing')),
  signatures integer NOT NULL CONSTRAINT threshold_positive CHECK (signatures > 0),
  -- The weakest level that counts towards it.
  level text NOT NULL CONSTRAINT threshold_level_known CHECK (level IN ('email', 'strong', 'signed')),
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  crossed_at timestamptz,
  PRIMARY KEY (petition_id, name)
);

-- What happened, in order, as the page tells it.
CREATE TABLE petitions.event (
  id uuid NOT NULL,
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  kind text NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  happened_at timestamptz NOT NULL,
  PRIMARY KEY (petition_id, id)
);

-- Asked for, not yet confirmed from the mailbox. Blocks nobody: anybody can type a stranger's address.
CREATE TABLE petitions.signature_request (
  token_hash bytea PRIMARY KEY,
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  name text NOT NULL,
  email text NOT NULL,
  place_key text NOT NULL REFERENCES places.place,
  show_name boolean NOT NULL,
  wants_news boolean NOT NULL,
  lang text NOT NULL,
  requested_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX signature_request_age ON petitions.signature_request (expires_at);

CREATE TABLE petitions.signature (
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  id uuid NOT NULL,
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  level text NOT NULL CONSTRAINT signature_level_known CHECK (level IN ('email', 'strong', 'signed')),
  -- Who signs, as a keyed hash: canonical address and folded name at level email, the person at a stronger one.
  signer_key bytea NOT NULL,
  -- The mailbox as a keyed hash of this petition, and which of its two places this signature takes.
  mailbox_key bytea NOT NULL,
  slot smallint NOT NULL CONSTRAINT signature_slot_known CHECK (slot IN (1, 2)),
  name text,
  show_name boolean NOT NULL,
  wants_news boolean NOT NULL,
  place_key text NOT NULL REFERENCES places.place,
  -- First-level unit of the place: what counts and public records use, never finer.
  unit_key text NOT NULL REFERENCES places.place,
  -- Links the ledger's entry to this row; erasing it erases the link.
  record_key bytea,
  confirmed_at timestamptz NOT NULL,
  confirmed_on date NOT NULL,
  ended_at timestamptz,
  ended_by text CONSTRAINT signature_ended_by_known CHECK (ended_by IN ('withdrawn', 'replaced', 'invalidated')),
  PRIMARY KEY (petition_id, id),
  CONSTRAINT signature_ended_has_reason CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
-- One person, one signature; at most two names a mailbox.
CREATE UNIQUE INDEX signature_one_per_person ON petitions.signature (petition_id, signer_key) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX signature_two_per_mailbox ON petitions.signature (petition_id, mailbox_key, slot) WHERE ended_at IS NULL;
CREATE INDEX signature_of_mailbox ON petitions.signature (mailbox_id);

-- Links in mails that show a receipt; several may lead to one signature (asked twice).
CREATE TABLE petitions.receipt_link (
  token_hash bytea PRIMARY KEY,
  petition_id uuid NOT NULL,
  signature_id uuid,
  -- What the holder is told when nothing was added: this mailbox already gave two names.
  outcome text NOT NULL CONSTRAINT receipt_outcome_known CHECK (outcome IN ('counted', 'mailbox-full')),
  created_at timestamptz NOT NULL,
  FOREIGN KEY (petition_id, signature_id) REFERENCES petitions.signature (petition_id, id)
);

-- One row a change of a count. A timer folds them into the totals; an UPDATE per signature would lock the row everybody reads.
CREATE TABLE petitions.signature_delta (
  petition_id uuid NOT NULL,
  unit_key text NOT NULL,
  level text NOT NULL,
  day date NOT NULL,
  change smallint NOT NULL
);

CREATE TABLE petitions.signature_total (
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  unit_key text NOT NULL REFERENCES places.place,
  level text NOT NULL,
  day date NOT NULL,
  signatures integer NOT NULL,
  PRIMARY KEY (petition_id, unit_key, level, day)
);

CREATE TABLE petitions.signature_count (
  petition_id uuid PRIMARY KEY REFERENCES petitions.petition,
  email integer NOT NULL DEFAULT 0,
  strong integer NOT NULL DEFAULT 0,
  signed integer NOT NULL DEFAULT 0,
  total integer NOT NULL GENERATED ALWAYS AS (email + strong + signed) STORED,
  folded_at timestamptz NOT NULL
);

-- When the deltas were last folded, so that pages can say how old their counts are.
CREATE TABLE petitions.fold (
  single boolean PRIMARY KEY DEFAULT true CONSTRAINT fold_is_one CHECK (single),
  folded_at timestamptz NOT NULL
);
