CREATE SCHEMA access;

-- Who may act in whose name. Roles end, they are not deleted.
CREATE TABLE access.role (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES people.account,
  role text NOT NULL CONSTRAINT role_known CHECK (role IN ('moderator', 'officer', 'administrator')),
  place_key text REFERENCES places.place,
  organisation_id uuid REFERENCES organisations.organisation,
  granted_by uuid REFERENCES people.account,
  granted_at timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by uuid REFERENCES people.account,
  CONSTRAINT role_moderates_a_place CHECK ((role = 'moderator') = (place_key IS NOT NULL)),
  CONSTRAINT role_serves_an_authority CHECK ((role = 'officer') = (organisation_id IS NOT NULL))
);
CREATE UNIQUE INDEX role_once ON access.role (account_id, role, coalesce(place_key, ''), coalesce(organisation_id, '00000000-0000-0000-0000-000000000000'))
  WHERE ended_at IS NULL;
CREATE INDEX role_of_organisation ON access.role (organisation_id) WHERE ended_at IS NULL;
