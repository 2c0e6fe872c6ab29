-- Signatures of each day, kept by the fold: the chart of a page reads some hundred rows, where the totals by day, unit and level
-- of a petition that a hundred thousand signed are ten thousand.
CREATE TABLE petitions.day_count (
  petition_id uuid NOT NULL REFERENCES petitions.petition,
  day date NOT NULL,
  signatures integer NOT NULL,
  PRIMARY KEY (petition_id, day)
);
INSERT INTO petitions.day_count (petition_id, day, signatures)
SELECT petition_id, day, sum(signatures) FROM petitions.signature_total GROUP BY petition_id, day;
DROP INDEX petitions.signature_total_by_day;

-- Names that are shown are counted from the index alone, so it leaves out what is held.
DROP INDEX petitions.signature_shown;
CREATE INDEX signature_shown ON petitions.signature (petition_id, sha256(signer_key))
  WHERE ended_at IS NULL AND hold_id IS NULL AND show_name AND name IS NOT NULL;

-- Listings that have words, by the index and nothing else. The planner does not know that reading the words of a row brings them from
-- out of line, and took walking through all of them, one by one, for the shorter way. A setting of a function's own keeps it apart from the
-- query around it.
CREATE FUNCTION petitions.listings_with(sought tsquery) RETURNS SETOF uuid
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000 SET enable_seqscan = off
  AS $$ SELECT petition_id FROM petitions.listing_text WHERE words @@ sought $$;
