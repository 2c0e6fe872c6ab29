-- What the platform publishes of itself, by the name with which a room declares it.
CREATE TABLE open_data.own_dataset (
  name text PRIMARY KEY,
  -- Null until there is something to publish.
  dataset_id uuid REFERENCES open_data.dataset ON DELETE SET NULL,
  distribution_id uuid REFERENCES open_data.distribution ON DELETE SET NULL,
  -- Made last; it is published once it is read.
  version_id uuid REFERENCES open_data.version ON DELETE SET NULL,
  -- An administrator wants it made anew.
  asked_at timestamptz,
  -- The civil day it was made for, and when.
  made_on date,
  made_at timestamptz,
  -- Why the last one was not made or not published, the key of a message.
  refusal text
);
CREATE UNIQUE INDEX own_dataset_once ON open_data.own_dataset (dataset_id);
