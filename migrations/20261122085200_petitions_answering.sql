-- The starter signs the frozen text before the law's clocks run. One row an act: a stronger one may follow for addressees that ask it.
CREATE TABLE petitions.lodging (
  id uuid PRIMARY KEY,
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  level text NOT NULL CONSTRAINT lodging_level_known CHECK (level IN ('email', 'strong', 'signed')),
  -- Name, domicile or seat, contact: encrypted with the vault key, read by officers of the addressees, each reading recorded.
  sealed bytea NOT NULL,
  -- HMAC(text_salt, title and text) of what was signed.
  text_hash bytea NOT NULL,
  lodged_at timestamptz NOT NULL
);
CREATE INDEX lodging_of_petition ON petitions.lodging (petition_id);

-- What one addressee does with one petition.
CREATE TABLE petitions.case (
  id uuid PRIMARY KEY,
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  state text NOT NULL,
  lodging_id uuid REFERENCES petitions.lodging,
  redirected_from uuid REFERENCES petitions.case,
  incoming_number text,
  responsible_id uuid REFERENCES people.account,
  lodged_at timestamptz,
  registered_at timestamptz,
  outcome text CONSTRAINT case_outcome_known CHECK (outcome IN ('satisfied', 'rejected', 'refused', 'unexamined', 'redirected')),
  answered_at timestamptz,
  finished_at timestamptz,
  created_at timestamptz NOT NULL,
  CONSTRAINT case_one_per_authority UNIQUE (petition_id, organisation_id),
  CONSTRAINT case_outcome_has_day CHECK ((outcome IS NULL) = (answered_at IS NULL)),
  CONSTRAINT case_lodged_has_act CHECK ((lodged_at IS NULL) = (lodging_id IS NULL))
);
CREATE INDEX case_of_organisation ON petitions.case (organisation_id, state);

CREATE TABLE petitions.case_defect (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES petitions.case,
  -- What is to be mended, as the authority wrote it to the starter.
  text text NOT NULL,
  until_on date NOT NULL,
  asked_at timestamptz NOT NULL,
  mended_at timestamptz,
  -- What the starter wrote back, encrypted: mostly what was missing of a person's data.
  mended_sealed bytea
);
CREATE INDEX case_defect_of_case ON petitions.case_defect (case_id, asked_at);

-- Versions of an answer: a correction is a new one, the old stays readable.
CREATE TABLE petitions.case_answer (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES petitions.case,
  version integer NOT NULL,
  outcome text NOT NULL CONSTRAINT answer_outcome_known CHECK (outcome IN ('satisfied', 'rejected', 'refused', 'unexamined', 'redirected')),
  lang text NOT NULL CONSTRAINT answer_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  text_markdown text NOT NULL,
  text_html text NOT NULL,
  translation_lang text CONSTRAINT answer_translation_lang_known CHECK (translation_lang IN ('ro', 'ru', 'en')),
  translation_html text,
  outgoing_number text,
  -- 'paper': entered by a moderator from what the authority sent on paper or by mail.
  way text NOT NULL CONSTRAINT answer_way_known CHECK (way IN ('officer', 'link', 'paper')),
  correction text,
  answered_at timestamptz NOT NULL,
  CONSTRAINT answer_version_once UNIQUE (case_id, version),
  CONSTRAINT answer_correction_says_why CHECK ((version = 1) = (correction IS NULL)),
  CONSTRAINT answer_translation_whole CHECK ((translation_lang IS NULL) = (translation_html IS NULL))
);

CREATE TABLE petitions.case_follow_up (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES petitions.case,
  kind text NOT NULL CONSTRAINT follow_up_kind_known CHECK (kind IN ('follow-up', 'hearing')),
  lang text NOT NULL CONSTRAINT follow_up_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  text_html text NOT NULL,
  happened_on date NOT NULL,
  posted_at timestamptz NOT NULL
);
CREATE INDEX case_follow_up_of_case ON petitions.case_follow_up (case_id, happened_on);

CREATE TABLE petitions.case_file (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES petitions.case,
  answer_id uuid REFERENCES petitions.case_answer,
  follow_up_id uuid REFERENCES petitions.case_follow_up,
  name text NOT NULL,
  type text NOT NULL,
  sha256 text NOT NULL,
  size integer NOT NULL,
  CONSTRAINT case_file_belongs_to_one CHECK ((answer_id IS NULL) <> (follow_up_id IS NULL))
);
CREATE INDEX case_file_of_case ON petitions.case_file (case_id);

-- Lets an authority without an account answer. Only the hash of the link's token is kept.
CREATE TABLE petitions.reply_link (
  token_hash bytea PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES petitions.case,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX reply_link_of_case ON petitions.reply_link (case_id);

CREATE INDEX threshold_crossed ON petitions.threshold (petition_id) WHERE crossed_at IS NOT NULL;

-- Those to be told of an answer, in the order in which the job walks.
CREATE INDEX signature_wants_news ON petitions.signature (petition_id, mailbox_id) WHERE wants_news AND ended_at IS NULL;
