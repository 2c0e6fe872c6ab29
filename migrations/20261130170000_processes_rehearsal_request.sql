-- A rehearsal that an officer asked for. A job makes it, which takes up to minutes, and a page waits for it. Deleted some weeks after it ended
-- or with the rehearsal; nobody's personal data: who asked stands in the audit record.
CREATE TABLE processes.rehearsal_request (
  id uuid PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT rehearsal_request_number_unique UNIQUE,
  process_id uuid NOT NULL REFERENCES processes.process,
  title jsonb NOT NULL,
  slug text NOT NULL,
  -- As processes.process.rehearsal.
  spec jsonb NOT NULL,
  asked_at timestamptz NOT NULL,
  ended_at timestamptz,
  -- Number of the rehearsal that was made.
  made bigint,
  -- Why none was made: a message with its arguments.
  failure jsonb,
  CONSTRAINT rehearsal_request_ended_by_one CHECK (num_nonnulls(made, failure) = CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END)
);
-- Two clicks, or two officers, make one.
CREATE UNIQUE INDEX rehearsal_request_one_at_a_time ON processes.rehearsal_request (process_id) WHERE ended_at IS NULL;

-- How far it has come. Rows of their own, written beside the transaction that makes the rehearsal: what waits reads them meanwhile.
CREATE TABLE processes.rehearsal_step (
  request_id uuid NOT NULL REFERENCES processes.rehearsal_request ON DELETE CASCADE,
  step text NOT NULL CONSTRAINT rehearsal_step_known CHECK (step IN ('copying', 'voting', 'counting', 'comparing')),
  began_at timestamptz NOT NULL,
  PRIMARY KEY (request_id, step)
);
