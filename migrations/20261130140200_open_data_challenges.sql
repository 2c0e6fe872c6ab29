-- A problem that data shows, which teams try to solve for an institution.
CREATE TABLE open_data.challenge (
  id uuid PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT challenge_number_unique UNIQUE,
  state text NOT NULL DEFAULT 'draft' CONSTRAINT challenge_state_known CHECK (state IN ('draft', 'open', 'closed', 'cancelled')),
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  title jsonb NOT NULL CONSTRAINT challenge_titled_in_romanian CHECK (title ? 'ro'),
  -- Markdown.
  problem jsonb NOT NULL CONSTRAINT challenge_told_in_romanian CHECK (problem ? 'ro'),
  -- Last days of its phases: teams join, show a prototype, try it with the institution.
  teams_until date NOT NULL,
  prototypes_until date NOT NULL,
  pilot_until date NOT NULL,
  -- What came of it, or why it was given up.
  ended_text jsonb,
  created_by uuid REFERENCES people.account,
  created_at timestamptz NOT NULL,
  published_at timestamptz,
  ended_at timestamptz,
  CONSTRAINT challenge_phases_in_order CHECK (teams_until <= prototypes_until AND prototypes_until <= pilot_until),
  CONSTRAINT challenge_published_whole CHECK ((state = 'draft') = (published_at IS NULL)),
  CONSTRAINT challenge_ended_whole CHECK ((state IN ('closed', 'cancelled')) = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_text IS NULL))
);
CREATE INDEX challenge_public ON open_data.challenge (published_at DESC, id DESC) WHERE published_at IS NOT NULL;
CREATE INDEX challenge_of_organisation ON open_data.challenge (organisation_id, created_at DESC, id DESC);
CREATE INDEX challenge_of_account ON open_data.challenge (created_by) WHERE created_by IS NOT NULL;

CREATE TABLE open_data.challenge_dataset (
  challenge_id uuid NOT NULL REFERENCES open_data.challenge,
  dataset_id uuid NOT NULL REFERENCES open_data.dataset,
  position integer NOT NULL,
  CONSTRAINT challenge_dataset_once PRIMARY KEY (challenge_id, dataset_id)
);
CREATE INDEX challenge_dataset_of_dataset ON open_data.challenge_dataset (dataset_id);

CREATE TABLE open_data.team (
  id uuid PRIMARY KEY,
  challenge_id uuid NOT NULL REFERENCES open_data.challenge,
  name text NOT NULL,
  lang text NOT NULL CONSTRAINT team_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  proposal text NOT NULL,
  -- Null once its account was erased.
  lead_mailbox_id uuid REFERENCES people.mailbox,
  created_at timestamptz NOT NULL,
  prototype_url text,
  prototype_text text,
  prototype_at timestamptz,
  -- The institution's words about the pilot, and about what came of it.
  pilot_text text,
  pilot_at timestamptz,
  result_text text,
  result_at timestamptz,
  withdrawn_at timestamptz,
  hidden_reason text,
  CONSTRAINT team_name_once UNIQUE (challenge_id, name),
  CONSTRAINT team_prototype_whole CHECK ((prototype_url IS NULL) = (prototype_at IS NULL)),
  CONSTRAINT team_pilot_has_prototype CHECK (pilot_at IS NULL OR prototype_at IS NOT NULL),
  CONSTRAINT team_result_of_pilot CHECK (result_at IS NULL OR pilot_at IS NOT NULL)
);
CREATE INDEX team_of_challenge ON open_data.team (challenge_id, created_at, id);
CREATE INDEX team_of_lead ON open_data.team (lead_mailbox_id) WHERE lead_mailbox_id IS NOT NULL;

-- Who is in a team, under the name that they agreed to have shown.
CREATE TABLE open_data.team_member (
  team_id uuid NOT NULL REFERENCES open_data.team,
  mailbox_id uuid NOT NULL REFERENCES people.mailbox,
  shown_name text NOT NULL,
  joined_at timestamptz NOT NULL,
  CONSTRAINT team_member_once PRIMARY KEY (team_id, mailbox_id)
);
CREATE INDEX team_member_of_person ON open_data.team_member (mailbox_id);

-- What happened, for its page and for those who follow it.
CREATE TABLE open_data.challenge_event (
  id uuid PRIMARY KEY,
  challenge_id uuid NOT NULL REFERENCES open_data.challenge,
  kind text NOT NULL CONSTRAINT challenge_event_known CHECK (kind IN ('published', 'team', 'prototype', 'pilot', 'result', 'closed', 'cancelled')),
  team_id uuid REFERENCES open_data.team,
  happened_at timestamptz NOT NULL
);
CREATE INDEX challenge_event_of_challenge ON open_data.challenge_event (challenge_id, happened_at, id);
CREATE INDEX challenge_event_newest ON open_data.challenge_event (happened_at);
