-- The log's name, fixed when it begins: it follows neither the port nor the public address.
ALTER TABLE ledger.log ADD COLUMN origin text;

-- Every tree that was signed. Each names the one before it, and no two name the same: two sequencers can never both sign.
CREATE TABLE ledger.checkpoint (
  size bigint PRIMARY KEY,
  after_size bigint NOT NULL CONSTRAINT checkpoint_one_after_each UNIQUE,
  root bytea NOT NULL CONSTRAINT checkpoint_root_is_sha256 CHECK (octet_length(root) = 32),
  -- Signed by the log alone, as it was signed.
  note text NOT NULL,
  signed_at timestamptz NOT NULL,
  CONSTRAINT checkpoint_grows CHECK (size > after_size)
);
CREATE INDEX checkpoint_by_time ON ledger.checkpoint (signed_at);
CREATE TRIGGER checkpoint_is_append_only BEFORE UPDATE OR DELETE ON ledger.checkpoint FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

-- What witnesses said of a checkpoint: their lines of the note.
CREATE TABLE ledger.cosignature (
  size bigint NOT NULL REFERENCES ledger.checkpoint,
  witness text NOT NULL,
  line text NOT NULL,
  signed_at timestamptz NOT NULL,
  PRIMARY KEY (size, witness)
);

CREATE OR REPLACE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%.% is append-only', TG_TABLE_SCHEMA, TG_TABLE_NAME;
END $$;
