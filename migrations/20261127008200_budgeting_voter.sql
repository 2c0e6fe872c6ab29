-- The person behind an electronic identity has one ballot, whatever the address. Keyed hashes both.
ALTER TABLE budgeting.ballot ADD COLUMN person_key bytea;
-- The keys were replaced by chance: nobody finds the voter any more.
ALTER TABLE budgeting.ballot ADD COLUMN forgotten boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX ballot_one_per_identity ON budgeting.ballot (process_id, person_key) WHERE replaced_at IS NULL AND person_key IS NOT NULL;
-- The public list of ballots goes by commitment, so that its order tells nothing.
CREATE UNIQUE INDEX ballot_by_commitment ON budgeting.ballot (process_id, commitment) WHERE replaced_at IS NULL;
