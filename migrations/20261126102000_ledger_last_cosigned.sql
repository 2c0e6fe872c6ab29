-- The newest checkpoint that a witness signed is looked up every second; one that never signs would make that a walk through all there are.
CREATE INDEX cosignature_of_witness ON ledger.cosignature (witness, size);
