-- That a version was searched for personal data, and by which edition of the rules. A version without a row here never was, and is not published.
CREATE TABLE open_data.search (
  version_id uuid PRIMARY KEY REFERENCES open_data.version ON DELETE CASCADE,
  edition integer NOT NULL,
  searched_at timestamptz NOT NULL
);

-- What looks like somebody's data: how often, where, and a few masked samples. The values themselves are kept nowhere.
CREATE TABLE open_data.finding (
  version_id uuid NOT NULL REFERENCES open_data.search ON DELETE CASCADE,
  position integer NOT NULL,
  found text NOT NULL,
  -- Where, as guard/kinds.ts says: the place, the sheet, the column or part.
  place text NOT NULL,
  sheet text NOT NULL,
  detail text NOT NULL,
  count bigint NOT NULL CONSTRAINT finding_counted CHECK (count > 0),
  lines jsonb NOT NULL,
  samples jsonb NOT NULL,
  CONSTRAINT finding_once PRIMARY KEY (version_id, position)
);

-- Why an institution may publish what was found: one official says it, another one confirms it.
CREATE TABLE open_data.legal_basis (
  version_id uuid PRIMARY KEY REFERENCES open_data.search ON DELETE CASCADE,
  basis text NOT NULL,
  -- Null when it is not told any more who it was.
  said_by uuid REFERENCES people.account,
  said_at timestamptz NOT NULL,
  confirmed_by uuid REFERENCES people.account,
  confirmed_at timestamptz,
  CONSTRAINT legal_basis_second_person CHECK (confirmed_by <> said_by)
);
CREATE INDEX legal_basis_waiting ON open_data.legal_basis (said_at) WHERE confirmed_at IS NULL;
CREATE INDEX legal_basis_said_by ON open_data.legal_basis (said_by) WHERE said_by IS NOT NULL;
CREATE INDEX legal_basis_confirmed_by ON open_data.legal_basis (confirmed_by) WHERE confirmed_by IS NOT NULL;

ALTER TABLE open_data.version ADD COLUMN gives_original boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN open_data.version.gives_original IS 'All of the file was searched, and nothing in it keeps it from being given away as it came.';
