-- Ballots that were made nobody's while their moment stayed: what forgets old voters takes that, and the id that tells it, from them as well.
UPDATE budgeting.ballot SET forgotten = false WHERE forgotten AND cast_at <> date_trunc('day', cast_at);
