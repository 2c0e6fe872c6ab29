-- A second vote can be given up: what it was about is then held once more. Of those that go on the lock of the budget lets there be one.
ALTER TABLE budgeting.held_again DROP CONSTRAINT held_again_once;
ALTER TABLE budgeting.held_again ADD CONSTRAINT held_again_once_in_each PRIMARY KEY (envelope_id, process_id);

-- The result of the first vote names the second one, and no more when that was given up.
CREATE FUNCTION budgeting.tell_first_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT 'processes ' || p.number FROM changed c JOIN budgeting.held_again h ON h.process_id = c.id
  JOIN budgeting.envelope e ON e.id = h.envelope_id JOIN processes.process p ON p.id = e.process_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER tell_first_vote AFTER UPDATE ON processes.process REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION budgeting.tell_first_vote();
