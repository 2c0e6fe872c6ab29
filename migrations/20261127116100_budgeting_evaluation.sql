-- What other rules would have chosen from the ballots of an envelope.
CREATE TABLE budgeting.evaluation (
  envelope_id uuid NOT NULL REFERENCES budgeting.envelope,
  rule text NOT NULL,
  process_id uuid NOT NULL REFERENCES processes.process,
  -- In the order in which rules are shown.
  position integer NOT NULL,
  -- Numbers of projects, in the order of choosing; money in minor units.
  selected integer[] NOT NULL,
  cost bigint NOT NULL,
  -- Share of voters with nothing funded; funded projects that a voter chose, in the mean.
  excluded double precision NOT NULL,
  mean_winners double precision NOT NULL,
  evaluated_at timestamptz NOT NULL,
  PRIMARY KEY (envelope_id, rule)
);
CREATE INDEX evaluation_of_process ON budgeting.evaluation (process_id);
