-- Every half minute scores are looked at, and mostly nothing changes: then no list need be made anew.
DROP TRIGGER tell_score ON open_data.dataset_score;
DROP TRIGGER tell_score ON open_data.score_day;
CREATE OR REPLACE FUNCTION open_data.tell_by_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed) THEN
    INSERT INTO kernel.change (topic) VALUES ('open-data.datasets') ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['dataset_score', 'score_day'] LOOP
    EXECUTE format('CREATE TRIGGER tell_score_insert AFTER INSERT ON open_data.%I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION open_data.tell_by_score()', name);
    EXECUTE format('CREATE TRIGGER tell_score_update AFTER UPDATE ON open_data.%I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION open_data.tell_by_score()', name);
    EXECUTE format('CREATE TRIGGER tell_score_delete AFTER DELETE ON open_data.%I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION open_data.tell_by_score()', name);
  END LOOP;
END $$;
