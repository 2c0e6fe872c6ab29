-- The keyed hash that an entry's body names, so that whoever holds the record's key finds the entry. No row anywhere keeps the index: with
-- the key goes the only way from a person's row to the log.
ALTER TABLE ledger.entry ADD COLUMN record bytea;
CREATE INDEX entry_of_record ON ledger.entry (record, index) WHERE record IS NOT NULL;
