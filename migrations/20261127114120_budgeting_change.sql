-- Topics of kernel.change: 'ideas 42' (anything that is shown of idea 42), 'budgeting.ideas 7' (which ideas process 7 has, and by what they are
-- found), 'budgeting.supports 7' (their order by support), 'processes 7' (money, projects, result), 'processes 7 counts'. A ballot tells
-- nothing: the fold of counts does.
CREATE FUNCTION budgeting.tell_by_process() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT 'processes ' || p.number FROM changed c JOIN processes.process p ON p.id = c.process_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE FUNCTION budgeting.tell_of_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT 'processes ' || p.number || ' counts' FROM changed c JOIN processes.process p ON p.id = c.process_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE FUNCTION budgeting.tell_by_idea() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT 'ideas ' || i.number FROM changed c JOIN budgeting.idea i ON i.id = c.idea_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- The clocks of opinions and appeals are kept by commons.
CREATE FUNCTION budgeting.tell_by_clock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT 'ideas ' || i.number FROM changed c
  LEFT JOIN budgeting.opinion o ON o.id = c.subject_id::uuid JOIN budgeting.idea i ON i.id IN (o.idea_id, c.subject_id::uuid)
  WHERE c.subject_kind IN ('budgeting.opinion', 'budgeting.appeal')
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- A support moves one number: lists that are sorted otherwise stay as they are but for the idea itself.
CREATE FUNCTION budgeting.tell_of_idea() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO kernel.change (topic)
    SELECT DISTINCT told.topic FROM changed n JOIN before o USING (id) JOIN processes.process p ON p.id = n.process_id CROSS JOIN LATERAL (
      SELECT 'ideas ' || n.number AS topic WHERE o IS DISTINCT FROM n
      UNION ALL SELECT 'budgeting.supports ' || p.number WHERE o.supports <> n.supports
      UNION ALL SELECT 'budgeting.ideas ' || p.number WHERE to_jsonb(o) - 'supports' <> to_jsonb(n) - 'supports'
      -- The page of an idea names what became part of it.
      UNION ALL SELECT 'ideas ' || i.number FROM budgeting.idea i
      WHERE i.id IN (n.merged_into, o.merged_into) AND to_jsonb(o) - 'supports' <> to_jsonb(n) - 'supports'
      UNION ALL SELECT 'ideas ' || i.number FROM budgeting.idea i
      WHERE i.merged_into = n.id AND to_jsonb(o) - 'supports' <> to_jsonb(n) - 'supports'
    ) told
    ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO kernel.change (topic)
    SELECT DISTINCT told.topic FROM changed n JOIN processes.process p ON p.id = n.process_id CROSS JOIN LATERAL (
      SELECT 'ideas ' || n.number AS topic UNION ALL SELECT 'budgeting.ideas ' || p.number
    ) told
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE
  of record;
BEGIN
  FOR of IN
    SELECT shown.name, teller, prefix, event, CASE
      WHEN event = 'INSERT' THEN 'NEW TABLE AS changed' WHEN event = 'DELETE' THEN 'OLD TABLE AS changed'
      ELSE 'OLD TABLE AS before NEW TABLE AS changed' END AS seen
    FROM (VALUES
      ('budgeting.budget', 'budgeting.tell_by_process', 'tell'),
      ('budgeting.envelope', 'budgeting.tell_by_process', 'tell'),
      ('budgeting.project', 'budgeting.tell_by_process', 'tell'),
      ('budgeting.result', 'budgeting.tell_by_process', 'tell'),
      ('budgeting.ballot_count', 'budgeting.tell_of_counts', 'tell'),
      ('budgeting.idea_count', 'budgeting.tell_of_counts', 'tell'),
      ('budgeting.idea', 'budgeting.tell_of_idea', 'tell'),
      ('budgeting.idea_event', 'budgeting.tell_by_idea', 'tell'),
      ('budgeting.opinion', 'budgeting.tell_by_idea', 'tell'),
      ('budgeting.cost', 'budgeting.tell_by_idea', 'tell'),
      ('lifecycle.clock', 'budgeting.tell_by_clock', 'tell_budgeting')
    ) AS shown (name, teller, prefix), unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) AS event
  LOOP
    EXECUTE format('CREATE TRIGGER %s_%s AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION %s()',
      of.prefix, lower(of.event), of.event, of.name, of.seen, of.teller);
  END LOOP;
END $$;
