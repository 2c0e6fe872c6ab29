-- How fast requests were answered is counted by the quarter in which they were.
CREATE INDEX data_request_answered ON open_data.data_request (closed_at) WHERE state = 'answered';
