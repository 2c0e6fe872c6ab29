-- What a token may do with the roles of its owner; nothing unless an official chose it, after the second factor.
ALTER TABLE people.api_token ADD COLUMN scopes text[] NOT NULL DEFAULT '{}';

-- An act that a program did with such a token. No reference: an erased account takes its tokens along, and the record stays.
ALTER TABLE audit.act ADD COLUMN token_id uuid;
