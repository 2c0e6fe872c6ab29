-- A change may now count for all of a batch, or for all who supported a petition before it was published.
ALTER TABLE petitions.signature_delta ALTER COLUMN change TYPE integer;
