-- How often pages on the way to a ballot were shown, while one could vote: a number a day and nothing of whom. A few rows a process, kept as long
-- as the process; nobody's personal data.
CREATE TABLE budgeting.visit_day (
  process_id uuid NOT NULL REFERENCES processes.process,
  -- processes.page, budgeting.identity, budgeting.ballot
  what text NOT NULL,
  visited_on date NOT NULL,
  views integer NOT NULL CONSTRAINT visit_day_some CHECK (views > 0),
  CONSTRAINT visit_day_one_a_day PRIMARY KEY (process_id, what, visited_on)
);
