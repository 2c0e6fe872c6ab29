-- How often somebody wants to hear of what they follow. Without a row: once a day.
CREATE TABLE notices.preference (
  mailbox_id uuid PRIMARY KEY REFERENCES people.mailbox,
  frequency text NOT NULL CONSTRAINT preference_frequency_known CHECK (frequency IN ('daily', 'weekly', 'off')),
  changed_at timestamptz NOT NULL
);

-- One round of digests: what happened from `since` until `until`. A round that was killed goes on with the same news.
CREATE TABLE notices.digest_round (
  id uuid PRIMARY KEY,
  frequency text NOT NULL CONSTRAINT digest_round_frequency_known CHECK (frequency IN ('daily', 'weekly')),
  day date NOT NULL,
  since timestamptz NOT NULL,
  until timestamptz NOT NULL,
  -- Whoever gets something is known: rows of notices.digest.
  found_at timestamptz,
  finished_at timestamptz,
  CONSTRAINT digest_round_once_a_day UNIQUE (frequency, day),
  CONSTRAINT digest_round_goes_on CHECK (since < until)
);

-- Who gets a digest on a day: one at most, whatever they follow. Nobody who has nothing to get is in here.
CREATE TABLE notices.digest (
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  day date NOT NULL,
  round_id uuid NOT NULL REFERENCES notices.digest_round,
  sent_at timestamptz,
  CONSTRAINT digest_one_a_day PRIMARY KEY (mailbox_id, day)
);
CREATE INDEX digest_to_send ON notices.digest (round_id, mailbox_id) WHERE sent_at IS NULL;
CREATE INDEX digest_age ON notices.digest (day);
