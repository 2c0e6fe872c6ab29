-- The text of an idea can be adapted after an office gave its opinion: the coordinator asks again, and what was said first stays, in public.
ALTER TABLE budgeting.opinion ADD COLUMN asked_again_at timestamptz,
  ADD CONSTRAINT opinion_asked_again_once_given CHECK (asked_again_at IS NULL OR given_at IS NOT NULL),
  DROP CONSTRAINT opinion_once_an_aspect;
CREATE UNIQUE INDEX opinion_once_an_aspect ON budgeting.opinion (idea_id, aspect) WHERE asked_again_at IS NULL;
CREATE INDEX opinion_of_idea ON budgeting.opinion (idea_id);
