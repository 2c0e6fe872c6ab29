-- Kept pages of processes, ideas and results show what is delivered.
CREATE FUNCTION budgeting.tell_of_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT told.topic FROM changed c JOIN processes.process p ON p.id = c.process_id
  JOIN budgeting.project o ON o.id = c.project_id JOIN budgeting.idea i ON i.id = o.idea_id CROSS JOIN LATERAL (
    SELECT 'processes ' || p.number AS topic UNION ALL SELECT 'ideas ' || i.number
  ) told
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER tell_insert AFTER INSERT ON budgeting.delivery REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION budgeting.tell_of_delivery();
CREATE TRIGGER tell_update AFTER UPDATE ON budgeting.delivery REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION budgeting.tell_of_delivery();
CREATE TRIGGER tell_delete AFTER DELETE ON budgeting.delivery REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION budgeting.tell_of_delivery();
