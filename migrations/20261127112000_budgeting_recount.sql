-- When the numbers of a process were last found to agree with the public log, and what they were: the mark beside them.
CREATE TABLE budgeting.recount (
  process_id uuid PRIMARY KEY REFERENCES processes.process,
  -- Entries of the log at that moment.
  entries bigint NOT NULL,
  -- Ballots that counted then, and commitments in the log, those of replaced ballots among them.
  ballots integer NOT NULL,
  commitments integer NOT NULL,
  recounted_at timestamptz NOT NULL
);

-- When everything was last compared.
CREATE TABLE budgeting.recount_run (
  single boolean PRIMARY KEY DEFAULT true CONSTRAINT recount_run_is_one CHECK (single),
  entries bigint NOT NULL,
  checked_at timestamptz NOT NULL,
  checked_ms integer NOT NULL
);

-- Numbers that do not agree. A row stays when it is healed: that it happened is not forgotten.
CREATE TABLE budgeting.recount_difference (
  id uuid PRIMARY KEY,
  process_id uuid NOT NULL REFERENCES processes.process,
  -- Where the number is that of one idea.
  idea_id uuid REFERENCES budgeting.idea,
  place text NOT NULL CONSTRAINT recount_difference_place_known CHECK (place IN ('supports', 'support-counted', 'ballots', 'choices', 'opened', 'result')),
  expected jsonb NOT NULL,
  found jsonb NOT NULL,
  found_at timestamptz NOT NULL,
  healed_at timestamptz
);
CREATE UNIQUE INDEX recount_difference_open ON budgeting.recount_difference (process_id, idea_id, place) NULLS NOT DISTINCT WHERE healed_at IS NULL;
CREATE INDEX recount_difference_newest ON budgeting.recount_difference (id);

-- From a commitment in the log to its ballot.
CREATE INDEX ballot_of_commitment ON budgeting.ballot (commitment);
