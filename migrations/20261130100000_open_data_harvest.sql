-- Catalogues of others that are read from time to time; what they tell becomes datasets here.
CREATE TABLE open_data.harvest_source (
  id uuid PRIMARY KEY,
  kind text NOT NULL CONSTRAINT harvest_source_kind_known CHECK (kind IN ('ckan', 'dcat', 'data-json')),
  address text NOT NULL,
  -- Under whom its datasets stand here.
  organisation_id uuid NOT NULL REFERENCES organisations.organisation,
  schedule text NOT NULL CONSTRAINT harvest_source_schedule_known CHECK (schedule IN ('daily', 'weekly', 'paused')),
  -- Where a dataset says none; null: it stays without.
  licence text,
  -- Of texts that say no language.
  lang text NOT NULL CONSTRAINT harvest_source_lang_known CHECK (lang IN ('ro', 'ru', 'en')),
  -- The source's own time of its newest change that came here whole; null: all is read.
  since text,
  -- Of a reading that did not end: {"run": uuid, "mark": where it goes on, "newest": …, "read": datasets, "requests": …, "bytes": …}
  progress jsonb,
  next_at timestamptz,
  -- Readings in a row that failed.
  failures integer NOT NULL DEFAULT 0,
  -- Why it is not read any more until somebody has looked.
  stopped_for text CONSTRAINT harvest_source_stopped_known CHECK (stopped_for IN ('lost', 'failing')),
  added_at timestamptz NOT NULL,
  -- Null once this account was erased.
  added_by uuid REFERENCES people.account,
  ended_at timestamptz
);
CREATE UNIQUE INDEX harvest_source_once ON open_data.harvest_source (address) WHERE ended_at IS NULL;
CREATE INDEX harvest_source_of_organisation ON open_data.harvest_source (organisation_id, added_at DESC, id);
CREATE INDEX harvest_source_newest ON open_data.harvest_source (added_at DESC, id);
CREATE INDEX harvest_source_due ON open_data.harvest_source (next_at) WHERE next_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX harvest_source_added_by ON open_data.harvest_source (added_by) WHERE added_by IS NOT NULL;

-- One reading of a source.
CREATE TABLE open_data.harvest_job (
  id uuid PRIMARY KEY,
  source_id uuid NOT NULL REFERENCES open_data.harvest_source,
  seq integer NOT NULL,
  state text NOT NULL CONSTRAINT harvest_job_state_known CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  -- All is read again, not only what changed.
  whole boolean NOT NULL,
  -- A person has looked: what is missing at the source may be withdrawn, however much it is.
  accept_losses boolean NOT NULL,
  -- Null: the schedule did.
  asked_by uuid REFERENCES people.account,
  asked_at timestamptz NOT NULL,
  cancel_asked_at timestamptz,
  started_at timestamptz,
  -- Of the process that works on it now; changed by each that takes it over.
  lease uuid,
  heartbeat_at timestamptz,
  ended_at timestamptz,
  -- A code of open-data.harvest.fault, or interrupted, lost.
  failed_for text,
  -- {"new": 3, "changed": 0, …}
  counts jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT harvest_job_numbered UNIQUE (source_id, seq),
  CONSTRAINT harvest_job_ended_whole CHECK ((state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL)),
  CONSTRAINT harvest_job_failed_whole CHECK ((state = 'failed') = (failed_for IS NOT NULL)),
  CONSTRAINT harvest_job_running_whole CHECK ((state = 'running') = (lease IS NOT NULL))
);
CREATE UNIQUE INDEX harvest_job_one_at_a_time ON open_data.harvest_job (source_id) WHERE state IN ('queued', 'running');
CREATE INDEX harvest_job_running ON open_data.harvest_job (heartbeat_at) WHERE state = 'running';
CREATE INDEX harvest_job_ended ON open_data.harvest_job (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX harvest_job_asked_by ON open_data.harvest_job (asked_by) WHERE asked_by IS NOT NULL;

-- What happened in it, said in the reader's language: open-data.harvest.log.<code>.
CREATE TABLE open_data.harvest_log (
  job_id uuid NOT NULL REFERENCES open_data.harvest_job ON DELETE CASCADE,
  seq integer NOT NULL,
  at timestamptz NOT NULL,
  code text NOT NULL,
  said jsonb NOT NULL,
  CONSTRAINT harvest_log_numbered PRIMARY KEY (job_id, seq)
);

-- Which dataset here is which one of a source.
CREATE TABLE open_data.harvested_dataset (
  -- The same for the same dataset from whatever source.
  identity text CONSTRAINT harvested_dataset_once PRIMARY KEY,
  dataset_id uuid NOT NULL CONSTRAINT harvested_dataset_of_one UNIQUE REFERENCES open_data.dataset ON DELETE CASCADE,
  source_id uuid NOT NULL REFERENCES open_data.harvest_source,
  -- As the source calls it.
  external_id text NOT NULL,
  -- SHA-256 of all that it said.
  said_hash text NOT NULL,
  -- The reading that saw it last.
  seen_run uuid NOT NULL,
  -- Withdrawn because the source has it no more.
  gone_at timestamptz
);
CREATE INDEX harvested_dataset_of_source ON open_data.harvested_dataset (source_id, external_id);

-- Where a dataset came from, told on its page: {"source": uuid, "from": address, "id": …, "page": …, "uri": …, "ended": true}; null: it was made here.
ALTER TABLE open_data.dataset ADD COLUMN harvested jsonb;
