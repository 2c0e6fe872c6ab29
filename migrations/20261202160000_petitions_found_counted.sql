-- How many petitions words find, by the index and nothing else: a search without filters asks for a page and this number, and need not lay
-- thousands of rows aside to count them. The setting is there for the same reason as that of petitions.listings_found.
CREATE FUNCTION petitions.listings_counted(sought tsquery) RETURNS integer
  LANGUAGE sql STABLE PARALLEL SAFE SET enable_seqscan = off
  AS $$ SELECT count(*)::integer FROM petitions.listing_text t WHERE t.words @@ sought $$;
