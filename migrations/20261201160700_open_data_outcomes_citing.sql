-- Public outcomes of requests that may hold a link to data are few; they are read again every half minute (commons/citations).
CREATE INDEX request_publication_citing ON open_data.request_publication (request_id) WHERE answer LIKE '%/data%';
