-- Discussions and the news about them name a subject by a number.
ALTER TABLE open_data.dataset ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT dataset_number_unique UNIQUE;

-- What others made of data: a reuse, or a file of theirs beside it. Public once an official has looked.
CREATE TABLE open_data.reuse (
  id uuid PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT reuse_number_unique UNIQUE,
  -- What it is; types of files stand beside the data, the others are made of it (reuse.ts).
  type text NOT NULL CONSTRAINT reuse_type_known CHECK (type IN ('api', 'application', 'idea', 'news_article', 'paper', 'post', 'visualization',
    'hardware', 'cleaned', 'translated', 'geocoded', 'converted', 'explained')),
  state text NOT NULL CONSTRAINT reuse_state_known CHECK (state IN ('proposed', 'listed', 'refused')),
  title text NOT NULL,
  lang text NOT NULL CONSTRAINT reuse_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  text_markdown text NOT NULL,
  -- Rendered and cleaned when written.
  text_html text NOT NULL,
  url text NOT NULL,
  author_mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  -- Shown only when the author chose so.
  author_name text,
  proposed_at timestamptz NOT NULL,
  -- Since when it waits for an official: proposed, or listed and reported.
  waiting_since timestamptz,
  listed_at timestamptz,
  decided_at timestamptz,
  decided_by uuid REFERENCES people.account,
  refused_reason text,
  CONSTRAINT reuse_proposed_waits CHECK (state <> 'proposed' OR waiting_since IS NOT NULL),
  CONSTRAINT reuse_listed_whole CHECK ((state = 'listed') = (listed_at IS NOT NULL)),
  CONSTRAINT reuse_refused_whole CHECK ((state = 'refused') = (refused_reason IS NOT NULL))
);
-- The same address is proposed once, unless it was refused.
CREATE UNIQUE INDEX reuse_address_once ON open_data.reuse (url) WHERE state <> 'refused';
CREATE INDEX reuse_newest ON open_data.reuse (listed_at DESC, id DESC) WHERE state = 'listed';
CREATE INDEX reuse_waiting ON open_data.reuse (waiting_since, id) WHERE waiting_since IS NOT NULL;
CREATE INDEX reuse_of_author ON open_data.reuse (author_mailbox_id, id);
CREATE INDEX reuse_decided_by ON open_data.reuse (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX reuse_old ON open_data.reuse (decided_at) WHERE state = 'refused';

-- Its picture, drawn anew by us: for the page and, small, for lists. The column's name keeps the file (kernel/files/forget-unused).
CREATE TABLE open_data.reuse_picture (
  reuse_id uuid NOT NULL REFERENCES open_data.reuse ON DELETE CASCADE,
  size text NOT NULL CONSTRAINT reuse_picture_size_known CHECK (size IN ('whole', 'small')),
  -- What it shows, for those who do not see it, in the language of the reuse.
  description text NOT NULL,
  sha256 text NOT NULL,
  type text NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  CONSTRAINT reuse_picture_once PRIMARY KEY (reuse_id, size)
);
CREATE INDEX reuse_picture_by_content ON open_data.reuse_picture (sha256);

CREATE TABLE open_data.reuse_dataset (
  reuse_id uuid NOT NULL REFERENCES open_data.reuse ON DELETE CASCADE,
  dataset_id uuid NOT NULL REFERENCES open_data.dataset,
  CONSTRAINT reuse_dataset_once PRIMARY KEY (reuse_id, dataset_id)
);
CREATE INDEX reuse_of_dataset ON open_data.reuse_dataset (dataset_id);

-- What readers report. No account is needed; the source is a keyed hash of that day.
CREATE TABLE open_data.reuse_flag (
  id uuid PRIMARY KEY,
  reuse_id uuid NOT NULL REFERENCES open_data.reuse ON DELETE CASCADE,
  reason text NOT NULL,
  source_hash bytea NOT NULL,
  flagged_on date NOT NULL,
  flagged_at timestamptz NOT NULL,
  CONSTRAINT reuse_flag_once_a_source_and_day UNIQUE (reuse_id, reason, source_hash, flagged_on)
);

-- Topic 'open-data.reuses': which are listed and what they say. Their datasets show them, too.
CREATE FUNCTION open_data.tell_of_reuses(VARIADIC ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF cardinality(ids) = 0 THEN RETURN; END IF;
  INSERT INTO kernel.change (topic) VALUES ('open-data.reuses') ON CONFLICT DO NOTHING;
  INSERT INTO kernel.change (topic)
  SELECT DISTINCT 'open-data ' || d.name FROM open_data.reuse_dataset r JOIN open_data.dataset d ON d.id = r.dataset_id
  WHERE r.reuse_id = ANY (ids) AND d.published_at IS NOT NULL
  ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION open_data.tell_by_reuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM open_data.tell_of_reuses(VARIADIC (SELECT coalesce(array_agg(id), '{}') FROM changed));
  RETURN NULL;
END $$;

-- Also when a reuse is deleted: its datasets are still known here.
CREATE FUNCTION open_data.tell_by_reuse_dataset() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT 'open-data ' || d.name FROM changed c JOIN open_data.dataset d ON d.id = c.dataset_id WHERE d.published_at IS NOT NULL
  UNION SELECT 'open-data.reuses' FROM changed
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE FUNCTION open_data.tell_by_reuse_picture() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM open_data.tell_of_reuses(VARIADIC (SELECT coalesce(array_agg(DISTINCT reuse_id), '{}') FROM changed));
  RETURN NULL;
END $$;

-- Whether an address answers stands beside what leads there.
CREATE FUNCTION open_data.tell_by_link_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM open_data.tell_of_reuses(VARIADIC (
    SELECT coalesce(array_agg(r.id), '{}') FROM changed c JOIN open_data.reuse r ON r.url = c.url AND r.state = 'listed'
  ));
  RETURN NULL;
END $$;

-- The badge of an excellent description stands on the dataset's page.
CREATE FUNCTION open_data.tell_dataset_by_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic)
  SELECT 'open-data ' || d.name FROM changed c JOIN open_data.dataset d ON d.id = c.dataset_id WHERE d.published_at IS NOT NULL
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

DO $$
DECLARE
  of record;
BEGIN
  FOR of IN
    SELECT shown.name, shown.teller, shown.prefix, event, CASE event WHEN 'DELETE' THEN 'OLD TABLE AS changed' ELSE 'NEW TABLE AS changed' END AS seen
    FROM (VALUES
      ('open_data.reuse', 'open_data.tell_by_reuse', 'tell'),
      ('open_data.reuse_dataset', 'open_data.tell_by_reuse_dataset', 'tell'),
      ('open_data.reuse_picture', 'open_data.tell_by_reuse_picture', 'tell'),
      ('open_data.link_check', 'open_data.tell_by_link_check', 'tell'),
      ('open_data.dataset_score', 'open_data.tell_dataset_by_score', 'tell_dataset')
    ) AS shown (name, teller, prefix), unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) AS event
  LOOP
    EXECUTE format('CREATE TRIGGER %s_%s AFTER %s ON %s REFERENCING %s FOR EACH STATEMENT EXECUTE FUNCTION %s()',
      of.prefix, lower(of.event), of.event, of.name, of.seen, of.teller);
  END LOOP;
END $$;
