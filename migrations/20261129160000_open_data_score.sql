-- How well datasets are described, by the points of the European quality assessment (MQA).
CREATE TABLE open_data.dataset_score (
  dataset_id uuid PRIMARY KEY REFERENCES open_data.dataset ON DELETE CASCADE,
  points integer NOT NULL CONSTRAINT dataset_score_in_range CHECK (points BETWEEN 0 AND 405),
  -- Names of the indicators that it does not meet.
  lacks text[] NOT NULL,
  -- modified_at of the dataset that was looked at: a newer one waits to be looked at again.
  of_modified timestamptz NOT NULL,
  scored_at timestamptz NOT NULL
);

-- How it stood on each day; organisation_id null: the whole catalogue.
CREATE TABLE open_data.score_day (
  day date NOT NULL,
  organisation_id uuid REFERENCES organisations.organisation,
  datasets integer NOT NULL,
  -- Of all of them together.
  points bigint NOT NULL,
  CONSTRAINT score_day_once UNIQUE NULLS NOT DISTINCT (day, organisation_id)
);

-- An address outside of this site that a distribution leads to, asked from time to time whether it answers.
CREATE TABLE open_data.link_check (
  url text PRIMARY KEY,
  checked_at timestamptz NOT NULL,
  answers boolean NOT NULL,
  -- Status of HTTP, or why nothing was asked or answered, in a word.
  said text NOT NULL
);
CREATE INDEX link_check_oldest ON open_data.link_check (checked_at);

-- Lists and figures show points; the page of one dataset does not.
CREATE FUNCTION open_data.tell_by_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel.change (topic) VALUES ('open-data.datasets') ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['dataset_score', 'score_day'] LOOP
    EXECUTE format('CREATE TRIGGER tell_score AFTER INSERT OR UPDATE OR DELETE ON open_data.%I FOR EACH STATEMENT EXECUTE FUNCTION open_data.tell_by_score()', name);
  END LOOP;
END $$;
