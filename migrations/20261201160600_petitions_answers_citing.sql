-- Answers of authorities that may hold a link to data are few; they are read again every half minute (commons/citations).
CREATE INDEX case_answer_citing ON petitions.case_answer (case_id, version DESC) WHERE text_html LIKE '%/data%';
