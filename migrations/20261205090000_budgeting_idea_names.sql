-- What the authority calls an idea in the other languages, for voters who do not read its author's; fixed with the ballot.
CREATE TABLE budgeting.idea_name (
  idea_id uuid NOT NULL REFERENCES budgeting.idea ON DELETE CASCADE,
  lang text NOT NULL CONSTRAINT idea_name_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  title text NOT NULL,
  PRIMARY KEY (idea_id, lang)
);

-- The page of an idea shows them.
CREATE TRIGGER tell_insert AFTER INSERT ON budgeting.idea_name REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION budgeting.tell_by_idea();
CREATE TRIGGER tell_update AFTER UPDATE ON budgeting.idea_name REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION budgeting.tell_by_idea();
CREATE TRIGGER tell_delete AFTER DELETE ON budgeting.idea_name REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION budgeting.tell_by_idea();
