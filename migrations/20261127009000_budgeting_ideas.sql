-- What an idea is found by: its words folded (commons/search); emptied when it is hidden.
ALTER TABLE budgeting.idea
  ADD COLUMN search_title text NOT NULL DEFAULT '',
  ADD COLUMN search_text text NOT NULL DEFAULT '',
  -- Why a moderator hid it, as the public reads it.
  ADD COLUMN hidden_reason text,
  ADD CONSTRAINT idea_hidden_says_why CHECK (state <> 'hidden' OR hidden_reason IS NOT NULL);
CREATE INDEX idea_search_title ON budgeting.idea USING gin (search_title gin_trgm_ops);
CREATE INDEX idea_search_words ON budgeting.idea USING gin (to_tsvector('simple', search_text));
-- Ideas in the order in which moderators read them, over all budgets.
CREATE INDEX idea_of_place ON budgeting.idea (place_key, created_at DESC, id DESC);

-- The author of an idea offers to make it part of another; it becomes so when the other's author agrees.
CREATE TABLE budgeting.merge_offer (
  idea_id uuid NOT NULL CONSTRAINT merge_offer_one_an_idea PRIMARY KEY REFERENCES budgeting.idea,
  into_id uuid NOT NULL REFERENCES budgeting.idea,
  offered_at timestamptz NOT NULL,
  CONSTRAINT merge_offer_of_two CHECK (idea_id <> into_id)
);
CREATE INDEX merge_offer_into ON budgeting.merge_offer (into_id, offered_at);
