CREATE SCHEMA notices;

-- Who wants to hear of what. A row that ended stays: a signature must not bring back what its signer stopped.
CREATE TABLE notices.subscription (
  id uuid PRIMARY KEY,
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  -- 'act': the room asked on behalf of somebody who acted (a signature with "write to me"); 'follow': asked for on its own.
  origin text NOT NULL CONSTRAINT subscription_origin_known CHECK (origin IN ('act', 'follow')),
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT subscription_once UNIQUE (subject_kind, subject_id, mailbox_id)
);
CREATE INDEX subscription_of_mailbox ON notices.subscription (mailbox_id);

-- Asked to follow by typing an address; the mail's button confirms.
CREATE TABLE notices.follow_request (
  token_hash bytea PRIMARY KEY,
  email text NOT NULL,
  lang text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  -- Where the reader is led afterwards, without the language, and what the subject is called.
  path text NOT NULL,
  title text NOT NULL,
  requested_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  confirmed_at timestamptz
);
CREATE INDEX follow_request_age ON notices.follow_request (expires_at);

-- One piece of news to all who want it. One job walks over them in batches; cursor and stage say how far it has come.
CREATE TABLE notices.announcement (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  data jsonb NOT NULL,
  stage text NOT NULL CONSTRAINT announcement_stage_known CHECK (stage IN ('actors', 'followers', 'done')),
  cursor uuid,
  created_at timestamptz NOT NULL,
  finished_at timestamptz
);
CREATE INDEX announcement_of_subject ON notices.announcement (subject_kind, subject_id);

-- Told once: (news, mailbox).
CREATE TABLE notices.sent (
  announcement_id uuid NOT NULL REFERENCES notices.announcement,
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  sent_at timestamptz NOT NULL,
  PRIMARY KEY (announcement_id, mailbox_id)
);

-- What a digest has told a mailbox already.
CREATE TABLE notices.told (
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  key text NOT NULL,
  told_at timestamptz NOT NULL,
  PRIMARY KEY (mailbox_id, key)
);
