-- What an institution publishes, described in three languages; specs of metadata: DCAT-AP 3.0.
CREATE SCHEMA open_data;

CREATE TABLE open_data.dataset (
  id uuid PRIMARY KEY,
  -- Stands in addresses, as in CKAN.
  name text NOT NULL CONSTRAINT dataset_name_unique UNIQUE CONSTRAINT dataset_name_is_plain CHECK (name ~ '^[a-z0-9_-]{2,100}$'),
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  state text NOT NULL CONSTRAINT dataset_state_known CHECK (state IN ('draft', 'review', 'published', 'withdrawn')),
  title jsonb NOT NULL CONSTRAINT dataset_titled_in_romanian CHECK (title ? 'ro'),
  -- Markdown.
  description jsonb NOT NULL DEFAULT '{}',
  -- {"ro": ["buget", …], "ru": […], "en": […]}
  keywords jsonb NOT NULL DEFAULT '{}',
  -- Codes of the EU's data themes, for example ECON.
  themes text[] NOT NULL DEFAULT '{}',
  -- A code of the house's list of licences.
  licence text NOT NULL DEFAULT 'notspecified',
  -- A code of the EU's frequencies, for example MONTHLY.
  frequency text NOT NULL DEFAULT 'UNKNOWN',
  access_rights text NOT NULL DEFAULT 'PUBLIC' CONSTRAINT dataset_access_known CHECK (access_rights IN ('PUBLIC', 'RESTRICTED', 'NON_PUBLIC')),
  contact_name text,
  contact_email text,
  contact_url text,
  place_key text REFERENCES places.place,
  covers_from date,
  covers_to date,
  -- A category of high-value datasets (EU 2023/138); null: not marked.
  high_value text,
  -- What came with an import and has no column here: {"key": "value"}.
  extras jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  created_by uuid REFERENCES people.account,
  -- Of description or data.
  modified_at timestamptz NOT NULL,
  published_at timestamptz,
  -- Published by the clock, when this has come.
  publish_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  CONSTRAINT dataset_covers_in_order CHECK (covers_from IS NULL OR covers_to IS NULL OR covers_from <= covers_to),
  CONSTRAINT dataset_published_whole CHECK ((state IN ('published', 'withdrawn')) = (published_at IS NOT NULL)),
  CONSTRAINT dataset_withdrawn_whole CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL) AND (state = 'withdrawn') = (withdrawn_reason IS NOT NULL))
);
CREATE INDEX dataset_of_organisation ON open_data.dataset (organisation_id, modified_at DESC, id);
CREATE INDEX dataset_public ON open_data.dataset (modified_at DESC, id) WHERE state = 'published';
CREATE INDEX dataset_due ON open_data.dataset (publish_at) WHERE publish_at IS NOT NULL AND state = 'review';

-- The description as it stood after each change.
CREATE TABLE open_data.dataset_history (
  dataset_id uuid NOT NULL REFERENCES open_data.dataset,
  seq integer NOT NULL,
  at timestamptz NOT NULL,
  -- Null where the house itself did it.
  account_id uuid REFERENCES people.account,
  act text NOT NULL,
  described jsonb NOT NULL,
  CONSTRAINT dataset_history_once PRIMARY KEY (dataset_id, seq)
);

-- One file, address or service of a dataset.
CREATE TABLE open_data.distribution (
  id uuid PRIMARY KEY,
  dataset_id uuid NOT NULL REFERENCES open_data.dataset,
  position integer NOT NULL,
  title jsonb NOT NULL CONSTRAINT distribution_titled_in_romanian CHECK (title ? 'ro'),
  description jsonb NOT NULL DEFAULT '{}',
  -- Of what is outside; null for what was uploaded.
  url text,
  -- A code of the EU's file types, for example CSV; null: not known.
  format text,
  -- Of the dataset, unless it says another one.
  licence text,
  -- What is public of it; null: nothing yet.
  current_version_id uuid,
  extras jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  modified_at timestamptz NOT NULL,
  removed_at timestamptz,
  CONSTRAINT distribution_ordered UNIQUE (dataset_id, position) DEFERRABLE INITIALLY DEFERRED
);
