-- Where the file of a distribution is fetched from, how often, and how it went last. It goes with the distribution, or when an officer takes it away.
CREATE TABLE open_data.file_source (
  distribution_id uuid PRIMARY KEY REFERENCES open_data.distribution ON DELETE CASCADE,
  -- Of the dataset, which stays with it: whose list it is in.
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  url text NOT NULL,
  schedule text NOT NULL CONSTRAINT file_source_schedule_known CHECK (schedule IN ('once', 'hourly', 'daily', 'weekly', 'monthly')),
  -- What comes is published by itself where nothing speaks against it.
  publishes boolean NOT NULL,
  -- When it is asked next; null: no more, because once was enough, or because it failed too often.
  next_at timestamptz,
  -- In a row.
  failures integer NOT NULL DEFAULT 0,
  stopped_at timestamptz,
  -- Of the file as it came last, to ask only for another one.
  etag text,
  last_modified text,
  sha256 text,
  -- One run at a time; one whose process was killed falls silent, and another takes over.
  run_id uuid,
  heard_at timestamptz,
  set_at timestamptz NOT NULL,
  set_by uuid REFERENCES people.account,
  CONSTRAINT file_source_stopped_whole CHECK (stopped_at IS NULL OR next_at IS NULL)
);
CREATE INDEX file_source_due ON open_data.file_source (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX file_source_of_organisation ON open_data.file_source (organisation_id, distribution_id);
CREATE INDEX file_source_stopped ON open_data.file_source (organisation_id) WHERE stopped_at IS NOT NULL;
CREATE INDEX file_source_of_account ON open_data.file_source (set_by) WHERE set_by IS NOT NULL;

-- Each time it was asked, the last 500: ids are in the order of time.
CREATE TABLE open_data.file_fetch (
  id uuid PRIMARY KEY,
  distribution_id uuid NOT NULL REFERENCES open_data.file_source ON DELETE CASCADE,
  began_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  outcome text NOT NULL CONSTRAINT file_fetch_outcome_known CHECK (outcome IN ('new', 'same', 'failed')),
  -- Why it failed, a code.
  reason text,
  -- Of HTTP, where there was an answer.
  status integer,
  bytes bigint,
  version_id uuid REFERENCES open_data.version ON DELETE SET NULL
);
CREATE INDEX file_fetch_of_source ON open_data.file_fetch (distribution_id, id DESC);
CREATE INDEX file_fetch_of_version ON open_data.file_fetch (version_id) WHERE version_id IS NOT NULL;

-- Versions that nobody sent: each is published by itself once it is read, or waits for an officer. The row goes when it is published or taken down.
CREATE TABLE open_data.unsent_version (
  version_id uuid PRIMARY KEY REFERENCES open_data.version ON DELETE CASCADE,
  came text NOT NULL CONSTRAINT unsent_version_came_known CHECK (came IN ('address', 'import')),
  came_at timestamptz NOT NULL,
  -- Why an officer has to decide, a code; null: it is not read yet.
  waits text
);
CREATE INDEX unsent_version_unread ON open_data.unsent_version (came_at) WHERE waits IS NULL;
CREATE INDEX unsent_version_waiting ON open_data.unsent_version (version_id) WHERE waits IS NOT NULL;
