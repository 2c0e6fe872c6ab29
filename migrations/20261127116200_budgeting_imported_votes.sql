-- Votes of elsewhere, as their files say: not ours, and not in the public log.
CREATE TABLE budgeting.imported_vote (
  id uuid PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT imported_vote_number_unique UNIQUE,
  title text NOT NULL,
  -- Who published the file, in words, and where.
  source text NOT NULL,
  source_url text,
  -- Byte for byte as it came: it leaves as it came.
  file bytea NOT NULL,
  -- What was read and counted from it (imported/read-vote.ts).
  facts jsonb NOT NULL,
  imported_at timestamptz NOT NULL
);
