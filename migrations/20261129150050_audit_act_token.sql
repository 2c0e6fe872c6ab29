-- An act that a program did with a token of this id. No reference: an erased account takes its tokens along, and the record stays.
ALTER TABLE audit.act ADD COLUMN token_id uuid;
