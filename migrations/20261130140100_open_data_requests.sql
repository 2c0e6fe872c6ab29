-- What somebody asks of an institution by law: access to information, or its re-use. Private to who asked and to officers of the institution.
CREATE TABLE open_data.data_request (
  id uuid PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT data_request_number_unique UNIQUE,
  kind text NOT NULL CONSTRAINT data_request_kind_known CHECK (kind IN ('information', 'reuse')),
  state text NOT NULL DEFAULT 'sent' CONSTRAINT data_request_state_known CHECK (state IN ('sent', 'registered', 'answered', 'withdrawn')),
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  -- From which it grew.
  wish_id uuid REFERENCES open_data.wish,
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  level text NOT NULL CONSTRAINT data_request_level_known CHECK (level IN ('email', 'strong', 'signed')),
  lang text NOT NULL CONSTRAINT data_request_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  -- Name, addresses and the request itself, readable to the application alone; empty once erased.
  sealed bytea NOT NULL,
  -- Who asked agrees that the outcome is made public without anything of them.
  may_publish boolean NOT NULL,
  sent_at timestamptz NOT NULL,
  incoming_number text,
  registered_at timestamptz,
  outcome text CONSTRAINT data_request_outcome_known CHECK (outcome IN ('given', 'partly', 'refused', 'not-held')),
  -- Why something is refused: the kind of ground, and the act with its article.
  ground text CONSTRAINT data_request_ground_known CHECK (ground IN ('personal-data', 'state-secret', 'commercial-secret', 'other-law')),
  ground_text text,
  outgoing_number text,
  -- The answer's words, sealed as the request is; empty once erased.
  answer_sealed bytea,
  answer_lang text CONSTRAINT data_request_answer_lang_known CHECK (answer_lang IN ('ro', 'ru', 'en')),
  closed_at timestamptz,
  -- When what was sealed was erased: by its person, or when its time had come.
  erased_at timestamptz,
  CONSTRAINT data_request_registered_whole CHECK ((registered_at IS NULL) = (incoming_number IS NULL)),
  CONSTRAINT data_request_answered_whole CHECK ((state = 'answered') = (outcome IS NOT NULL)),
  CONSTRAINT data_request_refused_on_ground CHECK ((coalesce(outcome, '') IN ('partly', 'refused')) = (ground IS NOT NULL) AND (ground IS NULL) = (ground_text IS NULL)),
  CONSTRAINT data_request_closed_whole CHECK ((state IN ('answered', 'withdrawn')) = (closed_at IS NOT NULL))
);
CREATE INDEX data_request_of_organisation ON open_data.data_request (organisation_id, sent_at DESC, id DESC);
CREATE INDEX data_request_open ON open_data.data_request (organisation_id) WHERE state IN ('sent', 'registered');
CREATE INDEX data_request_of_person ON open_data.data_request (mailbox_id, sent_at DESC, id DESC);
CREATE INDEX data_request_of_wish ON open_data.data_request (wish_id) WHERE wish_id IS NOT NULL;
CREATE INDEX data_request_to_erase ON open_data.data_request (closed_at) WHERE closed_at IS NOT NULL AND erased_at IS NULL;

-- What came with an answer.
CREATE TABLE open_data.request_file (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES open_data.data_request,
  name text NOT NULL,
  type text NOT NULL,
  sha256 text NOT NULL,
  size integer NOT NULL
);
CREATE INDEX request_file_of_request ON open_data.request_file (request_id, id);

-- What everybody may read of one: in the officer's own words, without anything of who asked.
CREATE TABLE open_data.request_publication (
  request_id uuid CONSTRAINT request_publication_once PRIMARY KEY REFERENCES open_data.data_request,
  lang text NOT NULL CONSTRAINT request_publication_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  title text NOT NULL,
  question text NOT NULL,
  answer text NOT NULL,
  with_files boolean NOT NULL,
  -- Null once this account was erased.
  account_id uuid REFERENCES people.account,
  published_at timestamptz NOT NULL
);
CREATE INDEX request_publication_newest ON open_data.request_publication (published_at DESC, request_id DESC);
CREATE INDEX request_publication_of_account ON open_data.request_publication (account_id) WHERE account_id IS NOT NULL;
