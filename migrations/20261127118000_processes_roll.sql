-- Who may take part in a process, where that does not rest on people's own word: from what it is made, and for which day.
CREATE TABLE processes.roll (
  process_id uuid PRIMARY KEY REFERENCES processes.process,
  source text NOT NULL CONSTRAINT roll_source_known CHECK (source IN ('register', 'document', 'codes')),
  -- So old, and living there, on this day.
  eligible_on date NOT NULL,
  -- The last day on which somebody can ask to be put on it.
  corrections_until date NOT NULL,
  fixed_at timestamptz,
  -- Lines when it was fixed; null where people come with a document.
  eligible integer,
  -- When its lines were deleted.
  forgotten_at timestamptz
);

-- A list that an officer brought. Personal numbers are hashed while it is read and stand nowhere.
CREATE TABLE processes.roll_import (
  id uuid PRIMARY KEY,
  process_id uuid NOT NULL REFERENCES processes.process,
  members text NOT NULL CONSTRAINT roll_import_members_known CHECK (members IN ('residents', 'minors', 'foreigners', 'students', 'displaced')),
  -- Where the list comes from, as everybody reads it.
  about text NOT NULL,
  how text NOT NULL CONSTRAINT roll_import_how_known CHECK (how IN ('whole', 'additions')),
  reason text,
  state text NOT NULL CONSTRAINT roll_import_state_known CHECK (state IN ('preview', 'confirmed')),
  lines integer NOT NULL,
  -- [{line, column, problem}]: never what stands there.
  problems jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  CONSTRAINT roll_import_addition_has_reason CHECK (how = 'whole' OR reason IS NOT NULL)
);
CREATE INDEX roll_import_of_process ON processes.roll_import (process_id, created_at);

-- Lines of a list until it is confirmed.
CREATE TABLE processes.roll_draft_line (
  import_id uuid NOT NULL REFERENCES processes.roll_import ON DELETE CASCADE,
  key bytea NOT NULL,
  old_enough boolean NOT NULL,
  place_key text NOT NULL REFERENCES places.place,
  PRIMARY KEY (import_id, key)
);

-- One person, as a keyed hash that is of this process alone. No birth date: whether old enough on the day.
CREATE TABLE processes.roll_line (
  process_id uuid NOT NULL REFERENCES processes.process,
  key bytea NOT NULL,
  old_enough boolean NOT NULL,
  -- Null for a code.
  place_key text REFERENCES places.place,
  members text NOT NULL CONSTRAINT roll_line_members_known CHECK (members IN ('residents', 'minors', 'foreigners', 'students', 'displaced')),
  source text NOT NULL CONSTRAINT roll_line_source_known CHECK (source IN ('register', 'document', 'codes', 'correction')),
  PRIMARY KEY (process_id, key)
);

CREATE TABLE processes.roll_correction (
  id uuid PRIMARY KEY,
  process_id uuid NOT NULL REFERENCES processes.process,
  account_id uuid NOT NULL REFERENCES people.account,
  place_key text NOT NULL REFERENCES places.place,
  says text NOT NULL,
  state text NOT NULL CONSTRAINT roll_correction_state_known CHECK (state IN ('asked', 'accepted', 'refused')),
  reason text,
  asked_at timestamptz NOT NULL,
  decided_at timestamptz,
  CONSTRAINT roll_correction_decided_with_reason CHECK ((state = 'asked') = (decided_at IS NULL) AND (state = 'asked') = (reason IS NULL))
);
CREATE UNIQUE INDEX roll_correction_one_open ON processes.roll_correction (process_id, account_id) WHERE state = 'asked';
CREATE INDEX roll_correction_of_process ON processes.roll_correction (process_id, asked_at);
CREATE INDEX roll_correction_of_account ON processes.roll_correction (account_id);
