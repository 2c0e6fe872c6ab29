-- Who is told no can ask once that somebody else looks again: there can be two answers to an idea, and both stay. An answer has the language in
-- which it was written, and can have a translation beside it, marked as one.
ALTER TABLE budgeting.idea_answer
  ADD COLUMN round smallint NOT NULL DEFAULT 1 CONSTRAINT idea_answer_twice_at_most CHECK (round IN (1, 2)),
  ADD COLUMN translation text,
  ADD COLUMN translation_lang text CONSTRAINT idea_answer_translation_lang_known CHECK (translation_lang IN ('ro', 'ru', 'en')),
  ADD CONSTRAINT idea_answer_translated_whole CHECK ((translation IS NULL) = (translation_lang IS NULL) AND translation_lang IS DISTINCT FROM lang),
  DROP CONSTRAINT idea_answer_pkey,
  ADD CONSTRAINT idea_answer_once_a_round PRIMARY KEY (idea_id, round);
