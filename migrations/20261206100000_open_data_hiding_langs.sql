-- In which language officials wrote why they hid something, and what they say of a team; null where nobody said so, as of everything from before.
ALTER TABLE open_data.wish ADD COLUMN hidden_lang text;
ALTER TABLE open_data.team ADD COLUMN pilot_lang text, ADD COLUMN result_lang text, ADD COLUMN hidden_lang text;
