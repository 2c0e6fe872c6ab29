-- Topics of kernel.change: 'petitions 42' (anything that is shown of petition 42), 'petitions.list' (which petitions are listed, and by what
-- they are found), 'petitions.counts' (their order by signatures), 'petitions.fold' (counts were brought up to date), '*' (anything).
-- The way of a signature passes no trigger: signatures are inserted without telling, and the fold tells of the count every other second.

CREATE FUNCTION petitions.tell_by_petition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT 'petitions ' || p.number FROM changed c JOIN petitions.petition p ON p.id = c.petition_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE FUNCTION petitions.tell_by_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT 'petitions ' || p.number FROM changed c
  JOIN petitions.case k ON k.id = c.case_id JOIN petitions.petition p ON p.id = k.petition_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE FUNCTION petitions.tell_by_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic) SELECT DISTINCT 'petitions ' || number FROM changed ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- The clocks of cases are kept by commons.
CREATE FUNCTION petitions.tell_by_clock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT 'petitions ' || p.number FROM changed c
  JOIN petitions.case k ON k.id::text = c.subject_id JOIN petitions.petition p ON p.id = k.petition_id
  WHERE c.subject_kind = 'petitions.case'
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- A listing is written anew whenever its petition is touched, and its counts by every fold: lists change only when what they
-- filter and sort by does.
CREATE FUNCTION petitions.tell_of_listing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO kernel.change (topic)
    SELECT DISTINCT told.topic FROM changed n JOIN before o USING (petition_id) CROSS JOIN LATERAL (
      SELECT 'petitions.list' AS topic
      WHERE to_jsonb(o) - 'signatures' - 'signatures_week' <> to_jsonb(n) - 'signatures' - 'signatures_week'
      UNION ALL SELECT 'petitions.counts'
      WHERE (o.signatures, o.signatures_week) <> (n.signatures, n.signatures_week)
      UNION ALL SELECT 'petitions ' || p.number FROM petitions.petition p WHERE p.id = n.petition_id AND o IS DISTINCT FROM n
    ) told
    ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO kernel.change (topic) SELECT 'petitions.list' WHERE EXISTS (SELECT FROM changed) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION petitions.tell_of_list() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic) SELECT 'petitions.list' WHERE EXISTS (SELECT FROM changed) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- How many signatories are shown is counted from their rows; who chose so may be forgotten without any change of the count.
CREATE FUNCTION petitions.tell_by_signature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic) SELECT 'petitions ' || number FROM petitions.petition WHERE id = NEW.petition_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER tell_update AFTER UPDATE OF name, show_name, ended_at, hold_id ON petitions.signature FOR EACH ROW
  WHEN ((OLD.show_name AND OLD.name IS NOT NULL AND OLD.ended_at IS NULL AND OLD.hold_id IS NULL)
    <> (NEW.show_name AND NEW.name IS NOT NULL AND NEW.ended_at IS NULL AND NEW.hold_id IS NULL))
  EXECUTE FUNCTION petitions.tell_by_signature();

-- A trigger that sees the changed rows is for one event.
DO $$
DECLARE
  of record;
BEGIN
  FOR of IN
    SELECT shown.name, teller, event,
      CASE event WHEN 'INSERT' THEN 'NEW TABLE AS changed' WHEN 'DELETE' THEN 'OLD TABLE AS changed'
        ELSE 'OLD TABLE AS before NEW TABLE AS changed' END AS seen
    FROM (VALUES
      ('petitions.petition', 'petitions.tell_by_number'),
      ('petitions.addressee', 'petitions.tell_by_petition'),
      ('petitions.threshold', 'petitions.tell_by_petition'),
      ('petitions.event', 'petitions.tell_by_petition'),
      ('petitions.signature_count', 'petitions.tell_by_petition'),
      ('petitions.day_count', 'petitions.tell_by_petition'),
      ('petitions.published_units', 'petitions.tell_by_petition'),
      ('petitions.recount', 'petitions.tell_by_petition'),
      ('petitions.recount_difference', 'petitions.tell_by_petition'),
      ('petitions.document', 'petitions.tell_by_petition'),
      ('petitions.clarification', 'petitions.tell_by_petition'),
      ('petitions.supporting_organisation', 'petitions.tell_by_petition'),
      ('petitions.mask', 'petitions.tell_by_petition'),
      ('petitions.moderation_item', 'petitions.tell_by_petition'),
      ('petitions.moderation_decision', 'petitions.tell_by_petition'),
      ('petitions.paper_batch', 'petitions.tell_by_petition'),
      ('petitions.paper_units', 'petitions.tell_by_petition'),
      ('petitions.case', 'petitions.tell_by_petition'),
      ('petitions.case_answer', 'petitions.tell_by_case'),
      ('petitions.case_follow_up', 'petitions.tell_by_case'),
      ('petitions.case_file', 'petitions.tell_by_case'),
      ('lifecycle.clock', 'petitions.tell_by_clock'),
      ('petitions.listing', 'petitions.tell_of_listing'),
      ('petitions.listing_text', 'petitions.tell_of_list')
    ) AS shown (name, teller), unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) AS event
  LOOP
    EXECUTE format('CREATE TRIGGER tell_%s AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION %s()',
      lower(of.event), of.event, of.name, of.seen, of.teller);
  END LOOP;
END $$;

CREATE TRIGGER tell_fold AFTER INSERT OR UPDATE ON petitions.fold FOR EACH STATEMENT EXECUTE FUNCTION kernel.tell_change('petitions.fold');
CREATE TRIGGER tell_emptying AFTER TRUNCATE ON petitions.petition FOR EACH STATEMENT EXECUTE FUNCTION kernel.tell_change('*');
