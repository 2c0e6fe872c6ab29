-- A process in which people decide once more, because what came of another one was annulled. It is a process like any other, with a number,
-- phases and a roll of its own; this is what it goes back to, and why, as everybody reads it.
ALTER TABLE processes.process
  ADD COLUMN again_of uuid REFERENCES processes.process,
  ADD COLUMN again_reason text,
  ADD CONSTRAINT process_again_says_why CHECK ((again_of IS NULL) = (again_reason IS NULL)),
  ADD CONSTRAINT process_again_is_no_rehearsal CHECK (again_of IS NULL OR rehearsal_of IS NULL);
CREATE INDEX process_again ON processes.process (again_of) WHERE again_of IS NOT NULL;

-- The process under which the keys of the lines were made, where the roll was taken over from it. Null: its own.
ALTER TABLE processes.roll ADD COLUMN keyed_by uuid REFERENCES processes.process;
