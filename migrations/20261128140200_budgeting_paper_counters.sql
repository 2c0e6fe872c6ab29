-- At which counters one votes on paper and how one asks for a visit at home, as the authority says it in public.
CREATE TABLE budgeting.paper_counters (
  process_id uuid PRIMARY KEY REFERENCES processes.process,
  -- {ro, ru?, en?}: addresses, days, hours
  counters jsonb NOT NULL,
  -- {ro, ru?, en?}; null where nobody comes home
  home jsonb,
  said_at timestamptz NOT NULL
);

DO $$
DECLARE
  event text;
BEGIN
  FOREACH event IN ARRAY ARRAY['INSERT', 'UPDATE', 'DELETE'] LOOP
    EXECUTE format('CREATE TRIGGER tell_%s AFTER %s ON budgeting.paper_counters REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION budgeting.tell_by_process()',
      lower(event), event, CASE event WHEN 'DELETE' THEN 'OLD TABLE AS changed' ELSE 'NEW TABLE AS changed' END);
  END LOOP;
END $$;
