-- As of ballots: before the first analysis of the table all signatures of a petition were read for each one that came.
DROP INDEX petitions.signature_one_per_person, petitions.signature_two_per_mailbox;
CREATE UNIQUE INDEX signature_one_per_person ON petitions.signature (signer_key, petition_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX signature_two_per_mailbox ON petitions.signature (mailbox_key, petition_id, slot) WHERE ended_at IS NULL;
