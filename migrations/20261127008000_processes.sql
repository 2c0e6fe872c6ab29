CREATE SCHEMA processes;

-- A process in phases: who runs it, where, and who may take part.
CREATE TABLE processes.process (
  id uuid PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT process_number_unique UNIQUE,
  slug text NOT NULL,
  -- '<room>.<name>' of the blueprint that it was begun from.
  blueprint text NOT NULL,
  state text NOT NULL CONSTRAINT process_state_known CHECK (state IN ('draft', 'running', 'ended', 'cancelled')),
  title jsonb NOT NULL CONSTRAINT process_titled_in_romanian CHECK (title ? 'ro'),
  summary jsonb NOT NULL CONSTRAINT process_told_in_romanian CHECK (summary ? 'ro'),
  place_key text NOT NULL REFERENCES places.place,
  -- Who runs it and answers for it.
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  -- Who may take part: at least so old on the day on which the phase opens, living in the place or under it, known at this level.
  min_age integer NOT NULL CONSTRAINT process_age_sensible CHECK (min_age BETWEEN 0 AND 99),
  residents_only boolean NOT NULL,
  level text NOT NULL CONSTRAINT process_level_known CHECK (level IN ('email', 'strong', 'signed')),
  demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  published_at timestamptz,
  ended_at timestamptz,
  -- Why it was cancelled, as the public reads it.
  end_reason text,
  CONSTRAINT process_public_has_day CHECK (state = 'draft' OR published_at IS NOT NULL)
);
CREATE INDEX process_newest ON processes.process (published_at DESC, id DESC) WHERE published_at IS NOT NULL;
CREATE INDEX process_of_organisation ON processes.process (organisation_id, created_at DESC, id DESC);

-- What one can do from which day to which (both included).
CREATE TABLE processes.phase (
  id uuid PRIMARY KEY,
  process_id uuid NOT NULL REFERENCES processes.process,
  position integer NOT NULL,
  -- '<room>.<name>' of a method that a room declares.
  method text NOT NULL,
  opens_on date NOT NULL,
  closes_on date NOT NULL,
  opened_at timestamptz,
  closed_at timestamptz,
  CONSTRAINT phase_one_at_a_place UNIQUE (process_id, position),
  CONSTRAINT phase_opens_before_it_closes CHECK (opens_on <= closes_on),
  CONSTRAINT phase_closes_after_it_opened CHECK (closed_at IS NULL OR opened_at IS NOT NULL)
);
CREATE INDEX phase_to_open ON processes.phase (opens_on) WHERE opened_at IS NULL;
CREATE INDEX phase_to_close ON processes.phase (closes_on) WHERE opened_at IS NOT NULL AND closed_at IS NULL;

-- Dates move only with a reason that everybody reads.
CREATE TABLE processes.phase_move (
  id uuid PRIMARY KEY,
  process_id uuid NOT NULL REFERENCES processes.process,
  phase_id uuid NOT NULL REFERENCES processes.phase,
  opens_before date NOT NULL,
  closes_before date NOT NULL,
  opens_after date NOT NULL,
  closes_after date NOT NULL,
  reason text NOT NULL,
  moved_at timestamptz NOT NULL
);
CREATE INDEX phase_move_of_process ON processes.phase_move (process_id, moved_at);

-- What happened, in order, as the page tells it.
CREATE TABLE processes.event (
  id uuid NOT NULL,
  process_id uuid NOT NULL REFERENCES processes.process,
  kind text NOT NULL,
  data jsonb NOT NULL DEFAULT '{}',
  happened_at timestamptz NOT NULL,
  PRIMARY KEY (process_id, id)
);
