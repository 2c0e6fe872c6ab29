-- How needs are ranked: by points that people spread, or by pairs of which they choose. Fixed once needs are gathered.
ALTER TABLE budgeting.budget ADD COLUMN needs_ranking text NOT NULL DEFAULT 'points'
  CONSTRAINT budget_needs_ranking_known CHECK (needs_ranking IN ('points', 'pairs'));

-- What one person said of two needs, once a pair. 'unsure' counts for neither; it keeps the pair from being asked again.
CREATE TABLE budgeting.need_pair (
  process_id uuid NOT NULL REFERENCES processes.process,
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  low_id uuid NOT NULL REFERENCES budgeting.need,
  high_id uuid NOT NULL REFERENCES budgeting.need,
  choice text NOT NULL CONSTRAINT need_pair_choice_known CHECK (choice IN ('low', 'high', 'alike', 'unsure')),
  decided_at timestamptz NOT NULL,
  CONSTRAINT need_pair_once PRIMARY KEY (process_id, mailbox_id, low_id, high_id),
  CONSTRAINT need_pair_in_order CHECK (low_id < high_id)
);
CREATE INDEX need_pair_of_mailbox ON budgeting.need_pair (mailbox_id);

-- Sums of the rows above: how often either of two needs was preferred. Nobody's.
CREATE TABLE budgeting.need_pair_count (
  process_id uuid NOT NULL REFERENCES processes.process,
  low_id uuid NOT NULL REFERENCES budgeting.need,
  high_id uuid NOT NULL REFERENCES budgeting.need,
  low integer NOT NULL CONSTRAINT need_pair_count_low CHECK (low >= 0),
  high integer NOT NULL CONSTRAINT need_pair_count_high CHECK (high >= 0),
  alike integer NOT NULL CONSTRAINT need_pair_count_alike CHECK (alike >= 0),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (process_id, low_id, high_id)
);

-- Of what the scores below were made last: made again when it differs.
CREATE TABLE budgeting.need_pair_ranking (
  process_id uuid PRIMARY KEY REFERENCES processes.process,
  made_of text NOT NULL,
  made_at timestamptz NOT NULL
);

-- How often somebody compared it online; and, of a thousand people who compare it with an average need, how many would choose it.
ALTER TABLE budgeting.need ADD COLUMN compared integer NOT NULL DEFAULT 0;
ALTER TABLE budgeting.need ADD COLUMN pair_score integer NOT NULL DEFAULT 500
  CONSTRAINT need_pair_score_is_share CHECK (pair_score BETWEEN 0 AND 1000);
CREATE INDEX need_ranked_by_pairs ON budgeting.need (process_id, pair_score DESC, number);
CREATE INDEX need_least_compared ON budgeting.need (process_id, compared, id) WHERE hidden_reason IS NULL;
