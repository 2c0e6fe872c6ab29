-- Whether the vote asks people for their age group, if they want to say it; fixed with the ballot.
ALTER TABLE budgeting.budget ADD COLUMN asks_age boolean NOT NULL DEFAULT false;

-- How many of each age group took part, by channel: totals alone, to which at least k people are added at a time, so that no row came into being
-- with a ballot. A few rows a process, kept as long as the process; nobody's personal data.
CREATE TABLE budgeting.age_count (
  process_id uuid NOT NULL REFERENCES processes.process,
  channel text NOT NULL CONSTRAINT age_channel_known CHECK (channel IN ('account', 'token', 'paper')),
  band text NOT NULL,
  people integer NOT NULL CONSTRAINT age_count_some CHECK (people > 0),
  CONSTRAINT age_count_one_a_band PRIMARY KEY (process_id, channel, band)
);
