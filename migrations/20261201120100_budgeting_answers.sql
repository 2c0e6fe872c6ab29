-- Quick ideas: no vote. The authority answers each of the most supported, and what it takes up is delivered.
CREATE TABLE budgeting.idea_answer (
  idea_id uuid PRIMARY KEY REFERENCES budgeting.idea,
  process_id uuid NOT NULL REFERENCES processes.process,
  taken_up boolean NOT NULL,
  text text NOT NULL,
  lang text NOT NULL CONSTRAINT idea_answer_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  answered_at timestamptz NOT NULL
);
CREATE INDEX idea_answer_of_process ON budgeting.idea_answer (process_id, answered_at);
CREATE INDEX idea_answered ON budgeting.idea (process_id, supports DESC, id DESC) WHERE state IN ('to-answer', 'taken-up', 'not-taken-up');

-- What was taken up stood on no ballot: it is of no envelope, and may cost nothing.
ALTER TABLE budgeting.project ALTER COLUMN envelope_id DROP NOT NULL;
ALTER TABLE budgeting.project DROP CONSTRAINT project_cost_positive;
ALTER TABLE budgeting.project ADD CONSTRAINT project_cost_positive CHECK (cost > 0 OR (cost = 0 AND envelope_id IS NULL));
ALTER TABLE budgeting.delivery DROP CONSTRAINT delivery_chosen_known;
ALTER TABLE budgeting.delivery ADD CONSTRAINT delivery_chosen_known CHECK (chosen_by IN ('vote', 'reserve', 'answer'));

-- Kept pages of ideas show the answer and its term.
CREATE TRIGGER tell_insert AFTER INSERT ON budgeting.idea_answer REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION budgeting.tell_by_idea();
CREATE TRIGGER tell_update AFTER UPDATE ON budgeting.idea_answer REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION budgeting.tell_by_idea();
CREATE TRIGGER tell_delete AFTER DELETE ON budgeting.idea_answer REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION budgeting.tell_by_idea();
CREATE OR REPLACE FUNCTION budgeting.tell_by_clock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT 'ideas ' || i.number FROM changed c
  LEFT JOIN budgeting.opinion o ON o.id = c.subject_id::uuid JOIN budgeting.idea i ON i.id IN (o.idea_id, c.subject_id::uuid)
  WHERE c.subject_kind IN ('budgeting.opinion', 'budgeting.appeal', 'budgeting.answer')
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
