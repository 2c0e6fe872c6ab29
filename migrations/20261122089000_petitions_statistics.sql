-- What the page of statistics shows, made every few minutes: nobody who opens it waits for a sum over all signatures.
CREATE TABLE petitions.statistics (
  single boolean PRIMARY KEY DEFAULT true CONSTRAINT statistics_are_one CHECK (single),
  figures jsonb NOT NULL,
  -- The version of the counts by first-level unit that was published last, with the exact numbers it was made from, which never
  -- leave the server (docs/decisions/0002-small-numbers.md).
  units jsonb NOT NULL,
  made_at timestamptz NOT NULL
);
