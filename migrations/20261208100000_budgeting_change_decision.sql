-- Where a vote is held again, ideas of another process stand on the ballot: kept pages of that one show what the council decided on them.
CREATE FUNCTION budgeting.tell_ideas_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT 'ideas ' || i.number FROM changed n JOIN before o USING (process_id)
  JOIN budgeting.project p ON p.process_id = n.process_id JOIN budgeting.idea i ON i.id = p.idea_id
  WHERE n.result_state <> o.result_state AND i.process_id <> n.process_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER tell_decision AFTER UPDATE ON budgeting.budget REFERENCING OLD TABLE AS before NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION budgeting.tell_ideas_decided();
