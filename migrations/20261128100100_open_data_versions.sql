-- Bytes on their way in: kept in pieces, so that a weak network may go on where it stopped.
CREATE TABLE open_data.upload (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES people.account,
  distribution_id uuid NOT NULL REFERENCES open_data.distribution,
  file_name text NOT NULL,
  size bigint NOT NULL CONSTRAINT upload_has_bytes CHECK (size > 0),
  received bigint NOT NULL DEFAULT 0,
  begun_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT upload_within_size CHECK (received BETWEEN 0 AND size)
);
CREATE INDEX upload_old ON open_data.upload (begun_at) WHERE ended_at IS NULL;

-- Each upload is a version; none ever changes.
CREATE TABLE open_data.version (
  id uuid PRIMARY KEY,
  distribution_id uuid NOT NULL REFERENCES open_data.distribution,
  seq integer NOT NULL,
  file_name text NOT NULL,
  -- Of the bytes as they came.
  sha256 text NOT NULL,
  size bigint NOT NULL,
  state text NOT NULL CONSTRAINT version_state_known CHECK (state IN ('waiting', 'reading', 'read', 'failed', 'published', 'superseded', 'recalled')),
  -- How it is to be read where the house guessed wrong: {encoding, delimiter, header, columns: {name: {type, format}}, …}
  overrides jsonb NOT NULL DEFAULT '{}',
  -- How it was read: {format, encoding, delimiter, …}
  reading jsonb,
  -- Why not, as {key, args}.
  failure jsonb,
  -- Bytes read so far.
  progress bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  created_by uuid REFERENCES people.account,
  read_at timestamptz,
  published_at timestamptz,
  CONSTRAINT version_numbered UNIQUE (distribution_id, seq)
);
ALTER TABLE open_data.distribution ADD CONSTRAINT distribution_current_version FOREIGN KEY (current_version_id) REFERENCES open_data.version;

-- A table has one address through all versions: the first of a distribution has the distribution's own id, as CKAN's programs expect.
CREATE TABLE open_data.data_table (
  id uuid PRIMARY KEY,
  distribution_id uuid NOT NULL REFERENCES open_data.distribution,
  -- The sheet, or the file within an archive; empty for a file that is one table.
  sheet text NOT NULL,
  position integer NOT NULL,
  CONSTRAINT data_table_named UNIQUE (distribution_id, sheet)
);

CREATE TABLE open_data.table_version (
  version_id uuid NOT NULL REFERENCES open_data.version,
  table_id uuid NOT NULL REFERENCES open_data.data_table,
  rows bigint NOT NULL,
  -- Lines left out and cells left empty, each with a line in the report.
  rejected bigint NOT NULL,
  -- Column[] of table-schema.ts, in order.
  columns jsonb NOT NULL,
  -- Parquet, zstd.
  sha256 text NOT NULL,
  size bigint NOT NULL,
  CONSTRAINT table_version_once PRIMARY KEY (version_id, table_id)
);
CREATE INDEX table_version_of_table ON open_data.table_version (table_id);

-- The report of what was not taken: a file, because there may be a line for each row.
CREATE TABLE open_data.reject_report (
  version_id uuid NOT NULL,
  table_id uuid NOT NULL,
  -- NDJSON, one Reject a line.
  sha256 text NOT NULL,
  CONSTRAINT reject_report_once PRIMARY KEY (version_id, table_id),
  CONSTRAINT reject_report_of_table FOREIGN KEY (version_id, table_id) REFERENCES open_data.table_version
);
