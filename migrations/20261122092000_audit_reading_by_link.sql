-- An authority without an account reads by the link in its letter: the reader is the authority, no account is known.
ALTER TABLE audit.reading
  ALTER COLUMN reader_id DROP NOT NULL,
  ADD CONSTRAINT reading_has_reader CHECK (reader_id IS NOT NULL OR organisation_id IS NOT NULL);
