CREATE SCHEMA lifecycle;

-- Terms that run for somebody's answer. The due day is kept so that overdue lists need no arithmetic in SQL; only
-- deadline() of commons/lifecycle computes it.
CREATE TABLE lifecycle.clock (
  id uuid PRIMARY KEY,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  name text NOT NULL,
  -- Whose term it is.
  organisation_id uuid REFERENCES organisations.organisation,
  place_key text REFERENCES places.place,
  kind text NOT NULL CONSTRAINT clock_kind_known CHECK (kind IN ('legal', 'promised')),
  basis jsonb,
  promised_by text,
  unit text NOT NULL CONSTRAINT clock_unit_known CHECK (unit IN ('days', 'workingDays')),
  length integer NOT NULL CONSTRAINT clock_length_positive CHECK (length > 0),
  starts_on date NOT NULL,
  stopped_on date,
  pauses jsonb NOT NULL DEFAULT '[]',
  extensions jsonb NOT NULL DEFAULT '[]',
  exceptional_max_days integer,
  due_on date,
  CONSTRAINT clock_says_who_set_it CHECK ((kind = 'legal') = (basis IS NOT NULL) AND (kind = 'promised') = (promised_by IS NOT NULL)),
  CONSTRAINT clock_one_running_per_name UNIQUE (subject_kind, subject_id, name, starts_on)
);
CREATE INDEX clock_due ON lifecycle.clock (due_on) WHERE stopped_on IS NULL;
CREATE INDEX clock_of_organisation ON lifecycle.clock (organisation_id, due_on) WHERE stopped_on IS NULL;
