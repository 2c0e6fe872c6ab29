-- As in 20261204090000: what finds one row begins with what only that row has. Before the first analysis of a table the planner took an index
-- that begins with the vote, and read all of it for each voter with an identity.
DROP INDEX budgeting.ballot_one_per_identity, budgeting.token_one_per_person;
CREATE UNIQUE INDEX ballot_one_per_identity ON budgeting.ballot (person_key, process_id) WHERE replaced_at IS NULL AND person_key IS NOT NULL;
CREATE UNIQUE INDEX token_one_per_person ON budgeting.token_issued (person_key, process_id) WHERE person_key IS NOT NULL;
ALTER TABLE budgeting.token_issued DROP CONSTRAINT token_one_per_voter, ADD CONSTRAINT token_one_per_voter PRIMARY KEY (voter_key, process_id);
-- Ballots that were replaced too, for who asks for their own data.
CREATE INDEX ballot_of_person ON budgeting.ballot (person_key) WHERE person_key IS NOT NULL;
