-- Words from which a long one is two slips and an ending away. Such words share a sixth of their trigrams, which is below what the operator
-- takes as alike; a setting of a function's own changes that for this one question. Short words would find half the dictionary that way.
CREATE FUNCTION petitions.words_far_like(typed text) RETURNS SETOF text
  LANGUAGE sql STABLE PARALLEL SAFE ROWS 60 SET pg_trgm.similarity_threshold = 0.15
  AS $$
    SELECT word FROM petitions.listing_word
    WHERE word % typed AND length(word) BETWEEN length(typed) - 4 AND length(typed) + 4
    ORDER BY similarity(word, typed) DESC, word LIMIT 60
  $$;
