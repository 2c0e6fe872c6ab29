-- The programs of the anonymous ballot's page as the public log was last told of them: one row. Kept for ever; nobody's personal data.
CREATE TABLE budgeting.ballot_scripts (
  one boolean PRIMARY KEY DEFAULT true CONSTRAINT ballot_scripts_one_row CHECK (one),
  -- Each with its path and its SHA-256.
  scripts jsonb NOT NULL,
  told_on date NOT NULL
);
