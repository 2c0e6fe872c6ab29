-- Digests read what happened since the last one, over all processes.
CREATE INDEX idea_event_newest ON budgeting.idea_event (happened_at);
CREATE INDEX idea_created ON budgeting.idea (created_at);
