-- When it was last tried in vain: what fails for ever goes behind what has not been tried, and does not fill the batches of timers.
ALTER TABLE open_data.pushed_table ADD COLUMN failed_at timestamptz;
ALTER TABLE open_data.publish_when_read ADD COLUMN failed_at timestamptz;
ALTER TABLE open_data.unsent_version ADD COLUMN failed_at timestamptz;
