-- Topics of kernel.change: 'processes 7' (anything that is shown of process 7 but counts), 'processes.list' (which processes are listed, and as
-- what). Rooms tell 'processes 7 counts' when they fold what they count of it.
CREATE FUNCTION processes.tell_by_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT 'processes ' || number FROM changed UNION SELECT 'processes.list' WHERE EXISTS (SELECT FROM changed)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE FUNCTION processes.tell_by_process() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT 'processes ' || p.number FROM changed c JOIN processes.process p ON p.id = c.process_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

DO $$
DECLARE
  of record;
BEGIN
  FOR of IN
    SELECT shown.name, teller, event, CASE event WHEN 'DELETE' THEN 'OLD TABLE AS changed' ELSE 'NEW TABLE AS changed' END AS seen
    FROM (VALUES
      ('processes.process', 'processes.tell_by_number'),
      ('processes.phase', 'processes.tell_by_process'),
      ('processes.phase_move', 'processes.tell_by_process'),
      ('processes.event', 'processes.tell_by_process')
    ) AS shown (name, teller), unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) AS event
  LOOP
    EXECUTE format('CREATE TRIGGER tell_%s AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION %s()',
      lower(of.event), of.event, of.name, of.seen, of.teller);
  END LOOP;
END $$;
CREATE TRIGGER tell_emptying AFTER TRUNCATE ON processes.process FOR EACH STATEMENT EXECUTE FUNCTION kernel.tell_change('*');
