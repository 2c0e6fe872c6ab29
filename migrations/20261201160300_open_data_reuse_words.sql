-- Words by which reuses are found (commons/search).
ALTER TABLE open_data.reuse ADD COLUMN search_text text NOT NULL DEFAULT '';
-- Those that are there already: folded by the database, near enough to how the house folds.
UPDATE open_data.reuse SET search_text = lower(unaccent(title || ' ' || text_markdown));
CREATE INDEX reuse_words ON open_data.reuse USING gin (to_tsvector('simple', search_text)) WHERE state = 'listed';
