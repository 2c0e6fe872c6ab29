-- Who said no before the second look was there is known from the acts: the same officer does not answer again.
UPDATE budgeting.idea i SET refused_by = (
  SELECT a.account_id FROM audit.act a
  WHERE a.subject_kind = 'idea' AND a.subject_id = i.number::text AND a.act = 'budgeting.answer-idea' AND a.data ->> 'decision' = 'not-taken-up'
  ORDER BY a.acted_at, a.id LIMIT 1)
WHERE i.refused_by IS NULL
  AND EXISTS (SELECT FROM budgeting.idea_answer w WHERE w.idea_id = i.id AND w.round = 1 AND NOT w.taken_up);
