-- Each addressee promises for itself. Until now a petition kept only what the first of them promises.
ALTER TABLE petitions.threshold DROP CONSTRAINT threshold_pkey, ADD PRIMARY KEY (petition_id, organisation_id, name);
