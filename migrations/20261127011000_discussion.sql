CREATE SCHEMA discussion;

-- What somebody says about a subject of a room, or answers to somebody who did.
CREATE TABLE discussion.comment (
  id uuid PRIMARY KEY,
  -- '<room>.<thing>' that a room declares as discussable.
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  -- As the subject's page is numbered; a subject does not change its number.
  subject_number bigint NOT NULL,
  -- Whose moderators look at it: the place of the subject when it was written.
  place_key text NOT NULL REFERENCES places.place,
  -- One level: what is answered is never itself an answer.
  parent_id uuid REFERENCES discussion.comment,
  stance text CONSTRAINT comment_stance_known CHECK (stance IN ('for', 'against', 'question')),
  state text NOT NULL CONSTRAINT comment_state_known CHECK (state IN ('shown', 'held', 'hidden', 'removed')),
  lang text NOT NULL CONSTRAINT comment_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  text_markdown text,
  -- Rendered and cleaned when written, never when read.
  text_html text,
  -- Public records keep only HMAC(text_salt, text); erasing it erases the link.
  text_salt bytea,
  author_mailbox_id uuid REFERENCES people.mailbox,
  -- Shown only when the author chose so.
  author_name text,
  -- An official's answer speaks for the authority, not for the person.
  authority_id uuid REFERENCES organisations.organisation,
  answers integer NOT NULL DEFAULT 0,
  useful integer NOT NULL DEFAULT 0,
  -- Somebody reported it, ever: from then on its author changes nothing.
  flagged boolean NOT NULL DEFAULT false,
  -- Since when it waits for a moderator.
  waiting_since timestamptz,
  -- Why everybody reads a reason in place of the text.
  hidden_reason text,
  created_at timestamptz NOT NULL,
  edited_at timestamptz,
  decided_at timestamptz,
  CONSTRAINT comment_takes_a_stance_or_answers CHECK ((parent_id IS NULL) = (stance IS NOT NULL)),
  CONSTRAINT comment_hidden_for_a_reason CHECK ((state = 'hidden') = (hidden_reason IS NOT NULL)),
  CONSTRAINT comment_has_text CHECK (state IN ('hidden', 'removed') OR text_markdown IS NOT NULL AND text_html IS NOT NULL AND text_salt IS NOT NULL),
  CONSTRAINT comment_held_waits CHECK (state <> 'held' OR waiting_since IS NOT NULL)
);
-- What is held is nobody's to read, also not by walking past it.
CREATE INDEX comment_most_useful ON discussion.comment (subject_id, useful DESC, id DESC) WHERE parent_id IS NULL AND state <> 'held';
CREATE INDEX comment_newest ON discussion.comment (subject_id, created_at DESC, id DESC) WHERE parent_id IS NULL AND state <> 'held';
CREATE INDEX comment_answers ON discussion.comment (parent_id, id) WHERE parent_id IS NOT NULL;
CREATE INDEX comment_counted ON discussion.comment (subject_id, stance) WHERE state = 'shown';
CREATE INDEX comment_waiting ON discussion.comment (waiting_since, id) WHERE waiting_since IS NOT NULL;
CREATE INDEX comment_of_author ON discussion.comment (author_mailbox_id) WHERE author_mailbox_id IS NOT NULL;

-- Who found a comment useful: a row a person.
CREATE TABLE discussion.useful (
  comment_id uuid NOT NULL REFERENCES discussion.comment ON DELETE CASCADE,
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  marked_at timestamptz NOT NULL,
  CONSTRAINT useful_once_a_person PRIMARY KEY (comment_id, mailbox_id)
);
CREATE INDEX useful_of_person ON discussion.useful (mailbox_id);

-- What readers report. No account is needed; the source is a keyed hash of that day.
CREATE TABLE discussion.flag (
  id uuid PRIMARY KEY,
  comment_id uuid NOT NULL REFERENCES discussion.comment ON DELETE CASCADE,
  reason text NOT NULL,
  source_hash bytea NOT NULL,
  flagged_on date NOT NULL,
  flagged_at timestamptz NOT NULL,
  CONSTRAINT flag_once_a_source_and_day UNIQUE (comment_id, reason, source_hash, flagged_on)
);

-- Authorities that were told that they are mentioned: one letter a subject and day.
CREATE TABLE discussion.mention (
  subject_id uuid NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  told_on date NOT NULL,
  CONSTRAINT mention_told_once_a_day PRIMARY KEY (subject_id, organisation_id, told_on)
);
