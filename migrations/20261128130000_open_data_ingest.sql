-- One run of the reading process at a time reads a version; one whose worker was killed falls silent, and another takes over.
ALTER TABLE open_data.version ADD COLUMN run_id uuid, ADD COLUMN heard_at timestamptz, ADD COLUMN runs integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN open_data.version.progress IS 'Lines read so far.';
CREATE INDEX version_unread ON open_data.version (created_at) WHERE state IN ('waiting', 'reading');

CREATE INDEX upload_of_account ON open_data.upload (account_id) WHERE ended_at IS NULL;
CREATE INDEX version_of_account ON open_data.version (created_by) WHERE created_by IS NOT NULL;
