-- Kept pages of ideas show who wrote them, their pictures and earlier words, and the need they answer; pages of processes count needs.
CREATE FUNCTION budgeting.tell_by_picture() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT 'ideas ' || i.number FROM changed c JOIN budgeting.idea_picture p ON p.id = c.picture_id JOIN budgeting.idea i ON i.id = p.idea_id
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
      ('budgeting.co_author', 'budgeting.tell_by_idea'),
      ('budgeting.hiding', 'budgeting.tell_by_idea'),
      ('budgeting.idea_picture', 'budgeting.tell_by_idea'),
      ('budgeting.idea_picture_file', 'budgeting.tell_by_picture'),
      ('budgeting.idea_text', 'budgeting.tell_by_idea'),
      ('budgeting.need', 'budgeting.tell_by_process'),
      ('budgeting.need_group', 'budgeting.tell_by_process'),
      ('budgeting.need_meeting', 'budgeting.tell_by_process'),
      ('budgeting.need_points', 'budgeting.tell_by_process')
    ) AS shown (name, teller), unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) AS event
  LOOP
    EXECUTE format('CREATE TRIGGER tell_%s AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION %s()',
      lower(of.event), of.event, of.name, of.seen, of.teller);
  END LOOP;
END $$;
