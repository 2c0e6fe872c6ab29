-- The page of a table shows on which law personal data in it stands, and copies of that page are kept.
DO $$
DECLARE
  of record;
BEGIN
  FOR of IN
    SELECT shown.name, event, CASE event WHEN 'DELETE' THEN 'OLD TABLE AS changed' ELSE 'NEW TABLE AS changed' END AS seen
    FROM (VALUES ('open_data.legal_basis'), ('open_data.finding')) AS shown (name), unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) AS event
  LOOP
    EXECUTE format('CREATE TRIGGER tell_%s AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION open_data.tell_by_version_id()',
      lower(of.event), of.event, of.name, of.seen);
  END LOOP;
END $$;
