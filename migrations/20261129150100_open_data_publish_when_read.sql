-- A file that a program sent with a token that may publish: its version is published once it is read, if the rules allow. The row goes then.
-- Who sent it is the owner of the token; an erased account takes its tokens along, and nothing is published.
CREATE TABLE open_data.publish_when_read (
  version_id uuid PRIMARY KEY REFERENCES open_data.version ON DELETE CASCADE,
  token_id uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  -- Why it was not published, a code; a person decides then.
  refusal text
);
