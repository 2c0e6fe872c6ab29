-- In which language officers wrote their reasons; null where nobody said so, as of everything from before.
ALTER TABLE open_data.dataset ADD COLUMN withdrawn_lang text;
ALTER TABLE open_data.recall ADD COLUMN lang text;
ALTER TABLE open_data.request_publication ADD COLUMN withdrawn_lang text;
