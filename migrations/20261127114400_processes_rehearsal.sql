-- A copy of a process with synthetic people: in no list, no search, no statistics and not in the public log.
ALTER TABLE processes.process
  ADD COLUMN rehearsal_of uuid REFERENCES processes.process,
  -- With how many people, which turnout (percent), which model of choice of the room and which seed it was made.
  ADD COLUMN rehearsal jsonb,
  ADD CONSTRAINT process_rehearsal_says_how CHECK ((rehearsal_of IS NULL) = (rehearsal IS NULL)),
  ADD CONSTRAINT process_rehearsal_is_over CHECK (rehearsal_of IS NULL OR state = 'ended');
CREATE INDEX process_rehearsals ON processes.process (rehearsal_of) WHERE rehearsal_of IS NOT NULL;
DROP INDEX processes.process_newest;
CREATE INDEX process_newest ON processes.process (published_at DESC, id DESC) WHERE published_at IS NOT NULL AND rehearsal_of IS NULL;
