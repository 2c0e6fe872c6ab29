-- How many held signatures the public log has been told to leave out; a timer tells the difference in batches.
CREATE TABLE petitions.held_told (
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  level text NOT NULL CONSTRAINT held_told_level_known CHECK (level IN ('email', 'strong', 'signed')),
  signatures integer NOT NULL,
  PRIMARY KEY (petition_id, level)
);
-- Those held until now are in the log neither as confirmed nor as set aside: the sum is as if both had been told.
INSERT INTO petitions.held_told (petition_id, level, signatures)
SELECT petition_id, level, count(*) FROM petitions.signature WHERE hold_id IS NOT NULL AND ended_at IS NULL GROUP BY petition_id, level;

-- What the entries of the public log add up to, petition by petition.
CREATE TABLE petitions.recount (
  petition_id uuid PRIMARY KEY REFERENCES petitions.petition,
  email integer NOT NULL,
  strong integer NOT NULL,
  signed integer NOT NULL,
  -- On paper, told apart everywhere.
  paper integer NOT NULL,
  -- Entries of the log up to the last one that names the petition.
  named_in bigint NOT NULL,
  -- The last time when counters and log agreed with nothing left to tell: what the mark beside the count says.
  recounted_index bigint,
  recounted_at timestamptz,
  recounted_email integer,
  recounted_strong integer,
  recounted_signed integer,
  CONSTRAINT recount_mark_is_whole CHECK (num_nulls(recounted_index, recounted_at, recounted_email, recounted_strong, recounted_signed) IN (0, 5))
);

-- How far the sums above have come, and when all tables were last compared.
CREATE TABLE petitions.recount_run (
  single boolean PRIMARY KEY DEFAULT true CONSTRAINT recount_run_is_one CHECK (single),
  entries bigint NOT NULL,
  checked_index bigint,
  checked_at timestamptz,
  checked_ms integer
);

-- Numbers that do not agree. A row stays when it is healed: that it happened is not forgotten.
CREATE TABLE petitions.recount_difference (
  id uuid PRIMARY KEY,
  -- Null: the log itself has a gap.
  petition_id uuid REFERENCES petitions.petition,
  -- Which table does not agree with the log.
  place text NOT NULL CONSTRAINT recount_difference_place_known CHECK (place IN ('log', 'count', 'totals', 'units', 'rows', 'listing', 'paper')),
  expected jsonb NOT NULL,
  found jsonb NOT NULL,
  found_at timestamptz NOT NULL,
  healed_at timestamptz
);
CREATE UNIQUE INDEX recount_difference_open ON petitions.recount_difference (petition_id, place) NULLS NOT DISTINCT WHERE healed_at IS NULL;
CREATE INDEX recount_difference_newest ON petitions.recount_difference (id);
