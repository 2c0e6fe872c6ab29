-- When the owner of a token was told by mail that it ends soon: once for each token.
ALTER TABLE people.api_token ADD COLUMN end_told_at timestamptz;
CREATE INDEX api_token_to_tell ON people.api_token (expires_at) WHERE ended_at IS NULL AND end_told_at IS NULL;
