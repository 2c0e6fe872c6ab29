-- Portals of CKAN that were imported, and how far that has come. Kept for good: old addresses lead on by it.
CREATE TABLE open_data.ckan_import (
  -- Address of the portal, without a slash at its end.
  site text PRIMARY KEY,
  begun_at timestamptz NOT NULL,
  -- One run at a time; one whose process was killed falls silent.
  run_id uuid,
  heard_at timestamptz,
  -- When all that was asked for had been gone through; null: it was interrupted.
  ended_at timestamptz
);

-- What became of each thing of a portal.
CREATE TABLE open_data.imported (
  site text NOT NULL REFERENCES open_data.ckan_import ON DELETE CASCADE,
  kind text NOT NULL CONSTRAINT imported_kind_known CHECK (kind IN ('organization', 'group', 'package', 'resource')),
  foreign_id text NOT NULL,
  -- As it stood in addresses there.
  foreign_name text NOT NULL,
  organisation_id uuid REFERENCES organisations.organisation,
  -- A code of the EU's data themes.
  theme text,
  dataset_id uuid REFERENCES open_data.dataset ON DELETE CASCADE,
  distribution_id uuid REFERENCES open_data.distribution ON DELETE CASCADE,
  -- Of packages: 'came', 'refused'. Of resources: 'file', 'link', 'nothing'. Of the others: 'came'.
  outcome text NOT NULL,
  -- Why not wholly, codes.
  notes text[] NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL,
  CONSTRAINT imported_once PRIMARY KEY (site, kind, foreign_id)
);
CREATE INDEX imported_by_id ON open_data.imported (kind, foreign_id);
CREATE INDEX imported_by_name ON open_data.imported (kind, foreign_name);
CREATE INDEX imported_dataset ON open_data.imported (dataset_id) WHERE dataset_id IS NOT NULL;
CREATE INDEX imported_distribution ON open_data.imported (distribution_id) WHERE distribution_id IS NOT NULL;
