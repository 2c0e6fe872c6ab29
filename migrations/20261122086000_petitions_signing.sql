-- At every level the signer_key holds mailbox and name; at a stronger one person_key holds the person too, whatever the mailbox.
ALTER TABLE petitions.signature
  ADD COLUMN person_key bytea,
  -- Given, or later recognised as one's own, by the account of the mailbox.
  ADD COLUMN signed_in boolean NOT NULL DEFAULT false,
  -- A person known by an electronic identity needs no place of a mailbox.
  ALTER COLUMN slot DROP NOT NULL,
  -- Gone when the names of a petition are forgotten, unless the signer has an account or waits for news.
  ALTER COLUMN mailbox_id DROP NOT NULL,
  ADD CONSTRAINT signature_by_mail_takes_a_place CHECK (slot IS NOT NULL OR level <> 'email'),
  ADD CONSTRAINT signature_strong_knows_its_person CHECK (person_key IS NOT NULL OR level = 'email');

CREATE UNIQUE INDEX signature_one_per_identity ON petitions.signature (petition_id, person_key)
  WHERE ended_at IS NULL AND person_key IS NOT NULL;
CREATE UNIQUE INDEX signature_one_per_account ON petitions.signature (petition_id, mailbox_id)
  WHERE ended_at IS NULL AND signed_in;

-- "What I signed", newest first: ids sort by time.
DROP INDEX petitions.signature_of_mailbox;
CREATE INDEX signature_of_mailbox ON petitions.signature (mailbox_id, id) WHERE mailbox_id IS NOT NULL;

-- Names shown stand in an order that says nothing about when they were given; the hash goes into the cursor.
CREATE INDEX signature_shown ON petitions.signature (petition_id, sha256(signer_key))
  WHERE ended_at IS NULL AND show_name AND name IS NOT NULL;

-- Standing signatures of each first-level unit: exact, never published as they are.
CREATE TABLE petitions.unit_count (
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  unit_key text NOT NULL REFERENCES places.place,
  signatures integer NOT NULL,
  PRIMARY KEY (petition_id, unit_key)
);
INSERT INTO petitions.unit_count (petition_id, unit_key, signatures)
SELECT petition_id, unit_key, sum(signatures) FROM petitions.signature_total GROUP BY petition_id, unit_key;

-- The last version of the counts by unit that anybody saw (docs/decisions/0002-small-numbers.md).
CREATE TABLE petitions.published_units (
  petition_id uuid PRIMARY KEY REFERENCES petitions.petition,
  k integer NOT NULL,
  total integer NOT NULL,
  cells jsonb NOT NULL,
  -- What the version was made from, to know when enough has changed for the next one. Never leaves the server.
  exact jsonb NOT NULL,
  published_at timestamptz NOT NULL
);

-- An association that supports a petition in its own name. Shown apart, never added to persons.
CREATE TABLE petitions.supporting_organisation (
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  id uuid NOT NULL,
  name text NOT NULL,
  idno text NOT NULL CONSTRAINT supporting_organisation_idno_shape CHECK (idno ~ '^[0-9]{13}$'),
  -- By what decision; public.
  mandate text NOT NULL,
  -- Who speaks for it; for moderators only. Gone with the person's data.
  representative text,
  mailbox_id uuid REFERENCES people.mailbox,
  added_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by text CONSTRAINT supporting_organisation_ended_by_known CHECK (ended_by IN ('withdrawn', 'removed')),
  PRIMARY KEY (petition_id, id),
  CONSTRAINT supporting_organisation_ended_has_reason CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE UNIQUE INDEX supporting_organisation_once ON petitions.supporting_organisation (petition_id, idno) WHERE ended_at IS NULL;
-- For moderators, newest first: ids sort by time.
CREATE INDEX supporting_organisation_newest ON petitions.supporting_organisation (id) WHERE ended_at IS NULL;

-- What the daily jobs look for.
CREATE INDEX petition_due_to_close ON petitions.petition (closes_on) WHERE state = 'open';
CREATE INDEX petition_due_to_archive ON petitions.petition (closed_at) WHERE state = 'closed';
