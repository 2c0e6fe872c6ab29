-- What a table is called, and where it stands, are a version's own: a version that was only read must not rename what everybody sees. A table
-- keeps the name under which it was first seen; another table may have been seen first under the same one.
ALTER TABLE open_data.table_version ADD COLUMN sheet text, ADD COLUMN position integer;
UPDATE open_data.table_version v SET sheet = t.sheet, position = t.position FROM open_data.data_table t WHERE t.id = v.table_id;
ALTER TABLE open_data.table_version ALTER COLUMN sheet SET NOT NULL, ALTER COLUMN position SET NOT NULL,
  ADD CONSTRAINT table_version_named UNIQUE (version_id, sheet);
ALTER TABLE open_data.data_table DROP CONSTRAINT data_table_named;
CREATE INDEX data_table_of_distribution ON open_data.data_table (distribution_id);
