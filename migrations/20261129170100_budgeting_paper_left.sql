-- Where fewer or more ballots were left over than were printed and neither given out nor spoiled, the officer says why, in public.
ALTER TABLE budgeting.paper ADD COLUMN left_why text, ADD COLUMN left_why_lang text,
  ADD CONSTRAINT paper_left_why_has_language CHECK ((left_why IS NULL) = (left_why_lang IS NULL));
