-- Ballots of paper are told apart: given out, counted, not valid. Statistics that were made before said one number for all; those with
-- paper are made anew as soon as the job runs.
UPDATE budgeting.process_statistics SET figures = figures - 'ballots' || jsonb_build_object('turnout',
  jsonb_build_object('ballots', figures->'ballots', 'counts', CASE WHEN EXISTS (
    SELECT 1 FROM budgeting.paper_handed h WHERE h.process_id = process_statistics.process_id) THEN 'cast-or-given' ELSE 'cast' END, 'paper', NULL));

-- Pages that are kept tell what was counted in batches.
DO $$
DECLARE
  event text;
BEGIN
  FOREACH event IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE'] LOOP
    EXECUTE format('CREATE TRIGGER tell_%s AFTER %s ON budgeting.paper_batch REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION budgeting.tell_by_process()',
      lower(event), event, CASE event WHEN 'DELETE' THEN 'OLD TABLE AS changed' ELSE 'NEW TABLE AS changed' END);
  END LOOP;
END $$;
