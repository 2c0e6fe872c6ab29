-- From when a returned petition waits for its starter, where that is not the decision: nothing was given up before this release, and who
-- was told no last day gets the whole term from here.
ALTER TABLE petitions.moderation_decision ADD COLUMN term_from timestamptz;
UPDATE petitions.moderation_decision d SET term_from = now()
FROM petitions.petition p WHERE p.id = d.petition_id AND p.state = 'returned' AND d.decision = 'returned';
