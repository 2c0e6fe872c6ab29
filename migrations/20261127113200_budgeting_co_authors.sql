-- Who writes an idea together with its author. An invitation goes to an address, which is forgotten once it is answered.
CREATE TABLE budgeting.co_author (
  id uuid PRIMARY KEY,
  idea_id uuid NOT NULL REFERENCES budgeting.idea,
  token_hash bytea CONSTRAINT co_author_link_once UNIQUE,
  email text,
  invited_at timestamptz NOT NULL,
  mailbox_id uuid REFERENCES people.mailbox,
  -- Shown only when the person is an adult and wants so.
  name text,
  accepted_at timestamptz,
  CONSTRAINT co_author_invited_or_there CHECK ((accepted_at IS NULL) = (email IS NOT NULL) AND (accepted_at IS NULL) = (token_hash IS NOT NULL))
);
CREATE UNIQUE INDEX co_author_once ON budgeting.co_author (idea_id, mailbox_id) WHERE mailbox_id IS NOT NULL;
CREATE INDEX co_author_of_idea ON budgeting.co_author (idea_id, invited_at, id);
CREATE INDEX co_author_of_mailbox ON budgeting.co_author (mailbox_id) WHERE mailbox_id IS NOT NULL;
CREATE INDEX co_author_unanswered ON budgeting.co_author (invited_at) WHERE accepted_at IS NULL;
