-- What the authority calls an idea in the other languages, for voters who do not read its author's; fixed with the ballot.
CREATE TABLE budgeting.idea_name (
  idea_id uuid NOT NULL REFERENCES budgeting.idea ON DELETE CASCADE,
  lang text NOT NULL CONSTRAINT idea_name_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  title text NOT NULL,
  PRIMARY KEY (idea_id, lang)
);
