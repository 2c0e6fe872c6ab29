-- Datasets that belong together, one for each year, month or round of the same thing (dcat:DatasetSeries). A series is public while one of its
-- datasets is; an empty one is deleted by its institution, one with datasets is not. Nobody's personal data.
CREATE TABLE open_data.series (
  id uuid PRIMARY KEY,
  -- Stands in addresses.
  name text NOT NULL CONSTRAINT series_name_unique UNIQUE CONSTRAINT series_name_is_plain CHECK (name ~ '^[a-z0-9_-]{2,100}$'),
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  title jsonb NOT NULL CONSTRAINT series_titled_in_romanian CHECK (title ? 'ro'),
  -- Plain text; DCAT-AP asks for one.
  description jsonb NOT NULL CONSTRAINT series_described_in_romanian CHECK (description ? 'ro'),
  created_at timestamptz NOT NULL,
  modified_at timestamptz NOT NULL
);
CREATE INDEX series_of_organisation ON open_data.series (organisation_id, id DESC);

-- A dataset stands in one series at most; a draft that is deleted leaves it.
CREATE TABLE open_data.series_member (
  dataset_id uuid PRIMARY KEY REFERENCES open_data.dataset ON DELETE CASCADE,
  series_id uuid NOT NULL REFERENCES open_data.series,
  -- From the oldest on; with gaps.
  position integer NOT NULL,
  CONSTRAINT series_member_ordered UNIQUE (series_id, position) DEFERRABLE INITIALLY DEFERRED
);

-- The page of a dataset names the ones before and after it: what changes of a public dataset is told of those beside it too.
CREATE OR REPLACE FUNCTION open_data.tell_of_datasets(VARIADIC ids uuid[]) RETURNS void LANGUAGE sql AS $$
  WITH shown AS (
    SELECT unnest(ids) AS id
    UNION
    SELECT beside.dataset_id FROM open_data.dataset d JOIN open_data.series_member m ON m.dataset_id = d.id
    JOIN open_data.series_member beside USING (series_id) WHERE d.id = ANY (ids) AND d.published_at IS NOT NULL
  )
  INSERT INTO kernel.change (topic)
  SELECT told.topic FROM open_data.dataset d JOIN shown USING (id) CROSS JOIN LATERAL (
    SELECT 'open-data ' || d.name AS topic UNION ALL SELECT 'open-data.datasets'
  ) told
  WHERE d.published_at IS NOT NULL
  GROUP BY told.topic ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION open_data.tell_by_series() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM open_data.tell_of_datasets(VARIADIC (
    SELECT array_agg(m.dataset_id) FROM changed c JOIN open_data.series_member m ON m.series_id = c.id
  ));
  RETURN NULL;
END $$;

-- Also those that stay behind when one goes.
CREATE FUNCTION open_data.tell_by_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM open_data.tell_of_datasets(VARIADIC (
    SELECT array_agg(id) FROM (
      SELECT dataset_id AS id FROM changed UNION
      SELECT m.dataset_id FROM changed c JOIN open_data.series_member m USING (series_id)
    ) one
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
      ('open_data.series', 'open_data.tell_by_series'),
      ('open_data.series_member', 'open_data.tell_by_member')
    ) AS shown (name, teller), unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) AS event
  LOOP
    EXECUTE format('CREATE TRIGGER tell_%s AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION %s()',
      lower(of.event), of.event, of.name, of.seen, of.teller);
  END LOOP;
END $$;
