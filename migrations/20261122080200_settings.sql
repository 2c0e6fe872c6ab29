CREATE SCHEMA settings;

-- Dated: a change holds from a day on, the past keeps its value. Without a row the law's or the house's default holds.
CREATE TABLE settings.value (
  id uuid PRIMARY KEY,
  key text NOT NULL,
  organisation_id uuid REFERENCES organisations.organisation,
  from_on date NOT NULL,
  value jsonb NOT NULL,
  reason text NOT NULL,
  set_by uuid REFERENCES people.account,
  set_at timestamptz NOT NULL
);
CREATE INDEX value_of_key ON settings.value (key, organisation_id, from_on, set_at);
