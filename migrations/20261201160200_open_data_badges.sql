-- Which badges a public dataset has, for lists and the search: a rule (around/badges) looks at everything anew every few minutes and keeps here what
-- it found. Nobody's data; gone with the dataset.
CREATE TABLE open_data.dataset_badge (
  dataset_id uuid NOT NULL REFERENCES open_data.dataset ON DELETE CASCADE,
  badge text NOT NULL CONSTRAINT dataset_badge_known CHECK (badge IN ('high-value', 'on-time', 'excellent', 'reused', 'answers')),
  CONSTRAINT dataset_badge_once PRIMARY KEY (dataset_id, badge)
);
CREATE TRIGGER tell_insert AFTER INSERT ON open_data.dataset_badge REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION open_data.tell_by_part();
CREATE TRIGGER tell_update AFTER UPDATE ON open_data.dataset_badge REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION open_data.tell_by_part();
CREATE TRIGGER tell_delete AFTER DELETE ON open_data.dataset_badge REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION open_data.tell_by_part();
