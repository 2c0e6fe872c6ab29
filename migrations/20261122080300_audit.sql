CREATE SCHEMA audit;

-- Every act of an official. A citizen's counted act is its own record.
CREATE TABLE audit.act (
  id uuid PRIMARY KEY,
  account_id uuid REFERENCES people.account,
  role text NOT NULL,
  organisation_id uuid REFERENCES organisations.organisation,
  act text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  acted_at timestamptz NOT NULL
);
CREATE INDEX act_newest ON audit.act (acted_at DESC, id DESC);
CREATE INDEX act_of_subject ON audit.act (subject_kind, subject_id, acted_at DESC);
CREATE INDEX act_of_account ON audit.act (account_id, acted_at DESC);

-- An official read personal data; the person can see it.
CREATE TABLE audit.reading (
  id uuid PRIMARY KEY,
  reader_id uuid NOT NULL REFERENCES people.account,
  organisation_id uuid REFERENCES organisations.organisation,
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  purpose text NOT NULL,
  read_at timestamptz NOT NULL
);
CREATE INDEX reading_of_mailbox ON audit.reading (mailbox_id, read_at DESC);

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit record is append-only';
END $$;
CREATE TRIGGER act_is_append_only BEFORE UPDATE OR DELETE ON audit.act FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER reading_is_append_only BEFORE UPDATE OR DELETE ON audit.reading FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
