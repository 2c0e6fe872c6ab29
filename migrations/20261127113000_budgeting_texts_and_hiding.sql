-- Texts that an idea had before its author adapted it in review, each until when it stood.
CREATE TABLE budgeting.idea_text (
  id uuid PRIMARY KEY,
  idea_id uuid NOT NULL REFERENCES budgeting.idea,
  text_markdown text NOT NULL,
  text_html text NOT NULL,
  text_salt bytea NOT NULL,
  replaced_at timestamptz NOT NULL
);
CREATE INDEX idea_text_of_idea ON budgeting.idea_text (idea_id, replaced_at);
-- Since when the present text stands; null: since it was proposed.
ALTER TABLE budgeting.idea ADD COLUMN text_since timestamptz;

-- Each time a moderator took an idea's words out of sight, and what came of the appeal.
CREATE TABLE budgeting.hiding (
  id uuid PRIMARY KEY,
  idea_id uuid NOT NULL REFERENCES budgeting.idea,
  -- In which state it was: what is final keeps its state, and only its words go.
  before text NOT NULL,
  hidden_by uuid REFERENCES people.account,
  hidden_at timestamptz NOT NULL,
  appeal_text text,
  appeal_lang text CONSTRAINT hiding_appeal_lang_known CHECK (appeal_lang IN ('ro', 'ru', 'en')),
  appealed_by uuid REFERENCES people.mailbox,
  appealed_at timestamptz,
  decision text CONSTRAINT hiding_decision_known CHECK (decision IN ('upheld', 'lifted')),
  answer text,
  answer_lang text CONSTRAINT hiding_answer_lang_known CHECK (answer_lang IN ('ro', 'ru', 'en')),
  decided_by uuid REFERENCES people.account,
  decided_at timestamptz,
  CONSTRAINT hiding_decided_whole CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CONSTRAINT hiding_decided_on_appeal CHECK (decision IS NULL OR appealed_at IS NOT NULL)
);
CREATE UNIQUE INDEX hiding_one_at_a_time ON budgeting.hiding (idea_id) WHERE decision IS DISTINCT FROM 'lifted';
CREATE INDEX hiding_of_idea ON budgeting.hiding (idea_id, hidden_at);
CREATE INDEX hiding_of_appellant ON budgeting.hiding (appealed_by) WHERE appealed_by IS NOT NULL;
CREATE INDEX hiding_waiting ON budgeting.hiding (appealed_at) WHERE appealed_at IS NOT NULL AND decision IS NULL;
INSERT INTO budgeting.hiding (id, idea_id, before, hidden_at)
SELECT gen_random_uuid(), id, 'proposed', coalesce(decided_at, created_at) FROM budgeting.idea WHERE state = 'hidden';
