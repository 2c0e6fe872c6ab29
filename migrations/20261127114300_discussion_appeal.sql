-- Who hid a comment, so that somebody else decides on the appeal; what its author holds against it, once.
ALTER TABLE discussion.comment
  ADD COLUMN hidden_by uuid REFERENCES people.account,
  ADD COLUMN appeal_text text,
  ADD COLUMN appealed_at timestamptz,
  ADD COLUMN appeal_decided_at timestamptz,
  -- Its author asked that the authority be told of it: also when it was held first.
  ADD COLUMN tells_authority boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT comment_appeal_decided_after_it CHECK (appeal_decided_at IS NULL OR appealed_at IS NOT NULL);
