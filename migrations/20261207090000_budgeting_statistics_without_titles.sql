-- The statistics of a process kept a copy of what was finished was called, so that words that were hidden later stayed there. The page reads
-- the name now; processes that ended are not counted again, so the copies go here.
UPDATE budgeting.process_statistics SET figures = jsonb_set(figures, '{delivered}',
  (SELECT jsonb_agg(d.one - 'title' - 'lang' ORDER BY d.place) FROM jsonb_array_elements(figures->'delivered') WITH ORDINALITY d (one, place)))
WHERE jsonb_array_length(figures->'delivered') > 0;
