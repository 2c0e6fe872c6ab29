-- As of signers: what finds the one signature of a person or of an account begins with them. Of the places of a mailbox only those that are
-- taken: while the database knows nothing of the table, an index of all standing signatures seems as short a way to one of them as any, and
-- of ways that seem alike it takes the newest.
DROP INDEX petitions.signature_two_per_mailbox, petitions.signature_one_per_identity, petitions.signature_one_per_account;
CREATE UNIQUE INDEX signature_two_per_mailbox ON petitions.signature (mailbox_key, petition_id, slot) WHERE ended_at IS NULL AND slot IS NOT NULL;
CREATE UNIQUE INDEX signature_one_per_identity ON petitions.signature (person_key, petition_id) WHERE ended_at IS NULL AND person_key IS NOT NULL;
CREATE UNIQUE INDEX signature_one_per_account ON petitions.signature (mailbox_id, petition_id) WHERE ended_at IS NULL AND signed_in;
