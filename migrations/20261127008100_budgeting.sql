CREATE SCHEMA budgeting;

-- What a process that spends money adds to the process.
CREATE TABLE budgeting.budget (
  process_id uuid PRIMARY KEY REFERENCES processes.process,
  currency text NOT NULL CONSTRAINT budget_currency_is_iso CHECK (currency ~ '^[A-Z]{3}$'),
  -- Support that an idea needs before it is reviewed; 0: every idea is.
  supports_needed integer NOT NULL CONSTRAINT budget_supports_sensible CHECK (supports_needed BETWEEN 0 AND 100000),
  -- Days in which a provisional result can be contested.
  contest_days integer NOT NULL CONSTRAINT budget_contest_sensible CHECK (contest_days BETWEEN 0 AND 60),
  -- When the rules, the envelopes and the projects went into the public log; nothing of them changes afterwards.
  fixed_at timestamptz,
  -- Dice thrown in public after the vote closed; with the closing checkpoint they order what is equal.
  lot_dice text,
  lot_checkpoint text,
  result_state text NOT NULL DEFAULT 'none' CONSTRAINT budget_result_known
    CHECK (result_state IN ('none', 'provisional', 'protocol', 'decided', 'annulled')),
  counted_at timestamptz,
  contest_until date,
  protocol_at timestamptz,
  decision_number text,
  decision_on date,
  annulled_reason text
);

-- A part of the money for an area and a kind of projects, with its own rule.
CREATE TABLE budgeting.envelope (
  id uuid PRIMARY KEY,
  process_id uuid NOT NULL REFERENCES processes.process,
  position integer NOT NULL,
  name jsonb NOT NULL CONSTRAINT envelope_named_in_romanian CHECK (name ? 'ro'),
  place_key text NOT NULL REFERENCES places.place,
  -- Minor units (bani), as all money.
  amount bigint NOT NULL CONSTRAINT envelope_positive CHECK (amount > 0),
  min_cost bigint,
  max_cost bigint,
  ballot_kind text NOT NULL CONSTRAINT envelope_ballot_known CHECK (ballot_kind IN ('approval')),
  min_picks integer NOT NULL CONSTRAINT envelope_min_sensible CHECK (min_picks >= 0),
  max_picks integer NOT NULL,
  -- By the names of Pabulib (counting/rule-names.ts), with all that changes the outcome.
  rule text NOT NULL,
  parameters jsonb NOT NULL,
  leftovers text NOT NULL CONSTRAINT envelope_leftovers_known CHECK (leftovers IN ('return', 'carry-over')),
  CONSTRAINT envelope_one_at_a_place UNIQUE (process_id, position),
  CONSTRAINT envelope_picks_in_order CHECK (min_picks <= max_picks)
);

CREATE TABLE budgeting.idea (
  id uuid PRIMARY KEY,
  process_id uuid NOT NULL REFERENCES processes.process,
  number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT idea_number_unique UNIQUE,
  -- Life of an idea: budgeting/idea.ts.
  state text NOT NULL,
  lang text NOT NULL CONSTRAINT idea_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  title text NOT NULL,
  slug text NOT NULL,
  text_markdown text NOT NULL,
  -- Rendered and cleaned when written, never when read.
  text_html text NOT NULL,
  -- Public records keep only HMAC(text_salt, text).
  text_salt bytea NOT NULL,
  place_key text NOT NULL REFERENCES places.place,
  latitude double precision CONSTRAINT idea_latitude_on_earth CHECK (latitude BETWEEN -90 AND 90),
  longitude double precision CONSTRAINT idea_longitude_on_earth CHECK (longitude BETWEEN -180 AND 180),
  -- Where it is, in words.
  address text,
  category text NOT NULL,
  -- What its author thinks that it costs, in minor units.
  cost_guess bigint CONSTRAINT idea_guess_sensible CHECK (cost_guess BETWEEN 0 AND 1000000000000),
  envelope_id uuid REFERENCES budgeting.envelope,
  author_mailbox_id uuid REFERENCES people.mailbox,
  -- Shown only when the author chose so.
  author_name text,
  merged_into uuid REFERENCES budgeting.idea,
  supports integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  decided_at timestamptz,
  refusal_reason text,
  refusal_text text,
  appeal_text text,
  appealed_at timestamptz,
  CONSTRAINT idea_point_is_whole CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE INDEX idea_newest ON budgeting.idea (process_id, created_at DESC, id DESC);
CREATE INDEX idea_most_supported ON budgeting.idea (process_id, supports DESC, id DESC);
CREATE INDEX idea_of_author ON budgeting.idea (author_mailbox_id) WHERE author_mailbox_id IS NOT NULL;

CREATE TABLE budgeting.idea_support (
  idea_id uuid NOT NULL REFERENCES budgeting.idea,
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  supported_at timestamptz NOT NULL,
  CONSTRAINT idea_support_once PRIMARY KEY (idea_id, mailbox_id)
);
CREATE INDEX idea_support_of_mailbox ON budgeting.idea_support (mailbox_id);

CREATE TABLE budgeting.idea_event (
  id uuid NOT NULL,
  idea_id uuid NOT NULL REFERENCES budgeting.idea,
  kind text NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  happened_at timestamptz NOT NULL,
  PRIMARY KEY (idea_id, id)
);

-- What one office says of one aspect of an idea; every line is public.
CREATE TABLE budgeting.opinion (
  id uuid PRIMARY KEY,
  idea_id uuid NOT NULL REFERENCES budgeting.idea,
  aspect text NOT NULL CONSTRAINT opinion_aspect_known CHECK (aspect IN ('land', 'planning', 'law', 'finance', 'maintenance')),
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  -- Name of the office, as the public reads it.
  office text NOT NULL,
  asked_at timestamptz NOT NULL,
  verdict text CONSTRAINT opinion_verdict_known CHECK (verdict IN ('possible', 'possible-if', 'impossible')),
  -- Items of the aspect's checklist that were looked at.
  checked text[] NOT NULL DEFAULT '{}',
  conditions text,
  text text,
  lang text,
  -- The official's own word that nothing ties them to the idea.
  no_conflict boolean,
  given_at timestamptz,
  CONSTRAINT opinion_once_an_aspect UNIQUE (idea_id, aspect),
  CONSTRAINT opinion_given_whole CHECK ((verdict IS NULL) = (given_at IS NULL) AND (given_at IS NULL OR no_conflict))
);
CREATE INDEX opinion_of_organisation ON budgeting.opinion (organisation_id, asked_at) WHERE given_at IS NULL;

-- What an idea costs, in minor units.
CREATE TABLE budgeting.cost (
  idea_id uuid PRIMARY KEY REFERENCES budgeting.idea,
  price_on date NOT NULL,
  works bigint NOT NULL CHECK (works >= 0),
  vat bigint NOT NULL CHECK (vat >= 0),
  design bigint NOT NULL CHECK (design >= 0),
  contingency bigint NOT NULL CHECK (contingency >= 0),
  upkeep_yearly bigint NOT NULL CHECK (upkeep_yearly >= 0),
  low bigint NOT NULL,
  high bigint NOT NULL,
  set_at timestamptz NOT NULL,
  CONSTRAINT cost_in_its_range CHECK (low <= works + vat + design + contingency AND works + vat + design + contingency <= high)
);

-- What stands on the ballot: an idea with its cost, frozen.
CREATE TABLE budgeting.project (
  id uuid PRIMARY KEY,
  process_id uuid NOT NULL REFERENCES processes.process,
  envelope_id uuid NOT NULL REFERENCES budgeting.envelope,
  idea_id uuid NOT NULL CONSTRAINT project_once_an_idea UNIQUE REFERENCES budgeting.idea,
  -- On the ballot and in the public log, from 1 within the process.
  number integer NOT NULL,
  title text NOT NULL,
  lang text NOT NULL,
  cost bigint NOT NULL CONSTRAINT project_cost_positive CHECK (cost > 0),
  -- Withdrawn during the vote: stays listed, and is counted as nobody's.
  void_at timestamptz,
  void_reason text,
  CONSTRAINT project_number_in_process UNIQUE (process_id, number)
);

-- Ballots of people whom their account proves. The key leads to the person for whoever has the installation's key: pages say so.
CREATE TABLE budgeting.ballot (
  process_id uuid NOT NULL REFERENCES processes.process,
  id uuid NOT NULL,
  voter_key bytea NOT NULL,
  seq integer NOT NULL,
  channel text NOT NULL CONSTRAINT ballot_channel_known CHECK (channel IN ('online', 'assisted', 'paper')),
  -- {"<envelope position>": [project numbers]}
  picks jsonb NOT NULL,
  -- The public log has SHA-256(nonce and picks) while people vote, and both after the close.
  nonce bytea NOT NULL,
  commitment bytea NOT NULL,
  cast_at timestamptz NOT NULL,
  replaced_at timestamptz,
  PRIMARY KEY (process_id, id)
);
CREATE UNIQUE INDEX ballot_one_per_voter ON budgeting.ballot (process_id, voter_key) WHERE replaced_at IS NULL;
CREATE UNIQUE INDEX ballot_sequence ON budgeting.ballot (process_id, voter_key, seq);

-- The outcome of an envelope, as the counting code gave it.
CREATE TABLE budgeting.result (
  envelope_id uuid PRIMARY KEY REFERENCES budgeting.envelope,
  process_id uuid NOT NULL REFERENCES processes.process,
  ballots integer NOT NULL,
  outcome jsonb NOT NULL,
  counted_at timestamptz NOT NULL
);
CREATE INDEX result_of_process ON budgeting.result (process_id);
