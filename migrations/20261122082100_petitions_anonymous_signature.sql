-- When a person's data are erased, the signature stays counted and belongs to nobody.
ALTER TABLE petitions.signature ALTER COLUMN mailbox_id DROP NOT NULL;
