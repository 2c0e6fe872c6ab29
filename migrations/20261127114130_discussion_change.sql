-- Topic of kernel.change: 'discussion budgeting.idea 42' (how many comments a subject has, and what they say). Who finds a comment useful moves
-- its number in the comment's own row.
CREATE FUNCTION discussion.tell_by_subject() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic) SELECT DISTINCT 'discussion ' || subject_kind || ' ' || subject_number FROM changed
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER tell_insert AFTER INSERT ON discussion.comment REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION discussion.tell_by_subject();
CREATE TRIGGER tell_update AFTER UPDATE ON discussion.comment REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION discussion.tell_by_subject();
CREATE TRIGGER tell_delete AFTER DELETE ON discussion.comment REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION discussion.tell_by_subject();
