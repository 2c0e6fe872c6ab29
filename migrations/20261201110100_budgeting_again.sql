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
