-- Kept pages also show ballots of paper, what other rules would have chosen, whether numbers were recounted, and whose roll it is.
DO $$
DECLARE
  of record;
BEGIN
  FOR of IN
    SELECT shown.name, teller, event, CASE event WHEN 'DELETE' THEN 'OLD TABLE AS changed' ELSE 'NEW TABLE AS changed' END AS seen
    FROM (VALUES
      ('budgeting.paper', 'budgeting.tell_by_process'),
      ('budgeting.paper_handed', 'budgeting.tell_of_counts'),
      ('budgeting.paper_run', 'budgeting.tell_by_process'),
      ('budgeting.paper_ballot', 'budgeting.tell_by_process'),
      ('budgeting.evaluation', 'budgeting.tell_by_process'),
      ('budgeting.recount', 'budgeting.tell_by_process'),
      ('budgeting.recount_difference', 'budgeting.tell_by_process'),
      ('processes.roll', 'processes.tell_by_process')
    ) AS shown (name, teller), unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) AS event
  LOOP
    EXECUTE format('CREATE TRIGGER tell_%s AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION %s()',
      lower(of.event), of.event, of.name, of.seen, of.teller);
  END LOOP;
END $$;
