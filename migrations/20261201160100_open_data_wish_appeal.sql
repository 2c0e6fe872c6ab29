-- Whoever made a wish that was hidden asks another moderator to look, once for each hiding.
ALTER TABLE open_data.wish
  -- Null where nothing is hidden, and once that account was erased.
  ADD COLUMN hidden_by uuid REFERENCES people.account,
  -- In the author's words; gone with the account.
  ADD COLUMN appeal_text text,
  ADD COLUMN appealed_at timestamptz,
  -- The wish stays hidden: if it had been shown again nothing of this would stand here.
  ADD COLUMN appeal_decided_at timestamptz,
  ADD CONSTRAINT wish_appeal_of_hidden CHECK (appealed_at IS NULL OR hidden_reason IS NOT NULL),
  ADD CONSTRAINT wish_appeal_decided_after_asked CHECK (appeal_decided_at IS NULL OR appealed_at IS NOT NULL);
CREATE INDEX wish_hidden_by ON open_data.wish (hidden_by) WHERE hidden_by IS NOT NULL;
COMMENT ON COLUMN open_data.wish.flagged_at IS 'Since when a report of a reader, or an appeal, waits for a moderator.';
