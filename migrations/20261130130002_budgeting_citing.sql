-- Texts that may hold a link to data are few; they are read again every half minute (commons/citations).
CREATE INDEX idea_citing ON budgeting.idea (number) WHERE text_html LIKE '%/data%';
