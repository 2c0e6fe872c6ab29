-- An imported vote can be taken away by who imported it, or an administrator: its file and what was counted from it go, the reason stays.
ALTER TABLE budgeting.imported_vote
  ADD imported_by uuid REFERENCES people.account,
  ADD withdrawn_at timestamptz,
  ADD withdrawn_by uuid REFERENCES people.account,
  ADD withdrawn_reason text,
  ADD CONSTRAINT imported_vote_withdrawn_whole CHECK (
    (withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL)),
  ADD CONSTRAINT imported_vote_withdrawn_empty CHECK (withdrawn_at IS NULL OR (octet_length(file) = 0 AND facts = '{}'));

UPDATE budgeting.imported_vote v SET imported_by = a.account_id
FROM audit.act a WHERE a.act = 'budgeting.import-vote' AND a.subject_kind = 'imported-vote' AND a.subject_id = v.number::text;
