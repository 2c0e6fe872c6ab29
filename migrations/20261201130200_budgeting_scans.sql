-- Scans of sheets, beside the batch that they belong to. The files are encrypted; they go with what was read sheet by sheet, some weeks after the
-- close, and earlier where an officer takes one out again. Nobody's personal data, unless a voter wrote a name on the sheet.
CREATE TABLE budgeting.paper_scan (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES budgeting.paper_batch ON DELETE CASCADE,
  -- Sheets that the file shows, by their places in the batch.
  first_sheet integer NOT NULL,
  last_sheet integer NOT NULL,
  type text NOT NULL,
  -- The encrypted file.
  sha256 text NOT NULL,
  -- SHA-256 of what is shown, as the public log names it.
  digest bytea NOT NULL,
  added_at timestamptz NOT NULL,
  CONSTRAINT paper_scan_of_sheets CHECK (1 <= first_sheet AND first_sheet <= last_sheet),
  CONSTRAINT paper_scan_once UNIQUE (batch_id, digest)
);
