-- Digests read what happened since the last one, over all processes.
CREATE INDEX event_newest ON processes.event (happened_at);
