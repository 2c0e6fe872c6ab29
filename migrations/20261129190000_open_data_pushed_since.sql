-- Since when rows are collected: a table to which rows come all the time is not waited for for ever, and one that was taken down and begun anew is
-- another one.
ALTER TABLE open_data.pushed_table ADD COLUMN begun_at timestamptz NOT NULL DEFAULT now();
