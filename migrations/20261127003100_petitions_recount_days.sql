-- The numbers by day, which the chart shows, are compared with the log as well.
ALTER TABLE petitions.recount_difference DROP CONSTRAINT recount_difference_place_known,
  ADD CONSTRAINT recount_difference_place_known CHECK (place IN ('log', 'count', 'totals', 'days', 'units', 'rows', 'listing', 'paper'));
