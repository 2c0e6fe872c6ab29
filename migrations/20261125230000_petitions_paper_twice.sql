-- Keyed hash of what was uploaded, with the petition in it: tells that a scan came before in this petition, and nothing else. The
-- file itself is encrypted, so its name differs each time. Unknown of scans recorded before this.
ALTER TABLE petitions.paper_scan ADD COLUMN content_hash bytea;
CREATE INDEX paper_scan_content ON petitions.paper_scan (content_hash);

-- Scans of accepted batches: the same one cannot count twice, however two officers hurry. Leaves when its batch ends or its scan is deleted.
CREATE TABLE petitions.paper_scan_counted (
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  content_hash bytea NOT NULL,
  batch_id uuid NOT NULL REFERENCES petitions.paper_batch,
  CONSTRAINT paper_scan_counted_once PRIMARY KEY (petition_id, content_hash)
);
CREATE INDEX paper_scan_counted_of_batch ON petitions.paper_scan_counted (batch_id);
