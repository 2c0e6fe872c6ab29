-- An outcome that was public can be taken back: its words go, the reason stands in their place.
ALTER TABLE open_data.request_publication ADD COLUMN withdrawn_at timestamptz;
ALTER TABLE open_data.request_publication ADD COLUMN withdrawn_reason text;
ALTER TABLE open_data.request_publication ADD CONSTRAINT request_publication_withdrawn_whole
  CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL) AND (withdrawn_at IS NULL OR (title = '' AND question = '' AND answer = '' AND NOT with_files)));
