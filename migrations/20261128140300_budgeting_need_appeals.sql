-- Who named a need that was hidden appeals as the author of an idea does: the same rows, of one or the other.
ALTER TABLE budgeting.hiding
  ALTER idea_id DROP NOT NULL,
  ALTER before DROP NOT NULL,
  ADD need_id uuid REFERENCES budgeting.need,
  ADD CONSTRAINT hiding_of_one CHECK (num_nonnulls(idea_id, need_id) = 1),
  ADD CONSTRAINT hiding_before_of_idea CHECK ((idea_id IS NULL) = (before IS NULL));
CREATE UNIQUE INDEX hiding_of_need_one_at_a_time ON budgeting.hiding (need_id) WHERE decision IS DISTINCT FROM 'lifted';
CREATE INDEX hiding_of_need ON budgeting.hiding (need_id, hidden_at) WHERE need_id IS NOT NULL;

-- What was hidden before can be appealed too, to another moderator than who hid it.
INSERT INTO budgeting.hiding (id, need_id, hidden_by, hidden_at)
SELECT gen_random_uuid(), n.id, a.account_id, coalesce(a.acted_at, n.created_at)
FROM budgeting.need n LEFT JOIN LATERAL (
  SELECT account_id, acted_at FROM audit.act WHERE act = 'budgeting.hide-need' AND subject_kind = 'need' AND subject_id = n.number::text
  ORDER BY acted_at DESC LIMIT 1) a ON true
WHERE n.hidden_reason IS NOT NULL;
