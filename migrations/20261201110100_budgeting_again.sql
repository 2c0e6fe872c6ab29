-- The result of one envelope is annulled, and those of the others stand.
ALTER TABLE budgeting.envelope
  ADD COLUMN annulled_at timestamptz,
  ADD COLUMN annulled_reason text,
  ADD CONSTRAINT envelope_annulled_with_reason CHECK ((annulled_at IS NULL) = (annulled_reason IS NULL));

-- In which process an envelope is voted on again. Once: what comes of that vote can be annulled there.
CREATE TABLE budgeting.held_again (
  envelope_id uuid CONSTRAINT held_again_once PRIMARY KEY REFERENCES budgeting.envelope,
  process_id uuid NOT NULL REFERENCES processes.process
);
CREATE INDEX held_again_in ON budgeting.held_again (process_id);

-- An idea stands on the ballot once in each vote.
ALTER TABLE budgeting.project DROP CONSTRAINT project_once_an_idea;
ALTER TABLE budgeting.project ADD CONSTRAINT project_once_an_idea UNIQUE (idea_id, process_id);

-- The pages of both votes name the other one.
CREATE FUNCTION budgeting.tell_held_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT 'processes ' || p.number FROM changed c JOIN budgeting.envelope e ON e.id = c.envelope_id
  JOIN processes.process p ON p.id IN (e.process_id, c.process_id)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

DO $$
DECLARE
  event text;
BEGIN
  FOREACH event IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE'] LOOP
    EXECUTE format('CREATE TRIGGER tell_%s AFTER %s ON budgeting.held_again REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION budgeting.tell_held_again()',
      lower(event), event, CASE event WHEN 'DELETE' THEN 'OLD TABLE AS changed' ELSE 'NEW TABLE AS changed' END);
  END LOOP;
END $$;
