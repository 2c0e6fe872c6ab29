CREATE SCHEMA demo;

-- One row in a database that began as a demo, none in any other. Only a demo may be put back to its beginning.
CREATE TABLE demo.installation (
  single boolean PRIMARY KEY DEFAULT true CONSTRAINT installation_is_one CHECK (single),
  filled_at timestamptz NOT NULL,
  reset_asked_at timestamptz,
  -- From here on nothing is answered and no timer runs until the demo is whole again.
  reset_begun_at timestamptz,
  CONSTRAINT installation_begins_what_was_asked CHECK (reset_begun_at IS NULL OR reset_asked_at IS NOT NULL)
);

-- A trigger for rows does not see TRUNCATE, so what is append-only could be emptied. Now it cannot, but in a demo that is put back;
-- docs/decisions says why.
CREATE FUNCTION demo.refuse_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM demo.installation WHERE reset_begun_at IS NOT NULL) THEN
    RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER entry_is_never_emptied BEFORE TRUNCATE ON ledger.entry FOR EACH STATEMENT EXECUTE FUNCTION demo.refuse_emptying();
CREATE TRIGGER act_is_never_emptied BEFORE TRUNCATE ON audit.act FOR EACH STATEMENT EXECUTE FUNCTION demo.refuse_emptying();
CREATE TRIGGER reading_is_never_emptied BEFORE TRUNCATE ON audit.reading FOR EACH STATEMENT EXECUTE FUNCTION demo.refuse_emptying();
