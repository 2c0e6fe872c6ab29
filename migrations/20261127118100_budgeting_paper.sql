-- Votes on paper. Nothing here stands beside a person: who took the paper channel is in voting_channel, as a keyed hash.
CREATE TABLE budgeting.paper (
  process_id uuid PRIMARY KEY REFERENCES processes.process,
  -- Ballots that a voter spoiled and gave back for another one.
  spoiled integer NOT NULL DEFAULT 0,
  -- Printed and left over, as counted after the close.
  unused integer,
  finished_at timestamptz,
  rechecked_at timestamptz,
  recheck_sheets integer,
  recheck_differing integer,
  CONSTRAINT paper_recheck_whole CHECK ((rechecked_at IS NULL) = (recheck_sheets IS NULL) AND (rechecked_at IS NULL) = (recheck_differing IS NULL))
);

-- Numbers of counterfoils that were printed, from and to.
CREATE TABLE budgeting.paper_run (
  process_id uuid NOT NULL REFERENCES processes.process,
  position integer NOT NULL,
  first_number integer NOT NULL,
  last_number integer NOT NULL,
  printed_at timestamptz NOT NULL,
  CONSTRAINT paper_run_one_at_a_place PRIMARY KEY (process_id, position),
  CONSTRAINT paper_run_in_order CHECK (first_number <= last_number)
);

-- How many ballots were given out, by day and way. A number and no rows: the order of rows would be the order of voters.
CREATE TABLE budgeting.paper_handed (
  process_id uuid NOT NULL REFERENCES processes.process,
  handed_on date NOT NULL,
  way text NOT NULL CONSTRAINT paper_way_known CHECK (way IN ('counter', 'assisted', 'home')),
  ballots integer NOT NULL,
  PRIMARY KEY (process_id, handed_on, way)
);

CREATE TABLE budgeting.paper_batch (
  id uuid PRIMARY KEY,
  process_id uuid NOT NULL REFERENCES processes.process,
  position integer NOT NULL,
  kind text NOT NULL CONSTRAINT paper_batch_kind_known CHECK (kind IN ('box', 'home')),
  label text NOT NULL,
  sheets integer NOT NULL CONSTRAINT paper_batch_of_sheets CHECK (sheets BETWEEN 1 AND 200),
  state text NOT NULL CONSTRAINT paper_batch_state_known CHECK (state IN ('reading', 'differing', 'agreed', 'counted')),
  -- When counted: {valid, blank, invalid: {reason: number}, corrected}
  totals jsonb,
  created_at timestamptz NOT NULL,
  counted_at timestamptz,
  CONSTRAINT paper_batch_numbered UNIQUE (process_id, position),
  CONSTRAINT paper_batch_counted_whole CHECK ((state = 'counted') = (counted_at IS NOT NULL) AND (state = 'counted') = (totals IS NOT NULL))
);

-- What an officer read on a sheet, by its place in the batch.
CREATE TABLE budgeting.paper_reading (
  batch_id uuid NOT NULL REFERENCES budgeting.paper_batch ON DELETE CASCADE,
  sheet integer NOT NULL,
  account_id uuid NOT NULL REFERENCES people.account,
  -- {"picks": …} or {"blank": true} or {"invalid": reason}
  reading jsonb NOT NULL,
  corrected boolean NOT NULL,
  read_at timestamptz NOT NULL,
  CONSTRAINT paper_reading_once PRIMARY KEY (batch_id, sheet, account_id)
);

-- Officials who sign a batch's totals: two different ones.
CREATE TABLE budgeting.paper_signature (
  batch_id uuid NOT NULL REFERENCES budgeting.paper_batch ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES people.account,
  signed_at timestamptz NOT NULL,
  CONSTRAINT paper_signature_once PRIMARY KEY (batch_id, account_id)
);

-- Valid ballots as they are published, shuffled among at least twenty; they lead to no sheet.
CREATE TABLE budgeting.paper_ballot (
  process_id uuid NOT NULL REFERENCES processes.process,
  position integer NOT NULL,
  lot integer NOT NULL,
  picks jsonb NOT NULL,
  PRIMARY KEY (process_id, position)
);
