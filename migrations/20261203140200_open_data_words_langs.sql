-- In which language an official wrote a legal basis, or why a proposal was not taken up; null where nobody said so.
ALTER TABLE open_data.legal_basis ADD COLUMN lang text;
ALTER TABLE open_data.challenge_proposal ADD COLUMN refused_lang text;
