-- By which channel a voter takes part: the one that came first, so that nobody votes twice by two of them.
-- One row for each key that names the voter (mailbox, identity, line of the roll).
CREATE TABLE budgeting.voting_channel (
  process_id uuid NOT NULL REFERENCES processes.process,
  key bytea NOT NULL,
  channel text NOT NULL CONSTRAINT voting_channel_known CHECK (channel IN ('account', 'token', 'paper')),
  PRIMARY KEY (process_id, key)
);
INSERT INTO budgeting.voting_channel (process_id, key, channel)
SELECT DISTINCT process_id, voter_key, 'account' FROM budgeting.ballot
UNION SELECT DISTINCT process_id, person_key, 'account' FROM budgeting.ballot WHERE person_key IS NOT NULL;
