-- Sheets of signatures on paper that an addressee received. Nothing counts before two officers, each from the scans alone, found the same.
CREATE TABLE petitions.paper_batch (
  id uuid PRIMARY KEY,
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  state text NOT NULL CONSTRAINT paper_batch_state_known CHECK (state IN ('counting', 'differing', 'accepted', 'rejected', 'ended')),
  sheets integer NOT NULL CONSTRAINT paper_batch_sheets_positive CHECK (sheets > 0),
  received_on date NOT NULL,
  -- The public record keeps only this keyed hash of the scans, so that deleting them leaves it valid.
  scans_salt bytea NOT NULL,
  scans_hash bytea NOT NULL,
  -- What was agreed; units only where two officers found the same in each.
  signatures integer,
  units jsonb,
  created_at timestamptz NOT NULL,
  accepted_at timestamptz,
  closed_at timestamptz,
  -- Why it was rejected before it counted, or ended after.
  reason text,
  CONSTRAINT paper_batch_accepted_is_whole CHECK ((accepted_at IS NULL) = (signatures IS NULL)),
  CONSTRAINT paper_batch_counts_when_accepted CHECK ((state IN ('accepted', 'ended')) = (accepted_at IS NOT NULL)),
  CONSTRAINT paper_batch_closed_has_reason CHECK ((state IN ('rejected', 'ended')) = (closed_at IS NOT NULL)
    AND (closed_at IS NULL) = (reason IS NULL))
);
CREATE INDEX paper_batch_of_organisation ON petitions.paper_batch (organisation_id, created_at DESC);
-- What the fold of counts looks through every other second.
CREATE INDEX paper_batch_accepted ON petitions.paper_batch (petition_id, organisation_id) WHERE state IN ('accepted', 'ended');

-- What each officer found. A correction is another row; what was found first stays.
CREATE TABLE petitions.paper_count (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES petitions.paper_batch,
  account_id uuid NOT NULL REFERENCES people.account,
  signatures integer NOT NULL CONSTRAINT paper_count_positive CHECK (signatures > 0),
  units jsonb,
  -- Made after seeing what others found.
  corrected boolean NOT NULL,
  counted_at timestamptz NOT NULL,
  replaced_at timestamptz
);
CREATE UNIQUE INDEX paper_count_one_per_person ON petitions.paper_count (batch_id, account_id) WHERE replaced_at IS NULL;

-- Encrypted in the file store, so that no other file has its name and deleting it takes nothing from others.
CREATE TABLE petitions.paper_scan (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES petitions.paper_batch,
  position integer NOT NULL,
  type text NOT NULL,
  sha256 text NOT NULL
);
CREATE INDEX paper_scan_of_batch ON petitions.paper_scan (batch_id, position);

-- What is told of the units on paper, with the version before it kept to compare with.
CREATE TABLE petitions.paper_units (
  petition_id uuid PRIMARY KEY REFERENCES petitions.petition,
  k integer NOT NULL,
  total integer NOT NULL,
  cells jsonb NOT NULL,
  exact jsonb NOT NULL
);

-- Signatures on paper that count towards it now, because its authority's setting says so.
ALTER TABLE petitions.threshold ADD COLUMN paper integer NOT NULL DEFAULT 0 CONSTRAINT threshold_paper_known CHECK (paper >= 0);
