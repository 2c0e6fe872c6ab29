-- The reading that asked the source for this dataset by its name and heard that it is gone; so that a reading of many turns asks once.
ALTER TABLE open_data.harvested_dataset ADD COLUMN missing_run uuid;
