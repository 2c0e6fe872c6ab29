-- Whoever looks for one ballot finds it by an index that begins with what only that ballot has. While a vote is young
-- PostgreSQL knows nothing of its tables and takes each index for as good as the next: one that begins with the process was read
-- whole for every ballot that was cast, until the first analysis.
ALTER TABLE budgeting.token_proof DROP COLUMN process_id;
ALTER TABLE budgeting.ballot DROP CONSTRAINT ballot_pkey, ADD PRIMARY KEY (id);
ALTER TABLE budgeting.token_proof ADD PRIMARY KEY (ballot_id), ADD FOREIGN KEY (ballot_id) REFERENCES budgeting.ballot;

DROP INDEX budgeting.ballot_one_per_voter, budgeting.ballot_sequence, budgeting.ballot_by_commitment;
CREATE UNIQUE INDEX ballot_one_per_voter ON budgeting.ballot (voter_key, process_id) WHERE replaced_at IS NULL;
CREATE UNIQUE INDEX ballot_sequence ON budgeting.ballot (voter_key, process_id, seq);
-- Of replaced ones too: an index of what is not replaced counts as tiny before the first analysis.
CREATE UNIQUE INDEX ballot_by_commitment ON budgeting.ballot (process_id, commitment);
