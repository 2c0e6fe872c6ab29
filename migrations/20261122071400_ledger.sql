CREATE SCHEMA ledger;

CREATE TABLE ledger.log (
  single boolean PRIMARY KEY DEFAULT true CONSTRAINT log_is_one CHECK (single),
  next_index bigint NOT NULL
);
INSERT INTO ledger.log (next_index) VALUES (0);

-- Append-only: one row an act that counts, in the bytes that will be hashed.
CREATE TABLE ledger.entry (
  index bigint PRIMARY KEY,
  kind text NOT NULL,
  body bytea NOT NULL CONSTRAINT entry_fits_a_bundle CHECK (octet_length(body) <= 65535),
  appended_at timestamptz NOT NULL
);

CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger.entry is append-only';
END $$;
CREATE TRIGGER entry_is_append_only BEFORE UPDATE OR DELETE ON ledger.entry FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();
