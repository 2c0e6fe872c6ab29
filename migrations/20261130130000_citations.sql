-- Which public texts of the house link to which things of it: gathered from the texts, so it can be made again at any time.
CREATE SCHEMA citations;

CREATE TABLE citations.citation (
  -- '<room>.<thing>' that a room declares as citing, and what stands in its address.
  from_kind text NOT NULL,
  from_key text NOT NULL,
  -- By the languages in which it has one.
  from_title jsonb NOT NULL,
  -- Of its page, without language.
  from_path text NOT NULL,
  -- '<room>.<thing>' that a room declares as citable.
  to_kind text NOT NULL,
  to_key text NOT NULL,
  to_title jsonb NOT NULL,
  to_path text NOT NULL,
  found_at timestamptz NOT NULL,
  CONSTRAINT citation_once PRIMARY KEY (to_kind, to_key, from_kind, from_key)
);
CREATE INDEX citation_from ON citations.citation (from_kind, from_key, to_kind, to_key);

-- Topic of kernel.change: 'citations petitions.petition 42', of either end.
CREATE FUNCTION citations.tell_both_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT 'citations ' || from_kind || ' ' || from_key FROM changed UNION SELECT 'citations ' || to_kind || ' ' || to_key FROM changed
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER tell_insert AFTER INSERT ON citations.citation REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION citations.tell_both_ends();
CREATE TRIGGER tell_update AFTER UPDATE ON citations.citation REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION citations.tell_both_ends();
CREATE TRIGGER tell_delete AFTER DELETE ON citations.citation REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION citations.tell_both_ends();
