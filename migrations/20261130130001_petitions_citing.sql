-- Texts that may hold a link to data are few; they are read again every half minute (commons/citations).
CREATE INDEX petition_citing ON petitions.petition (number) WHERE why_html LIKE '%/data%';
