-- Who wrote a legal basis before the form said that everybody reads it wrote for officials alone: those stay inside.
ALTER TABLE open_data.legal_basis ADD COLUMN said_to_all boolean NOT NULL DEFAULT false;
