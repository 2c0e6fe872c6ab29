-- What was told of counts of people in datasets that the platform publishes by itself, each telling of a row: the next one is held against the last,
-- so that no two versions differ by fewer than k people. Counts only, of nobody in particular; they stay as long as the datasets do.
CREATE SCHEMA datasets;

CREATE TABLE datasets.told (
  dataset text NOT NULL,
  -- Name of the column that holds the whole.
  counted text NOT NULL,
  -- Values of the dataset's key, joined.
  row_key text NOT NULL,
  -- As of the end of this day.
  told_on date NOT NULL,
  k integer NOT NULL,
  total integer NOT NULL,
  -- Column to "at least so many", in whole steps of k.
  cells jsonb NOT NULL,
  -- What it was made from, of the last telling only: kept to compare with, never shown.
  exact jsonb,
  CONSTRAINT told_once PRIMARY KEY (dataset, counted, row_key, told_on)
);
