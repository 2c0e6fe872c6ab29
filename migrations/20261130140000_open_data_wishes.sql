-- What somebody wishes were open data, and what institutions say to it. No term of law runs here.
CREATE TABLE open_data.wish (
  id uuid PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT wish_number_unique UNIQUE,
  state text NOT NULL DEFAULT 'open' CONSTRAINT wish_state_known CHECK (state IN ('open', 'planned', 'available', 'declined', 'withdrawn')),
  -- Null while nobody knows who holds such data.
  organisation_id uuid REFERENCES organisations.organisation,
  -- Whose moderators look at it: the place of the institution when it was written.
  place_key text NOT NULL REFERENCES places.place,
  lang text NOT NULL CONSTRAINT wish_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  title text NOT NULL,
  slug text NOT NULL,
  text_markdown text NOT NULL,
  -- Rendered and cleaned when written, never when read.
  text_html text NOT NULL,
  search_title text NOT NULL,
  search_text text NOT NULL,
  -- Null once its account was erased: the wish stays, as others support it.
  author_mailbox_id uuid REFERENCES people.mailbox,
  -- The sum of the rows below.
  supports integer NOT NULL DEFAULT 0 CONSTRAINT wish_supports_counted CHECK (supports >= 0),
  created_at timestamptz NOT NULL,
  -- The dataset that answers it, or will.
  dataset_id uuid REFERENCES open_data.dataset,
  hidden_reason text,
  -- Since when a report of a reader waits for a moderator.
  flagged_at timestamptz
);
CREATE INDEX wish_newest ON open_data.wish (created_at DESC, id DESC) WHERE hidden_reason IS NULL;
CREATE INDEX wish_supported ON open_data.wish (supports DESC, id DESC) WHERE hidden_reason IS NULL;
CREATE INDEX wish_of_organisation ON open_data.wish (organisation_id, created_at DESC, id DESC);
CREATE INDEX wish_of_author ON open_data.wish (author_mailbox_id) WHERE author_mailbox_id IS NOT NULL;
CREATE INDEX wish_of_dataset ON open_data.wish (dataset_id) WHERE dataset_id IS NOT NULL;
CREATE INDEX wish_of_place ON open_data.wish (place_key, created_at DESC, id DESC);
CREATE INDEX wish_flagged ON open_data.wish (flagged_at) WHERE flagged_at IS NOT NULL;
CREATE INDEX wish_words ON open_data.wish USING gin (to_tsvector('simple', search_text));

CREATE TABLE open_data.wish_support (
  wish_id uuid NOT NULL REFERENCES open_data.wish,
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  supported_at timestamptz NOT NULL,
  CONSTRAINT wish_support_once PRIMARY KEY (wish_id, mailbox_id)
);
CREATE INDEX wish_support_of_person ON open_data.wish_support (mailbox_id);

-- What institutions answered, the newest last; everybody reads it.
CREATE TABLE open_data.wish_answer (
  id uuid PRIMARY KEY,
  wish_id uuid NOT NULL REFERENCES open_data.wish,
  outcome text NOT NULL CONSTRAINT wish_outcome_known CHECK (outcome IN ('planned', 'available', 'declined')),
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  lang text NOT NULL CONSTRAINT wish_answer_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  -- Null where the house itself says that the dataset came.
  text text,
  planned_on date,
  dataset_id uuid REFERENCES open_data.dataset,
  reason text CONSTRAINT wish_reason_known CHECK (reason IN ('not-held', 'other-institution', 'personal-data', 'protected', 'too-much-work')),
  -- Null once this account was erased, and where the house itself did it.
  account_id uuid REFERENCES people.account,
  answered_at timestamptz NOT NULL,
  CONSTRAINT wish_planned_for_a_day CHECK ((outcome = 'planned') = (planned_on IS NOT NULL)),
  CONSTRAINT wish_available_somewhere CHECK (outcome <> 'available' OR dataset_id IS NOT NULL),
  CONSTRAINT wish_declined_for_a_reason CHECK ((outcome = 'declined') = (reason IS NOT NULL))
);
CREATE INDEX wish_answer_of_wish ON open_data.wish_answer (wish_id, answered_at, id);
CREATE INDEX wish_answer_of_account ON open_data.wish_answer (account_id) WHERE account_id IS NOT NULL;

-- What readers reported: the same from one source counts once a day.
CREATE TABLE open_data.wish_flag (
  wish_id uuid NOT NULL REFERENCES open_data.wish,
  reason text NOT NULL CONSTRAINT wish_flag_reason_known CHECK (reason IN ('personal-data', 'insult', 'advertising', 'not-a-wish', 'other')),
  source_hash bytea NOT NULL,
  flagged_on date NOT NULL,
  CONSTRAINT wish_flag_once PRIMARY KEY (wish_id, reason, source_hash, flagged_on)
);
