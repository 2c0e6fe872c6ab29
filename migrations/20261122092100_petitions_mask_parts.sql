-- Answers, what was done after them, their files and clarifications can be hidden like the petition's own text.
ALTER TABLE petitions.mask
  DROP CONSTRAINT mask_target_known,
  ADD CONSTRAINT mask_target_known CHECK (target IN ('passage', 'text', 'document', 'answer', 'follow-up', 'clarification', 'answer-file')),
  -- The answer, follow-up, clarification or file. Without ranges all of it is hidden, with ranges those of its original text.
  ADD COLUMN part_id uuid,
  ADD CONSTRAINT mask_part_named CHECK ((part_id IS NOT NULL) = (target IN ('answer', 'follow-up', 'clarification', 'answer-file')));
CREATE UNIQUE INDEX mask_part_whole_once ON petitions.mask (part_id) WHERE lifted_at IS NULL AND ranges = '[]';
CREATE INDEX mask_of_part ON petitions.mask (part_id) WHERE part_id IS NOT NULL AND lifted_at IS NULL;

-- What a part said before something in it was hidden, as long as anything is.
CREATE TABLE petitions.original_part (
  part_id uuid PRIMARY KEY,
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  -- { "text": { "markdown", "html" }, … }
  texts jsonb NOT NULL,
  kept_at timestamptz NOT NULL
);

-- A passage is found in what was written. Rows from before have only the HTML: of them all can be hidden, not a passage.
ALTER TABLE petitions.case_answer ADD COLUMN translation_markdown text;
ALTER TABLE petitions.case_follow_up ADD COLUMN text_markdown text;
