-- What an upload became, for a sender whose network lost the answer to the last piece. Those that ended before are forgotten within a day anyway.
DELETE FROM open_data.upload WHERE ended_at IS NOT NULL;
ALTER TABLE open_data.upload ADD COLUMN version_id uuid REFERENCES open_data.version,
  ADD CONSTRAINT upload_ended_as_version CHECK ((ended_at IS NULL) = (version_id IS NULL));
