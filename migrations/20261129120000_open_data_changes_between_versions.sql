-- Which columns name a row of a table, as its officers say (primaryKey of Frictionless Table Schema); without it the house looks for such columns.
CREATE TABLE open_data.table_key (
  table_id uuid CONSTRAINT table_key_once PRIMARY KEY REFERENCES open_data.data_table,
  columns text[] NOT NULL CONSTRAINT table_key_of_columns CHECK (cardinality(columns) BETWEEN 1 AND 10)
);

-- How many rows a version of a table added, removed and changed against an earlier one, counted when it is published.
CREATE TABLE open_data.version_change (
  version_id uuid NOT NULL,
  before_id uuid NOT NULL,
  table_id uuid NOT NULL,
  -- By which columns rows were known; empty: whole rows were compared.
  key text[] NOT NULL,
  -- Null where it took too long, so that nobody tries again.
  added bigint,
  removed bigint,
  changed bigint,
  CONSTRAINT version_change_once PRIMARY KEY (version_id, before_id, table_id),
  CONSTRAINT version_change_of_table FOREIGN KEY (version_id, table_id) REFERENCES open_data.table_version ON DELETE CASCADE,
  CONSTRAINT version_change_since_table FOREIGN KEY (before_id, table_id) REFERENCES open_data.table_version ON DELETE CASCADE,
  CONSTRAINT version_change_counted_whole CHECK ((added IS NULL) = (removed IS NULL) AND (added IS NULL) = (changed IS NULL))
);
CREATE INDEX version_change_since ON open_data.version_change (before_id, table_id);

-- Both are shown on public pages, of which copies are kept.
CREATE FUNCTION open_data.tell_by_table_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM open_data.tell_of_datasets(VARIADIC (
    SELECT array_agg(DISTINCT x.dataset_id) FROM changed c JOIN open_data.data_table t ON t.id = c.table_id
    JOIN open_data.distribution x ON x.id = t.distribution_id
  ));
  RETURN NULL;
END $$;

DO $$
DECLARE
  of record;
BEGIN
  FOR of IN
    SELECT shown.name, event, CASE event WHEN 'DELETE' THEN 'OLD TABLE AS changed' ELSE 'NEW TABLE AS changed' END AS seen
    FROM (VALUES ('open_data.table_key'), ('open_data.version_change')) AS shown (name), unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) AS event
  LOOP
    EXECUTE format('CREATE TRIGGER tell_%s AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION open_data.tell_by_table_id()',
      lower(of.event), of.event, of.name, of.seen);
  END LOOP;
END $$;
