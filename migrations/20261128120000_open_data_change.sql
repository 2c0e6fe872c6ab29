-- Topics of kernel.change: 'open-data buget-2026' (anything that is shown of that dataset), 'open-data.datasets' (which datasets are listed,
-- by what they are found and what is counted of them). What is not public is told to nobody.
CREATE FUNCTION open_data.tell_of_datasets(VARIADIC ids uuid[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO kernel.change (topic)
  SELECT told.topic FROM open_data.dataset d CROSS JOIN LATERAL (
    SELECT 'open-data ' || d.name AS topic UNION ALL SELECT 'open-data.datasets'
  ) told
  WHERE d.id = ANY (ids) AND d.published_at IS NOT NULL
  GROUP BY told.topic ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION open_data.tell_by_dataset() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- What is deleted is found by nobody; the demo alone deletes, and makes everything anew.
  PERFORM open_data.tell_of_datasets(VARIADIC (SELECT array_agg(id) FROM changed));
  RETURN NULL;
END $$;

CREATE FUNCTION open_data.tell_by_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM open_data.tell_of_datasets(VARIADIC (SELECT array_agg(DISTINCT dataset_id) FROM changed));
  RETURN NULL;
END $$;

-- How far a file has been read is nobody's business but the officer's.
CREATE FUNCTION open_data.tell_by_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM open_data.tell_of_datasets(VARIADIC (
    SELECT array_agg(DISTINCT x.dataset_id) FROM changed c JOIN open_data.distribution x ON x.id = c.distribution_id
    WHERE c.state IN ('published', 'superseded', 'recalled')
  ));
  RETURN NULL;
END $$;

CREATE FUNCTION open_data.tell_by_table() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM open_data.tell_of_datasets(VARIADIC (
    SELECT array_agg(DISTINCT x.dataset_id) FROM changed c JOIN open_data.distribution x ON x.current_version_id = c.version_id
  ));
  RETURN NULL;
END $$;

DO $$
DECLARE
  of record;
BEGIN
  FOR of IN
    SELECT shown.name, teller, event, CASE event WHEN 'DELETE' THEN 'OLD TABLE AS changed' ELSE 'NEW TABLE AS changed' END AS seen
    FROM (VALUES
      ('open_data.dataset', 'open_data.tell_by_dataset'),
      ('open_data.dataset_history', 'open_data.tell_by_part'),
      ('open_data.distribution', 'open_data.tell_by_part'),
      ('open_data.version', 'open_data.tell_by_version'),
      ('open_data.table_version', 'open_data.tell_by_table')
    ) AS shown (name, teller), unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) AS event
  LOOP
    EXECUTE format('CREATE TRIGGER tell_%s AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION %s()',
      lower(of.event), of.event, of.name, of.seen, of.teller);
  END LOOP;
END $$;
