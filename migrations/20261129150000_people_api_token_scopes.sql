-- What a token may do with the roles of its owner; nothing unless an official chose it, after the second factor.
ALTER TABLE people.api_token ADD COLUMN scopes text[] NOT NULL DEFAULT '{}';
