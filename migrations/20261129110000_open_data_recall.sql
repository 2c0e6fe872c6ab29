-- A version that was taken down: of a public one everybody sees that it was and why; a draft was only deleted.
CREATE TABLE open_data.recall (
  version_id uuid CONSTRAINT recall_once PRIMARY KEY REFERENCES open_data.version,
  -- The act by which it was, with all other versions of the same bytes.
  act_id uuid NOT NULL,
  reason text NOT NULL CONSTRAINT recall_reason_known CHECK (reason IN ('personal-data', 'wrong-data', 'no-right', 'other', 'draft')),
  -- In the officer's words, for everybody; a draft needs none.
  text text,
  by_role text NOT NULL CONSTRAINT recall_by_known CHECK (by_role IN ('officer', 'administrator')),
  -- Null once this account was erased.
  account_id uuid REFERENCES people.account,
  recalled_at timestamptz NOT NULL,
  CONSTRAINT recall_says_why CHECK ((reason = 'draft') = (text IS NULL))
);
CREATE INDEX recall_of_act ON open_data.recall (act_id);
CREATE INDEX recall_of_account ON open_data.recall (account_id) WHERE account_id IS NOT NULL;

-- Kept files that must be gone from every disk. The column is not called sha256: a column of that name keeps a file alive (kernel/files).
CREATE TABLE open_data.recalled_copy (
  hash text NOT NULL,
  version_id uuid NOT NULL REFERENCES open_data.version,
  recalled_at timestamptz NOT NULL,
  -- When it was removed, or found to be needed by another version.
  cleared_at timestamptz,
  CONSTRAINT recalled_copy_once PRIMARY KEY (hash, version_id)
);
CREATE INDEX recalled_copy_newest ON open_data.recalled_copy (recalled_at);
CREATE INDEX recalled_copy_left ON open_data.recalled_copy (recalled_at) WHERE cleared_at IS NULL;

-- What was wrong in a version, and which one is right.
CREATE TABLE open_data.erratum (
  id uuid PRIMARY KEY,
  version_id uuid NOT NULL REFERENCES open_data.version,
  -- {"ro": …, "ru": …, "en": …}
  text jsonb NOT NULL CONSTRAINT erratum_in_romanian CHECK (text ? 'ro'),
  replaced_by uuid REFERENCES open_data.version,
  account_id uuid REFERENCES people.account,
  published_at timestamptz NOT NULL,
  CONSTRAINT erratum_of_another CHECK (replaced_by <> version_id)
);
CREATE INDEX erratum_of_version ON open_data.erratum (version_id, published_at);
CREATE INDEX erratum_of_account ON open_data.erratum (account_id) WHERE account_id IS NOT NULL;

-- Personal data had been public: the authority for data protection is to be told within hours, or a reason why not is written down.
CREATE TABLE open_data.breach (
  id uuid PRIMARY KEY,
  dataset_id uuid NOT NULL REFERENCES open_data.dataset,
  act_id uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  closed_at timestamptz,
  outcome text CONSTRAINT breach_outcome_known CHECK (outcome IN ('told', 'no-risk')),
  outcome_text text,
  account_id uuid REFERENCES people.account,
  CONSTRAINT breach_once UNIQUE (act_id, dataset_id),
  CONSTRAINT breach_due_later CHECK (due_at > opened_at),
  CONSTRAINT breach_closed_whole CHECK ((closed_at IS NULL) = (outcome IS NULL) AND (closed_at IS NULL) = (outcome_text IS NULL))
);
CREATE INDEX breach_open ON open_data.breach (due_at) WHERE closed_at IS NULL;
CREATE INDEX breach_of_dataset ON open_data.breach (dataset_id);
CREATE INDEX breach_of_account ON open_data.breach (account_id) WHERE account_id IS NOT NULL;

-- Public pages show both, and copies of these are kept.
CREATE FUNCTION open_data.tell_by_version_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM open_data.tell_of_datasets(VARIADIC (
    SELECT array_agg(DISTINCT x.dataset_id) FROM changed c JOIN open_data.version v ON v.id = c.version_id
    JOIN open_data.distribution x ON x.id = v.distribution_id
  ));
  RETURN NULL;
END $$;

DO $$
DECLARE
  of record;
BEGIN
  FOR of IN
    SELECT shown.name, event, CASE event WHEN 'DELETE' THEN 'OLD TABLE AS changed' ELSE 'NEW TABLE AS changed' END AS seen
    FROM (VALUES ('open_data.recall'), ('open_data.erratum')) AS shown (name), unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) AS event
  LOOP
    EXECUTE format('CREATE TRIGGER tell_%s AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION open_data.tell_by_version_id()',
      lower(of.event), of.event, of.name, of.seen);
  END LOOP;
END $$;
