CREATE SCHEMA work;

-- What waited for an official on a day, so that a letter tells only of what grew since. A mailbox, a workspace and two numbers; kept 30 days.
CREATE TABLE work.waited (
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  path text NOT NULL,
  day date NOT NULL,
  count int NOT NULL,
  overdue int NOT NULL,
  CONSTRAINT waited_once_a_day PRIMARY KEY (mailbox_id, path, day)
);
CREATE INDEX waited_age ON work.waited (day);
