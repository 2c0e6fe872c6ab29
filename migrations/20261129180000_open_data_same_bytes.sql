-- Who else has the same bytes, whether a kept file is still named, and which correction names a version: asked by every recall and by every file sent.
CREATE INDEX version_of_bytes ON open_data.version (sha256);
CREATE INDEX table_version_of_bytes ON open_data.table_version (sha256);
CREATE INDEX reject_report_of_bytes ON open_data.reject_report (sha256);
CREATE INDEX erratum_of_right ON open_data.erratum (replaced_by) WHERE replaced_by IS NOT NULL;
