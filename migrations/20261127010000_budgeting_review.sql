-- Who refused, so that somebody else decides on the appeal; and what was said with each decision, in which language.
ALTER TABLE budgeting.idea ADD COLUMN refused_by uuid REFERENCES people.account;
ALTER TABLE budgeting.idea ADD COLUMN refusal_lang text CONSTRAINT idea_refusal_lang_known CHECK (refusal_lang IN ('ro', 'ru', 'en'));
-- Why it was accepted, where that needed saying (an office held it to be impossible, or an appeal was upheld).
ALTER TABLE budgeting.idea ADD COLUMN acceptance_text text;
ALTER TABLE budgeting.idea ADD COLUMN acceptance_lang text CONSTRAINT idea_acceptance_lang_known CHECK (acceptance_lang IN ('ro', 'ru', 'en'));
-- Why the refusal stood on appeal.
ALTER TABLE budgeting.idea ADD COLUMN appeal_answer text;
ALTER TABLE budgeting.idea ADD COLUMN appeal_answer_lang text CONSTRAINT idea_appeal_answer_lang_known CHECK (appeal_answer_lang IN ('ro', 'ru', 'en'));
ALTER TABLE budgeting.idea ADD COLUMN appeal_lang text CONSTRAINT idea_appeal_lang_known CHECK (appeal_lang IN ('ro', 'ru', 'en'));
-- Whose appeal it is; kept apart from the author, because each is erased by itself.
ALTER TABLE budgeting.idea ADD COLUMN appealed_by uuid REFERENCES people.mailbox;
CREATE INDEX idea_of_appellant ON budgeting.idea (appealed_by) WHERE appealed_by IS NOT NULL;
-- What offices still have to say and decide.
CREATE INDEX idea_undecided ON budgeting.idea (process_id, state) WHERE state IN ('review', 'appealed', 'refused');
